import { describe, expect, it } from 'vitest';
import type { Ingest, Mailbox, Sink } from '../../src/lib/api/types';
import { answerOf, refusedOf, secondsOf } from '../../src/lib/ingestion';

const sink: Sink = {
  listen: ['smtp://127.0.0.1:2525'],
  accepting: true,
  sessions_open: 0,
  sessions_total: 0,
  tls_sessions: 0,
  accepted: 0,
  accepted_octets: 0,
  bare_line_feeds: 0,
  refused: [],
  certificate_until: null,
};
const queue = { waiting: 0, under_way: 0, stuck_threads: 0, store_fails: false, stopped: false };

function state(more: Partial<Ingest> = {}, mails: Partial<Ingest['mails']> = {}): Ingest {
  return {
    smtp: sink,
    mails: { accepted: 5, pending: 0, held: 0, last_received: 1, by_via: [], ...mails },
    queue,
    other_mail: { count: 0, octets: 0 },
    ...more,
  };
}

describe('the answer of ingestion', () => {
  it.each<[string, Ingest, string[]]>([
    ['all is read', state(), ['ingestion.well']],
    ['nothing came', state({}, { accepted: 0, last_received: null }), ['ingestion.nothing']],
    ['some waits', state({}, { pending: 3 }), ['ingestion.pending']],
    ['the sink is closed', state({ smtp: { ...sink, accepting: false } }), ['ingestion.closed']],
    ['the certificate is out', state({ smtp: { ...sink, certificate_until: '1970-01-01T00:01:00Z' } }), ['ingestion.expired']],
    ['the certificate holds', state({ smtp: { ...sink, certificate_until: '2999-01-01T00:00:00Z' } }), ['ingestion.well']],
    ['there is no sink', state({ smtp: null }), ['ingestion.well']],
    ['nothing digests', state({ queue: null }), ['ingestion.well']],
    ['the store fails', state({ queue: { ...queue, store_fails: true } }), ['ingestion.store_fails']],
    ['a thread is stuck', state({ queue: { ...queue, stuck_threads: 1 } }), ['ingestion.stuck']],
    [
      'too many are stuck and mail waits',
      state({ queue: { ...queue, stuck_threads: 8, stopped: true } }, { pending: 2 }),
      ['ingestion.stopped', 'ingestion.pending'],
    ],
  ])('when %s', (_, given, wanted) => {
    expect(answerOf(given).map((said) => said.key)).toEqual(wanted);
  });

  it('names mailboxes in trouble before mail that waits', () => {
    const trouble = { reason: 'login_refused', detail: '', advice: '', at: 1 };
    const failing = { state: 'backing_off', last_success: null, last_error: trouble } as Mailbox;
    expect(answerOf(state({}, { pending: 3 }), [failing], 10).map((said) => said.key)).toEqual([
      'ingestion.mailboxes.failing',
      'ingestion.pending',
    ]);
  });

  it('begins with what needs somebody', () => {
    const said = answerOf(state({ queue: { ...queue, stuck_threads: 1 } }), [
      { state: 'stopped', last_success: null, last_error: null } as Mailbox,
    ]);
    expect(said.map((one) => one.shape)).toEqual(['misconfigured', 'unsure']);
  });

  it('never shows trouble as healthy', () => {
    const troubled = state({ queue: { ...queue, store_fails: true } });
    expect(answerOf(troubled).every((said) => said.shape !== 'healthy')).toBe(true);
  });
});

describe('refusals', () => {
  it('stand with the most frequent first', () => {
    const refused = [
      { reason: 'too_large' as const, count: 2 },
      { reason: 'timeout' as const, count: 2 },
      { reason: 'too_fast' as const, count: 9 },
    ];
    const reasons = refusedOf(state({ smtp: { ...sink, refused } })).map((one) => one.reason);
    expect(reasons).toEqual(['too_fast', 'timeout', 'too_large']);
    expect(refusedOf(state({ smtp: null }))).toEqual([]);
  });
});

describe('secondsOf', () => {
  it.each([
    ['1970-01-01T00:01:00Z', 60],
    ['no time', null],
    [null, null],
  ])('reads %s', (text, wanted) => {
    expect(secondsOf(text)).toBe(wanted);
  });
});
