// Sending paths and policy domains of the made-up store, as the API answers about them. One path for
// each source and From domain; its verdict follows from the cause its records tell.
import { counts, grouped } from './sums.mjs';

const kVerdicts = ['healthy', 'misconfigured', 'forwarded', 'spoofed', 'unsure'];
const kRungs = ['none', 'quarantine_testing', 'quarantine', 'reject_testing', 'reject'];
const reasonOf = {
  aligned_both: ['healthy', 'passing', ['nothing_to_do']],
  spf_only: ['healthy', 'passing', ['nothing_to_do']],
  dkim_only: ['forwarded', 'dkim_survived', ['nothing_to_do', 'say_if_yours']],
  unaligned: ['misconfigured', 'service_domain_dkim', ['set_up_own_dkim', 'set_up_own_return_path']],
  broken: ['misconfigured', 'spf_permerror', ['one_spf_record', 'at_most_ten_lookups']],
  indirect: ['forwarded', 'override_mailing_list', ['nothing_to_do']],
  unauthenticated: ['spoofed', 'unauthenticated', ['let_policy_refuse']],
};

const sum = (rows) => rows.reduce((all, row) => all + row.count, 0);
const days = (rows) => [...new Set(rows.map((row) => row.day))].sort();
const said = new Map();

function recordsOf(code, from) {
  const record = (name, type, value, part = false) => ({ name, type, value, part, to_be_filled: value.includes('{') });
  if (code === 'set_up_own_dkim') {
    return ['s1', 's2'].map((key) =>
      record(`${key}._domainkey.${from}`, 'CNAME', `${key}.domainkey.{account}.sender.example.net`),
    );
  }
  if (code === 'set_up_own_return_path') return [record(`bounce.${from}`, 'CNAME', 'return.sender.example.net')];
  return [];
}

function stepOf(code, from) {
  return { code, text: `In English: ${code}`, records: recordsOf(code, from) };
}

/** Of a path what lists tell. */
function pathOf(id, rows) {
  const { header_from: domain, source_ip: ip, cause, auth_spf, auth_dkim } = rows[0];
  const [machine, reason] = reasonOf[cause.class];
  const word = said.get(id) ?? { verdict: null, use: 'unknown', note: null };
  const figures = counts(rows);
  const failing = rows.filter((row) => row.isFailing);
  const isService = cause.class === 'unaligned';
  const judged = { verdict: machine, reason, confidence: 'high', explained: figures.fail, of: figures.fail };
  const parameters = {
    header_from: domain,
    organization: domain,
    policy_domain: domain,
    sender: isService ? 'Sender & Söhne <b>' : ip,
    address: ip,
    spf_domain: auth_spf[0]?.domain,
    own_spf_domain: domain,
    dkim_domain: auth_dkim[0]?.domain,
    dkim_selector: auth_dkim[0]?.selector,
    service: isService ? 'Sender & Söhne <b>' : undefined,
    how: isService ? 'Settings, Sender domains: publish what is shown there.' : undefined,
  };
  return {
    ...figures,
    id,
    domain,
    organization: domain,
    sender: {
      key: isService ? 'service:sender' : `network:${ip}`,
      kind: isService ? 'service' : machine === 'spoofed' ? 'unknown' : 'network',
      name: parameters.sender,
      service_kind: isService ? 'esp' : null,
    },
    verdict: word.verdict ?? machine,
    reason: word.verdict ? 'operator' : reason,
    confidence: 'high',
    set_by: word.verdict ? 'operator' : 'rules',
    machine: judged,
    parameters: Object.fromEntries(Object.entries(parameters).filter(([, value]) => value)),
    sentence: `In English: ${reason}`,
    fail_quarantined: sum(failing.filter((row) => row.disposition === 'quarantine')),
    fail_rejected: sum(failing.filter((row) => row.disposition === 'reject')),
    fail_spared: 0,
    first_day: days(rows)[0],
    last_day: days(rows).at(-1),
    days: days(rows).length,
    reporters: new Set(rows.map((row) => row.reporter)).size,
    use: word.use,
    note: word.note,
  };
}

