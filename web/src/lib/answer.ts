import type { Overview } from './api/types';
import type { Key } from './i18n/keys';
import type { Params } from './i18n/message';

/** What the page says first: a message and its parameters. */
export interface Answer {
  kind: 'failing' | 'asking' | 'perfect' | 'nothing';
  key: Key;
  params: Params;
}

/**
 * The sentence that answers "which of my sending paths fail?". Unauthorised sources are no paths of
 * the operator's, so they are not among them.
 */
export function answer(overview: Overview, shareText: string): Answer {
  const { by_verdict, under_reject, own_messages } = overview;
  if (overview.messages === 0) return { kind: 'nothing', key: 'answer.nothing', params: {} };
  const paths = Object.values(by_verdict).reduce((sum, one) => sum + one.paths, 0) - by_verdict.spoofed.paths;
  const misconfigured = by_verdict.misconfigured.paths;
  const params = { misconfigured, paths, own: under_reject.own, own_messages, share: shareText };
  if (misconfigured > 0) return { kind: 'failing', key: 'answer.failing', params };
  const asking = overview.fix_next.length;
  if (asking > 0) return { kind: 'asking', key: 'answer.asking', params: { asking, paths } };
  return { kind: 'perfect', key: 'answer.perfect', params: { paths } };
}
