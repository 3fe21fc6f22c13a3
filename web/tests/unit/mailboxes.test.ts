import { describe, expect, it } from 'vitest';
import type { Mailbox, MailboxCounts, MailboxTrouble } from '../../src/lib/api/types';
import { wordsOf } from './contract';
import { doing, healthOf, isBusy, isRenumbered, kindsOf, mailboxesSaid, shapeOf } from '../../src/lib/mailboxes';

const kNow = 1_000_000;
const none: MailboxCounts = { found: 0, new_mails: 0, known: 0, held: 0, too_large: 0, waiting: 0 };

function mailbox(more: Partial<Mailbox> = {}): Mailbox {
  return {
    id: 1,
    account: 'reports',
    folder: 'INBOX',
    server: 'imaps://imap.example.com:993',
    state: 'waiting',
    idle: false,
    after: 'file',
    certificate_unchecked: false,
    last_success: kNow - 60,
    next_poll: kNow + 60,
    last_error: null,
    backlog: 0,
    uid_validity: 7,
    renumbered: null,
    alert: null,
    counts: none,
    counts_7d: none,
    ...more,
  };
}

function failed(reason: string, last_success: number | null, at = kNow - 1): Mailbox {
  // A newer server may know reasons that the contract of today does not.
  const last_error = { reason: reason as MailboxTrouble, detail: '', advice: '', at };
  return mailbox({ state: 'backing_off', last_success, last_error });
}

describe('the health of a mailbox', () => {
  it.each<[string, Mailbox, string]>([
    ['was just read', mailbox(), 'well'],
    ['is being read again', mailbox({ state: 'working', backlog: 9 }), 'well'],
    ['was never reached', mailbox({ state: 'connecting', last_success: null }), 'starting'],
    ['is being read for the first time', mailbox({ state: 'working', last_success: null }), 'well'],
    ['was read a moment under a day ago', mailbox({ last_success: kNow - 86_399 }), 'well'],
    ['was read a day ago', mailbox({ last_success: kNow - 86_400 }), 'stale'],
    ['refuses the login', failed('login_refused', kNow - 60), 'failing'],
    ['lost the connection', failed('connection_lost', kNow - 60), 'passing'],
    ['is out of reach for an hour', failed('cannot_connect', kNow - 3600), 'failing'],
    ['is out of reach for a moment less', failed('cannot_connect', kNow - 3599), 'passing'],
    ['was never reached, for now', failed('cannot_connect', null), 'passing'],
    ['has a trouble of a newer server', failed('brand_new', kNow - 60), 'failing'],
    ['is stopped', mailbox({ state: 'stopped' }), 'failing'],
  ])('that %s', (_, given, wanted) => {
    expect(healthOf(given, kNow)).toBe(wanted);
  });

  it('is never shown as healthy with a trouble', () => {
    for (const reason of wordsOf('Mailbox.last_error.reason')) {
      expect(shapeOf(healthOf(failed(reason, kNow), kNow))).not.toBe('healthy');
    }
    expect(shapeOf('stale')).toBe('misconfigured');
    expect(shapeOf('starting')).toBe('unsure');
    expect(shapeOf('well')).toBe('healthy');
  });
});

describe('what is said of all mailboxes', () => {
  it('counts them by health, the worst first, and says nothing of those that are well', () => {
    const all = [
      mailbox(),
      failed('timed_out', kNow - 60),
      mailbox({ last_success: 0 }),
      failed('login_refused', null),
      failed('tls_failed', null),
    ];
    expect(mailboxesSaid(all, kNow).map(({ key, params }) => [key, params.n])).toEqual([
      ['ingestion.mailboxes.failing', 2],
      ['ingestion.mailboxes.stale', 1],
      ['ingestion.mailboxes.passing', 1],
    ]);
    expect(mailboxesSaid([mailbox()], kNow)).toEqual([]);
  });
});

describe('what a mailbox is doing', () => {
  it.each<[Partial<Mailbox>, string, boolean]>([
    [{ state: 'connecting' }, 'connecting', true],
    [{ state: 'working', backlog: null }, 'working', true],
    [{ state: 'working', backlog: 0 }, 'working', true],
    [{ state: 'working', backlog: 1 }, 'draining', true],
    [{ state: 'waiting' }, 'waiting', false],
    [{ state: 'waiting', idle: true }, 'idle', false],
    [{ state: 'backing_off', idle: true }, 'backing_off', false],
    [{ state: 'stopped' }, 'stopped', false],
  ])('with %j is %s', (more, wanted, busy) => {
    expect(doing(mailbox(more))).toBe(wanted);
    expect(isBusy(mailbox(more))).toBe(busy);
  });
});

describe('new numbers of the server', () => {
  it.each([
    [null, false],
    [kNow - 1, true],
    [kNow - 30 * 86_400 + 1, true],
    [kNow - 30 * 86_400, false],
  ])('given at %s are news: %s', (renumbered, wanted) => {
    expect(isRenumbered(mailbox({ renumbered }), kNow)).toBe(wanted);
  });
});

describe('the figures of a mailbox', () => {
  it('leave out what never occurred, but for the first three', () => {
    expect(kindsOf(none)).toEqual(['found', 'new_mails', 'known']);
    expect(kindsOf({ ...none, too_large: 1, waiting: 2 })).toEqual(['found', 'new_mails', 'known', 'too_large', 'waiting']);
    expect(kindsOf({ ...none, held: 1 })).toEqual(['found', 'new_mails', 'known', 'held']);
  });
});