/** Numbers that stay the same whatever the filter. */
function idsOf(store) {
  const names = [...grouped(store.records, nameOf).keys()];
  return new Map(names.map((name, at) => [name, at + 1]));
}

function nameOf(row) {
  return `${row.source_ip} ${row.header_from}`;
}

export function pathIdOf(store, row) {
  return idsOf(store).get(nameOf(row));
}

/** The paths of these records. */
export function pathsOf(store, rows) {
  const ids = idsOf(store);
  return [...grouped(rows, nameOf)].map(([name, group]) => pathOf(ids.get(name), group));
}

export function byVerdict(paths) {
  const sums = (verdict) => {
    const own = paths.filter((path) => path.verdict === verdict);
    return {
      paths: own.length,
      messages: own.reduce((all, path) => all + path.messages, 0),
      fail: own.reduce((all, path) => all + path.fail, 0),
    };
  };
  return Object.fromEntries(kVerdicts.map((verdict) => [verdict, sums(verdict)]));
}

export function listOf(store, rows, query) {
  const order = { messages: 'messages', last_seen: 'last_day' }[query.get('sort')] ?? 'fail';
  const text = (query.get('q') ?? '').toLowerCase();
  const wanted = pathsOf(store, rows)
    .filter((path) => !query.get('reason') || path.machine.reason === query.get('reason'))
    .filter((path) => query.get('result') !== 'fail' || path.fail > 0)
    .filter((path) => path.messages >= Number(query.get('messages_min') ?? 0))
    .filter((path) => `${path.sender.name} ${path.domain}`.toLowerCase().includes(text));
  const all = wanted
    .filter((path) => !query.get('verdict') || path.verdict === query.get('verdict'))
    .sort((a, b) => (a[order] < b[order] ? 1 : a[order] > b[order] ? -1 : a.id - b.id));
  const totals = Object.values(byVerdict(all)).reduce((a, b) => ({
    paths: a.paths + b.paths,
    messages: a.messages + b.messages,
    fail: a.fail + b.fail,
  }));
  return {
    all,
    meta: { totals, by_verdict: byVerdict(all), gathered: 0, regrouping: { flows: false, sheets: 0 } },
  };
}

function factsOf(path, rows) {
  const fact = (code, value, of = 0, cause = null) => ({ code, value, of, cause });
  return [
    ...(path.fail > 0 ? [fact('failing', path.fail, path.messages), fact('cause', path.fail, path.fail, 'foreign_dkim')] : []),
    fact('days', path.days),
    fact('reporters', path.reporters),
    fact('addresses', new Set(rows.map((row) => row.source_ip)).size),
  ];
}

function checksOf(rows, key, from) {
  const groups = grouped(
    rows.flatMap((row) => row[key].map((check) => ({ check, row }))),
    ({ check }) => JSON.stringify(check),
  );
  return [...groups.values()].map((group) => ({
    ...group[0].check,
    organization: group[0].check.domain,
    aligned: group[0].check.domain === from || group[0].check.domain.endsWith(`.${from}`),
    messages: sum(group.map(({ row }) => row)),
    fail: sum(group.map(({ row }) => row).filter((row) => row.isFailing)),
  }));
}

function reporterOf(name, rows) {
  return {
    reporter: name,
    ...counts(rows),
    overridden: sum(rows.filter((row) => row.reasons.length > 0)),
    first_day: days(rows)[0],
    last_day: days(rows).at(-1),
  };
}

