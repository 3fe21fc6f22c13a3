// Made-up reports: 60 days, a dozen paths, one of each cause, and names that mean harm.

const kDay = 86_400;
const kLastDay = Date.UTC(2026, 10, 20) / 1000;
const kDays = 60;

/** A small generator of the same numbers each time. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const reporters = [
  'google.com',
  'Enterprise Outlook',
  'Yahoo',
  'mail.example.jp 株式会社メール',
  'FASTMAIL <script>alert(1)</script>',
];

const dkim = (domain, result = 'pass', selector = 's1') => ({ domain, selector, result, human_result: null });
const spf = (domain, result = 'pass', scope = 'mfrom') => ({ domain, scope, result, human_result: null });

// One line a path: ip, From, messages a day, SPF and DKIM checks, aligned legs, cause, since which
// day, disposition, override.
const paths = [
  path('192.0.2.10', 'example.com', 3900, [spf('example.com')], [dkim('example.com', 'pass', 'k2026')], 'both', ['aligned_both', 'aligned', 'aligned']),
  path('192.0.2.11', 'example.com', 1700, [spf('example.com')], [dkim('example.com', 'pass', 'k2026')], 'both', ['aligned_both', 'aligned', 'aligned']),
  path('2001:db8:25::1:10', 'example.co.jp', 900, [spf('example.co.jp')], [dkim('example.co.jp')], 'both', ['aligned_both', 'aligned', 'aligned']),
  path('198.51.100.77', 'news.example.com', 620, [spf('bounce.news.example.com')], [dkim('mailer.example.net', 'pass', 'm1')], 'spf', ['spf_only', 'aligned', 'unaligned']),
  path('203.0.113.41', 'example.com', 260, [spf('forwarder.example.org')], [dkim('example.com', 'pass', 'k2026')], 'dkim', ['dkim_only', 'unaligned', 'aligned']),
  path('198.18.16.4', 'example.com', 34, [spf('em123.sender.example.net')], [dkim('sender.example.net', 'pass', 's1')], '', ['unaligned', 'unaligned', 'unaligned'], { since: 18 }),
  path('198.51.100.9', 'example.co.jp', 9, [spf('example.co.jp', 'permerror')], [dkim('example.co.jp', 'fail', '2019')], '', ['broken', 'error', 'broken']),
  path('203.0.113.200', 'example.com', 6, [spf('lists.example.org')], [dkim('example.com', 'fail', 'k2026'), dkim('lists.example.org')], '', ['indirect', 'unaligned', 'broken'], { reason: { type: 'mailing_list', comment: 'known list <b>lists.example.org</b>' } }),
  path('198.18.99.23', 'example.com', 5, [spf('example.com', 'softfail')], [], '', ['unauthenticated', 'failed', 'none'], { disposition: 'quarantine' }),
  path('2001:db8:bad:cafe:1234:5678:9abc:def0', 'xn--wgv71a119e.example', 3, [spf('xn--wgv71a119e.example', 'none')], [], '', ['unauthenticated', 'none', 'absent'], { disposition: 'reject' }),
  path('203.0.113.66', '"><img src=x onerror=alert(2)>.example.com', 2, [spf('\u202egro.elpmaxe\u202c<svg/onload=alert(3)>', 'fail')], [dkim(`${'very-long-label-'.repeat(40)}.example`, 'fail', '../../etc')], '', ['unauthenticated', 'failed', 'failed_other'], { since: 40 }),
  path('203.0.113.67', 'example.co.jp', 1, [], [dkim('other.example.net', 'fail', 'x')], '', ['unauthenticated', 'absent', 'failed_other'], { since: 30 }),
];

function path(ip, from, perDay, authSpf, authDkim, aligned, [kind, spfCause, dkimCause], more = {}) {
  return { ip, from, perDay, authSpf, authDkim, aligned, cause: { class: kind, spf: spfCause, dkim: dkimCause }, ...more };
}

const policies = {
  'example.com': policy('none', 'quarantine', 'r', 'r'),
  'news.example.com': policy('none', 'quarantine', 'r', 'r'),
  'example.co.jp': { ...policy('reject', null, 's', 'r'), np: 'reject', testing: 'y' },
};

function policy(p, sp, adkim, aspf) {
  return { p, sp, np: null, adkim, aspf, pct: null, testing: null, seen: '2026-11-20' };
}

const dayOf = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);
const orgDomain = (from) => (from.endsWith('example.co.jp') ? 'example.co.jp' : from.includes('xn--') ? from : 'example.com');

function recordOf(report, one, count, ordinal) {
  const isSpf = one.aligned === 'both' || one.aligned === 'spf';
  const isDkim = one.aligned === 'both' || one.aligned === 'dkim';
  return {
    report: report.id,
    ordinal,
    day: report.day,
    reporter: report.org_name,
    policy_domain: report.domain,
    header_from: one.from,
    source_ip: one.ip,
    count,
    disposition: one.disposition ?? 'none',
    dkim: isDkim ? 'pass' : 'fail',
    spf: isSpf ? 'pass' : 'fail',
    envelope_from: one.authSpf[0]?.domain ?? null,
    envelope_to: null,
    reasons: one.reason ? [one.reason] : [],
    auth_dkim: one.authDkim,
    auth_spf: one.authSpf,
    derived: { dkim: isDkim ? 'pass' : 'fail', spf: isSpf ? 'pass' : 'fail' },
    agreement: { dkim: 'agree', spf: one.from === 'news.example.com' ? 'helo' : 'agree' },
    cause: one.cause,
    isFailing: !isSpf && !isDkim,
  };
}

function reportOf(id, day, reporter, domain) {
  const begin = kLastDay - (kDays - 1 - day) * kDay;
  return {
    id,
    kind: 'aggregate',
    org_name: reporter,
    email: reporter === 'Yahoo' ? null : 'noreply-dmarc@reporter.example',
    report_id: `${begin}.${id}.${domain}`,
    domain,
    begin,
    end: begin + kDay - 1,
    day: dayOf(begin),
    received: begin + kDay + 4 * 3600 + id,
    records: 0,
    messages: 0,
    failing: 0,
    format: id % 4 === 0 ? 'rfc9990' : 'rfc7489',
    warnings: id % 17 === 0 ? 2 : 0,
    skipped: id % 23 === 0 ? 1 : 0,
    deliveries: id % 19 === 0 ? 2 : 1,
    state: 'counted',
    conflict: false,
    multi_day: id % 41 === 0,
    detail: detailOf(id, domain),
  };
}

function detailOf(id, domain) {
  const { seen: _, ...tags } = policies[domain] ?? policy('none', null, 'r', 'r');
  return {
    report: {
      kind: 'aggregate',
      errors: id % 29 === 0 ? ['DMARC record has trailing text <i>here</i>'] : [],
      extra_contact_info: 'https://reporter.example/help',
      generator: null,
      policy: { ...tags, domain, fo: '1', discovery_method: null },
    },
    warnings:
      id % 17 === 0
        ? [
            { code: 'date', detail: 'report_metadata/date_range/begin: ISO 8601 read' },
            { code: 'malformed', detail: 'line 12: bare & in <email>' },
          ]
        : [],
    skipped: id % 23 === 0 ? [{ code: 'no-ip', ordinal: 3, detail: 'record 3: row/source_ip is missing' }] : [],
    arrivals: [{ received: 1_795_000_000 + id, via: 'imap', name: `reporter!${domain}!${id}.zip` }],
  };
}

const reasons = ['not_a_report', 'bad_archive', 'bad_xml', 'archive_too_large', 'encrypted', 'brand_new_reason'];

function heldOf() {
  return reasons.map((reason, index) => ({
    id: index + 1,
    received: kLastDay + index * 3600,
    via: 'imap',
    name: index === 2 ? 'report<script>.xml' : `attachment-${index}.zip`,
    from: index === 1 ? '"\u202eevil\u202c" <x@y.example>' : 'reports@reporter.example',
    subject: index === 4 ? `${'Report domain: '.repeat(60)}` : `Report Domain: example.com Submitter: r${index}`,
    size: 1234 * 10 ** (index % 4),
    reason,
    detail: 'part 2: zip: entry 1: cannot be inflated',
    part: `2.${index}`,
    advice: 'A sentence in English from the server.',
  }));
}

/** `full` has trouble of every kind, `perfect` none, `empty` no sink at all. */
function ingestOf(kind) {
  const isFull = kind === 'full';
  const refused = { unknown_recipient: 412, timeout: 31, tls_failed: 7, storage_full: 2, brand_new_reason: 1 };
  const smtp = {
    listen: ['smtp://192.0.2.25:25', 'smtps://[2001:db8::25]:465'],
    accepting: true,
    sessions_open: 3,
    sessions_total: 21_480,
    tls_sessions: 20_951,
    accepted: 20_112,
    accepted_octets: 412_345_678,
    bare_line_feeds: isFull ? 118 : 0,
    refused: isFull ? Object.entries(refused).map(([reason, count]) => ({ reason, count })) : [],
    certificate_until: isFull ? '2026-10-01T00:00:00Z' : '2099-03-01T12:00:00Z',
  };
  const doors = [
    { via: 'file', accepted: 1_204, last_received: kLastDay - 86_400 * 40 },
    { via: 'smtp', accepted: 20_112, last_received: kLastDay + 15_120 },
  ];
  const isEmpty = kind === 'empty';
  return {
    smtp: isEmpty ? null : smtp,
    mails: {
      accepted: isEmpty ? 0 : 21_316,
      pending: isFull ? 14 : 0,
      held: isFull ? reasons.length : 0,
      last_received: isEmpty ? null : kLastDay + 15_120,
      by_via: isEmpty ? [] : doors,
    },
    queue: { waiting: isFull ? 10 : 0, under_way: isFull ? 4 : 0, stuck_threads: isFull ? 1 : 0, store_fails: false, stopped: false },
    other_mail: isFull ? { count: 12, octets: 48_213 } : { count: 0, octets: 0 },
  };
}

