import type { Overview, Source } from './api/types';
import type { Key } from './i18n/keys';
import type { Params } from './i18n/message';

/** What the page says first: a message and its parameters. */
export interface Answer {
  kind: 'failing' | 'perfect' | 'nothing';
  key: Key;
  params: Params;
}

/**
 * The sentence that answers "which of my sources fail?".
 *
 * It only claims what the figures say: "most" is more than half of the failing messages.
 */
export function answer(overview: Overview, worst: Source | null, shareText: string): Answer {
  const { messages, fail, sources, failing_sources } = overview;
  if (messages === 0) return { kind: 'nothing', key: 'answer.nothing', params: {} };
  if (fail === 0) return { kind: 'perfect', key: 'answer.perfect', params: { messages, sources } };
  const params = { failing_sources, sources, fail, messages, share: shareText };
  if (!worst || worst.fail === 0) return { kind: 'failing', key: 'answer.failing', params };
  const named = { ...params, ip: worst.source_ip, domain: worst.domain };
  if (sources === 1) return { kind: 'failing', key: 'answer.failing.only', params: named };
  if (worst.fail === fail) return { kind: 'failing', key: 'answer.failing.all', params: named };
  if (worst.fail * 2 > fail) return { kind: 'failing', key: 'answer.failing.most', params: named };
  return { kind: 'failing', key: 'answer.failing.some', params: { ...named, worst: worst.fail } };
}