/** What is asked about one path: `part` is '', 'evidence', 'reporters' or 'sources'; null: no such path. */
export function onePath(store, rows, id, part) {
  const own = rows.filter((row) => pathIdOf(store, row) === id);
  if (own.length === 0) return null;
  const path = pathOf(id, own);
  const list = (data, more = {}) => ({ data, page: { next_cursor: null }, meta: more });
  if (part === 'reporters') return list([...grouped(own, (row) => row.reporter)].map(([name, group]) => reporterOf(name, group)));
  if (part === 'sources') {
    const source = { source_ip: own[0].source_ip, ...counts(own), first_day: path.first_day, last_day: path.last_day };
    return list([source], { sources: 1 });
  }
  if (part === 'evidence') {
    return {
      data: {
        header_from: path.domain,
        organization: path.domain,
        adkim: 'relaxed',
        aspf: 'relaxed',
        auth_spf: checksOf(own, 'auth_spf', path.domain),
        auth_dkim: checksOf(own, 'auth_dkim', path.domain),
        classes: [],
      },
      meta: {},
    };
  }
  const series = [...grouped(own, (row) => row.day)].map(([day, group]) => ({ day, ...counts(group) }));
  const word = said.get(id);
  return {
    data: {
      ...path,
      remedy_reason: path.machine.reason,
      steps: reasonOf[own[0].cause.class][2].map((code) => stepOf(code, path.domain)),
      facts: factsOf(path, own),
      changes: [],
      series: series.sort((a, b) => a.day.localeCompare(b.day)),
      history: word ? [word] : [],
      gathered: 0,
    },
    meta: {},
  };
}

/** Takes the operator's word. */
export function sayOf(store, { paths, verdict, use, note }) {
  const data = paths.map((id) => {
    const path = pathsOf(store, store.records).find((one) => one.id === id);
    const word = { domain: path.domain, sender: path.sender.key, verdict, use, note, changed: 1_795_000_000, author: null };
    said.set(id, word);
    return word;
  });
  store.generation += 1;
  return { data };
}

/** What overviews tell of paths. */
export function overviewOf(store, rows) {
  const paths = pathsOf(store, rows);
  const toFix = paths.filter((path) => path.verdict === 'misconfigured').sort((a, b) => b.fail - a.fail);
  return {
    by_verdict: byVerdict(paths),
    own_messages: paths.filter((path) => path.verdict !== 'spoofed').reduce((all, path) => all + path.messages, 0),
    under_reject: affectedOf(paths),
    spoofed: {
      quarantined: paths.filter((path) => path.verdict === 'spoofed').reduce((all, path) => all + path.fail_quarantined, 0),
      rejected: paths.filter((path) => path.verdict === 'spoofed').reduce((all, path) => all + path.fail_rejected, 0),
    },
    changes: changesOf(paths),
    fix_next: toFix.slice(0, 6).map((path) => ({ ...path, first_step: stepOf('set_up_own_dkim', path.domain) })),
    policy_domains: domainsOf(store, rows).map((row) => ({ ...row, readiness: readinessOf(row, rows) })),
  };
}

function changesOf(paths) {
  return paths
    .filter((path) => path.first_day > '2026-10-01')
    .map((path) => ({
      kind: 'path_appeared',
      day: path.first_day,
      domain: path.domain,
      path: path.id,
      sender: path.sender.name,
      before: null,
      after: null,
    }));
}

function affectedOf(paths) {
  const sums = byVerdict(paths);
  const by_verdict = Object.fromEntries(kVerdicts.map((verdict) => [verdict, sums[verdict].fail]));
  const messages = Object.values(by_verdict).reduce((a, b) => a + b, 0);
  return { messages, own: messages - by_verdict.spoofed - by_verdict.forwarded, by_verdict, spared: 0, acted_on: 0, lost_by_strict: 0 };
}

function stageOf(policy) {
  return { none: 'monitoring', quarantine: 'partial', reject: 'enforced' }[policy?.p] ?? 'monitoring';
}

function whatIfOf(paths, domain) {
  const own = paths.filter((path) => path.domain === domain);
  const below = paths.filter((path) => path.domain !== domain);
  return { total: affectedOf(paths), domain: affectedOf(own), subdomains: affectedOf(below) };
}