const kNoMail = { found: 0, new_mails: 0, known: 0, held: 0, too_large: 0, waiting: 0 };

function mailboxOf(id, account, folder, more) {
  const now = Math.floor(Date.now() / 1000);
  return {
    id,
    account,
    folder,
    server: 'imaps://imap.example.com:993',
    state: 'waiting',
    idle: true,
    after: 'file',
    certificate_unchecked: false,
    last_success: now - 130,
    next_poll: now + 770,
    last_error: null,
    backlog: 0,
    uid_validity: 1_700_000_000 + id,
    renumbered: null,
    alert: null,
    counts: { ...kNoMail, found: 2_412, new_mails: 2_389, known: 23 },
    counts_7d: { ...kNoMail, found: 61, new_mails: 61 },
    ...more,
  };
}

/** A mailbox in every state, the worst not first. */
function mailboxesOf(kind) {
  if (kind === 'empty') return [];
  if (kind === 'perfect') return [mailboxOf(1, 'reports', 'INBOX', {})];
  const now = Math.floor(Date.now() / 1000);
  const trouble = (reason, detail, at, advice = 'Nothing.') => ({ reason, detail, advice, at });
  return [
    mailboxOf(1, 'reports', 'INBOX', { renumbered: now - 86_400 * 3, alert: 'Your mailbox is 95 % full.' }),
    mailboxOf(2, 'backlog', 'DMARC', {
      state: 'working',
      idle: false,
      backlog: 14_203,
      next_poll: null,
      last_success: null,
      counts: { ...kNoMail, found: 5_812, new_mails: 5_790, known: 12, held: 7, too_large: 10, waiting: 200 },
      counts_7d: { ...kNoMail, found: 5_812, new_mails: 5_790, known: 12, held: 7, too_large: 10, waiting: 200 },
    }),
    mailboxOf(3, 'workspace', 'INBOX', {
      state: 'backing_off',
      idle: false,
      after: 'flag',
      last_success: now - 26 * 3600,
      next_poll: now + 840,
      backlog: null,
      last_error: trouble('login_refused', 'login: NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)', now - 60),
    }),
    mailboxOf(4, 'old server', '受信箱/<b>DMARC</b>', {
      server: 'imap+starttls://mail.example.org:143',
      certificate_unchecked: true,
      after: 'leave',
      idle: false,
      counts: { ...kNoMail, found: 31, new_mails: 31 },
      counts_7d: kNoMail,
    }),
    mailboxOf(5, 'far away', 'INBOX', {
      state: 'backing_off',
      idle: false,
      after: 'delete',
      last_success: now - 700,
      next_poll: now + 8,
      last_error: trouble('connection_lost', 'the server closed the connection in IDLE', now - 4),
    }),
    mailboxOf(6, 'newer', 'INBOX', {
      state: 'stopped',
      idle: false,
      last_success: null,
      next_poll: null,
      counts: kNoMail,
      counts_7d: kNoMail,
      last_error: trouble('brand_new_reason', 'NO \u202eevil\u202c <script>alert(1)</script>', now - 9_000, 'Read the manual of the newer server.'),
    }),
  ];
}

