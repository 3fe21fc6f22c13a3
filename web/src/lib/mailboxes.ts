import type { Mailbox, MailboxCounts, MailboxTrouble } from './api/types';
import type { Said } from './ingestion';
import type { Shape } from './shapes';

/** How a mailbox is, as fine as what to say of it. */
export type Health = 'well' | 'starting' | 'passing' | 'stale' | 'failing';

/** Trouble that mostly ends by itself, and is no reason to alarm anybody for an hour. */
const kPassing: readonly string[] = [
  'unavailable',
  'said_bye',
  'connection_lost',
  'timed_out',
  'name_not_found',
  'cannot_connect',
] satisfies MailboxTrouble[];
const kPatience = 3600;
const kStale = 86_400;
const kNews = 30 * 86_400;

export function healthOf(mailbox: Mailbox, now: number): Health {
  const { last_error: trouble, last_success: success, state } = mailbox;
  if (state === 'stopped') return 'failing';
  if (trouble) {
    const isFresh = now - (success ?? trouble.at) < kPatience;
    return isFresh && kPassing.includes(trouble.reason) ? 'passing' : 'failing';
  }
  if (success === null) return state === 'working' ? 'well' : 'starting';
  return now - success >= kStale ? 'stale' : 'well';
}

export function shapeOf(health: Health): Shape {
  switch (health) {
    case 'well':
      return 'healthy';
    case 'failing':
    case 'stale':
      return 'misconfigured';
    default:
      return 'unsure';
  }
}

/** What the answer of the page says of the mailboxes, the worst first. */
export function mailboxesSaid(mailboxes: readonly Mailbox[], now: number): Said[] {
  const of = (health: Health) => mailboxes.filter((one) => healthOf(one, now) === health).length;
  const said: Said[] = [
    { shape: 'misconfigured', key: 'ingestion.mailboxes.failing', params: { n: of('failing') } },
    { shape: 'misconfigured', key: 'ingestion.mailboxes.stale', params: { n: of('stale') } },
    { shape: 'unsure', key: 'ingestion.mailboxes.passing', params: { n: of('passing') } },
  ];
  return said.filter(({ params }) => params.n !== 0);
}

/** The code of the sentence on what a mailbox is doing. */
export function doing(mailbox: Mailbox): string {
  if (mailbox.state === 'waiting' && mailbox.idle) return 'idle';
  if (mailbox.state === 'working' && (mailbox.backlog ?? 0) > 0) return 'draining';
  return mailbox.state;
}

export function isBusy(mailbox: Mailbox): boolean {
  return mailbox.state === 'connecting' || mailbox.state === 'working';
}

/** True while it is news that the server gave all messages new numbers. */
export function isRenumbered(mailbox: Mailbox, now: number): boolean {
  return mailbox.renumbered !== null && now - mailbox.renumbered < kNews;
}

export type Kind = keyof MailboxCounts;

/** The figures worth a line: what must always be known, and what occurred. */
export function kindsOf(counts: MailboxCounts): Kind[] {
  const always: readonly Kind[] = ['found', 'new_mails', 'known'];
  const kinds: readonly Kind[] = [...always, 'held', 'too_large', 'waiting'];
  return kinds.filter((kind) => always.includes(kind) || counts[kind] > 0);
}