/** The policy domains of these records. */
export function domainsOf(store, rows) {
  return [...grouped(rows, (row) => row.policy_domain)]
    .map(([domain, group]) => {
      const policy = store.policies[domain] ?? null;
      const paths = pathsOf(store, group);
      return {
        domain,
        ...counts(group),
        policy,
        stage: stageOf(policy),
        by_verdict: byVerdict(paths),
        next_policy: { none: 'quarantine', quarantine: 'reject', reject: stageOf(policy) === 'enforced' ? null : 'reject' }[policy?.p ?? 'none'],
        affected_by_next: whatIfOf(paths, domain),
        last_report: days(group).at(-1),
      };
    })
    .sort((a, b) => b.messages - a.messages);
}

function readinessOf(row, rows) {
  const own = rows.filter((one) => one.policy_domain === row.domain);
  const check = (code, value, bound, met) => ({ code, value, bound, met });
  const checks = [
    check('worst_misconfigured_path', row.by_verdict.misconfigured.fail, 9, row.by_verdict.misconfigured.fail <= 9),
    check('worst_unsure_path_a_week', 0, 10, true),
    check('days_of_data', days(own).length, 14, days(own).length >= 14),
    check('reporters', new Set(own.map((one) => one.reporter)).size, 3, true),
    check('paths_without_own_dkim', 0, 0, true),
  ].sort((a, b) => Number(a.met) - Number(b.met));
  return {
    domain: row.domain,
    ready: checks.every(({ met }) => met),
    next_policy: row.next_policy,
    own_messages: row.messages,
    checks,
    bimi: row.stage === 'enforced',
  };
}

/** What is asked about one domain: `part` is '', 'readiness' or 'simulation'; null: no such domain. */
export function oneDomain(store, rows, domain, part, query) {
  const row = domainsOf(store, rows).find((one) => one.domain === domain);
  if (!row) return null;
  const own = rows.filter((one) => one.policy_domain === domain);
  if (part === 'readiness') return { data: readinessOf(row, rows), meta: {} };
  if (part === 'simulation') return { data: simulationOf(store, row, own, query.get('policy')), meta: {} };
  const at = { none: 'none', quarantine: 'quarantine', reject: 'reject' }[row.policy?.p] ?? 'none';
  const next = kRungs[kRungs.indexOf(at) + 1];
  const readiness = readinessOf(row, rows);
  const value = (next ?? '').includes('testing') ? `p=${next.split('_')[0]}; t=y` : `p=${next}`;
  const record = { name: `_dmarc.${domain}`, type: 'TXT', value, part: true, to_be_filled: false };
  return {
    data: {
      ...row,
      timeline: row.policy
        ? [{ policy: row.policy, first_day: days(own)[0], last_day: days(own).at(-1), reports: new Set(own.map((one) => one.report)).size }]
        : [],
      subdomains: [...grouped(own, (one) => one.header_from)].map(([name, group]) => ({
        domain: name,
        ...counts(group),
        policy: {
          asked: row.policy?.p ?? 'none',
          applied: row.policy?.p ?? 'none',
          tag: name === domain ? 'p' : 'sp',
          testing: false,
          percent: 100,
          depends_on_existence: false,
        },
      })),
      readiness,
      ladder: { rungs: kRungs, at, next: next ? { rung: next, advised: readiness.ready, record } : null },
    },
    meta: {},
  };
}

function simulationOf(store, row, rows, policy) {
  const what = whatIfOf(pathsOf(store, rows), row.domain);
  const splits = kVerdicts.map((verdict) => ({
    verdict,
    messages: what.total.by_verdict[verdict],
    records: `domain=${row.domain}&result=fail&verdict=${verdict}`,
  }));
  return { ...what, policy, sp: policy, adkim: 'relaxed', aspf: 'relaxed', splits };
}