/** A month or two of reports; `kind`: full, perfect (nothing fails) or empty. */
export function makeStore(kind) {
  const store = {
    generation: 1,
    records: [],
    reports: [],
    held: kind === 'full' ? heldOf() : [],
    policies,
    ingest: ingestOf(kind),
    settings: {
      version: '0.1.0',
      domains: kind === 'empty' ? [] : ['example.com', 'example.co.jp'],
      http: { listen: ['127.0.0.1:8080'], base_path: '/', requests_per_minute: 600 },
      smtp: {
        listen: ['127.0.0.1:2525'],
        hostname: null,
        recipients: kind === 'empty' ? [] : ['dmarc@reports.example.net'],
        mail_max: 26_214_400,
        tls: false,
        require_tls: false,
      },
      imap: kind === 'empty' ? [] : ['reports'],
      retention: { raw: 7_776_000, records: 34_560_000, failure_samples: 2_592_000 },
      services: 237,
    },
    labels: [
      {
        id: 1,
        by: 'dkim_domain',
        pattern: 'sender.example.net',
        name: 'Sender & Söhne <b>',
        use: 'used',
        note: 'newsletters, asked for by marketing',
        changed: 1794000000,
        author: 'ann',
      },
      { id: 2, by: 'network', pattern: '192.0.2.0/28', name: 'Data centre', use: 'used', note: null, changed: 1793000000, author: null },
    ],
    mailboxes: mailboxesOf(kind),
    facts: {
      held: kind === 'full' ? reasons.length : 0,
      duplicates: kind === 'full' ? 3 : 0,
      conflicts: 0,
      skipped_records: kind === 'full' ? 13 : 0,
      foreign_reports: 0,
    },
  };
  if (kind === 'empty') return store;
  const used = kind === 'perfect' ? paths.filter((one) => one.aligned !== '') : paths;
  const throwDice = dice(7);
  for (let day = 0; day < kDays; day += 1) {
    const weekday = (day + 3) % 7;
    const busy = weekday > 4 ? 0.45 : 1;
    const late = day >= kDays - 2 ? (day === kDays - 1 ? 0.3 : 0.75) : 1;
    for (const [index, reporter] of reporters.entries()) {
      addReports(store, used, { day, reporter, weight: (busy * late) / (index + 1.5) }, throwDice);
    }
  }
  return store;
}

function addReports(store, used, { day, reporter, weight }, throwDice) {
  for (const domain of new Set(used.map((one) => orgDomain(one.from)))) {
    const report = reportOf(store.reports.length + 1, day, reporter, domain);
    for (const one of used.filter((candidate) => orgDomain(candidate.from) === domain)) {
      const count = Math.round(one.perDay * weight * (0.6 + 0.8 * throwDice()));
      if (count === 0 || (one.since ?? 0) > day) continue;
      const record = recordOf(report, one, count, report.records + 1);
      store.records.push(record);
      report.records += 1;
      report.messages += count;
      if (record.isFailing) report.failing += count;
    }
    if (report.records > 0) store.reports.push(report);
  }
}
