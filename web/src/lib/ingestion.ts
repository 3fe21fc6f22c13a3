import type { Ingest, Mailbox } from './api/types';
import type { Key } from './i18n/index.svelte';
import type { Params } from './i18n/message';
import { mailboxesSaid } from './mailboxes';
import type { Shape } from './shapes';

/** One sentence of the answer on the page of ingestion, with the shape that stands before it. */
export interface Said {
  shape: Shape;
  key: Key;
  params: Params;
}

function trouble(state: Ingest, now: number): Said[] {
  const said: Said[] = [];
  const { queue, smtp } = state;
  if (queue?.stopped) said.push({ shape: 'misconfigured', key: 'ingestion.stopped', params: { n: queue.stuck_threads } });
  if (queue?.store_fails) said.push({ shape: 'misconfigured', key: 'ingestion.store_fails', params: {} });
  if (smtp && !smtp.accepting) said.push({ shape: 'misconfigured', key: 'ingestion.closed', params: {} });
  const until = secondsOf(smtp?.certificate_until ?? null);
  if (until !== null && until <= now) said.push({ shape: 'misconfigured', key: 'ingestion.expired', params: {} });
  if (queue && !queue.stopped && queue.stuck_threads > 0)
    said.push({ shape: 'unsure', key: 'ingestion.stuck', params: { n: queue.stuck_threads } });
  return said;
}

/** How ingestion is: what needs somebody first, then what waits, or that all is well. */
export function answerOf(state: Ingest, mailboxes: readonly Mailbox[] = [], now = Date.now() / 1000): Said[] {
  const { accepted, pending } = state.mails;
  const said = [...trouble(state, now), ...mailboxesSaid(mailboxes, now)];
  if (pending > 0) said.push({ shape: 'unsure', key: 'ingestion.pending', params: { n: pending } });
  const isWorst = (one: Said) => one.shape === 'misconfigured';
  if (said.length > 0) return [...said.filter(isWorst), ...said.filter((one) => !isWorst(one))];
  return [
    accepted > 0
      ? { shape: 'healthy', key: 'ingestion.well', params: {} }
      : { shape: 'unsure', key: 'ingestion.nothing', params: {} },
  ];
}

/** The refusals, most frequent first. */
export function refusedOf(state: Ingest): { reason: string; count: number }[] {
  return [...(state.smtp?.refused ?? [])].sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

/** Seconds of an RFC 3339 time, null when it is none. */
export function secondsOf(time: string | null): number | null {
  const milliseconds = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
