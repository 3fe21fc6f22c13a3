// A stand-in for the server while the dashboard is being worked on: serves dist/ with the server's
// headers, and the API from made-up reports, hostile names included. Its answers are computed from
// the records, so totals agree the way the server's do.
//
//   node dev/mock.mjs [--port 8088] [--base /dmarc/] [--store full|empty|perfect]
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domainsOf, listOf, oneDomain, onePath, overviewOf, pathIdOf, pathsOf, sayOf } from './paths.mjs';
import { makeStore } from './store.mjs';
import { counts, grouped } from './sums.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const kPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
const kTypes = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

function option(name, usual) {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : usual;
}

const base = option('base', '/');
const store = makeStore(option('store', 'full'));

class Problem extends Error {
  constructor(status, title, detail, parameter) {
    super(title);
    this.body = { type: 'about:blank', title, status, detail, parameter };
  }
}

const common = ['domain', 'from', 'to', 'limit', 'cursor'];
const allowed = {
  overview: ['domain', 'from', 'to'],
  timeseries: ['domain', 'from', 'to'],
  sources: [...common, 'ip', 'result', 'sort'],
  records: [...common, 'ip', 'result', 'reporter', 'report', 'path', 'verdict'],
  paths: [...common, 'verdict', 'reason', 'result', 'reporter', 'ip', 'q', 'messages_min', 'sort'],
  domains: ['domain', 'from', 'to'],
  reports: [...common, 'reporter', 'kind', 'state'],
  held: ['limit', 'cursor', 'reason'],
  ingest: [],
  'ingest/reporters': ['domain', 'from', 'to'],
  labels: [],
  settings: [],
  'setup/dns': ['domain', 'report', 'existing', 'check'],
  mailboxes: [],
  me: [],
};

function check(name, query) {
  for (const key of query.keys()) {
    if (!allowed[name].includes(key)) throw new Problem(400, 'Unknown parameter', `There is no ${key} here.`, key);
  }
  for (const key of ['from', 'to']) {
    const day = query.get(key);
    if (day && !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Problem(400, 'Bad value', `${key} is not a date`, key);
  }
  const ip = query.get('ip');
  if (ip && !/^[0-9a-fA-F.:]+$/.test(ip)) throw new Problem(400, 'Bad value', `ip: ${ip} is not an address`, 'ip');
}

function under(name, domain) {
  return name === domain || name.endsWith(`.${domain}`);
}

function choose(query) {
  const domains = query.getAll('domain');
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '9999';
  const ofDomain = (row) => domains.length === 0 || domains.some((domain) => under(row.header_from, domain));
  const within = store.records.filter(ofDomain);
  const days = within.map((row) => row.day).sort();
  return {
    rows: within.filter((row) => row.day >= from && row.day <= to),
    meta: {
      from: query.get('from'),
      to: query.get('to'),
      first_day: days[0] ?? null,
      data_through: days.at(-1) ?? null,
      generation: store.generation,
    },
  };
}

function paged(all, query) {
  const limit = Number(query.get('limit') ?? 50);
  const start = query.has('cursor') ? Number(Buffer.from(query.get('cursor'), 'base64url').toString()) : 0;
  if (!Number.isInteger(start)) throw new Problem(400, 'Bad value', 'The cursor belongs to another list.', 'cursor');
  const next = start + limit < all.length ? Buffer.from(String(start + limit)).toString('base64url') : null;
  return { data: all.slice(start, start + limit), page: { next_cursor: next } };
}

const distinct = (values) => [...new Set(values.filter((value) => value !== null))];

function causesOf(rows) {
  const groups = [...grouped(rows, (row) => JSON.stringify(row.cause) + row.isFailing).values()];
  return groups
    .map((group) => ({
      ...group[0].cause,
      messages: group.reduce((sum, row) => sum + row.count, 0),
      spf_domains: distinct(group.flatMap((row) => row.auth_spf.map((one) => one.domain))),
      spf_results: distinct(group.flatMap((row) => row.auth_spf.map((one) => one.result))),
      dkim_domains: distinct(group.flatMap((row) => row.auth_dkim.map((one) => one.domain))),
      dkim_selectors: distinct(group.flatMap((row) => row.auth_dkim.map((one) => one.selector))),
      dkim_results: distinct(group.flatMap((row) => row.auth_dkim.map((one) => one.result))),
      override_reasons: distinct(group.flatMap((row) => row.reasons.map((one) => one.type))),
      isFailing: group[0].isFailing,
    }))
    .sort((a, b) => Number(b.isFailing) - Number(a.isFailing) || b.messages - a.messages)
    .slice(0, 5)
    .map(({ isFailing: _, ...cause }) => cause);
}

function sourcesOf(rows) {
  return [...grouped(rows, (row) => `${row.source_ip} ${row.header_from}`).values()].map((group) => ({
    source_ip: group[0].source_ip,
    domain: group[0].header_from,
    ...counts(group),
    first_day: group.map((row) => row.day).sort()[0],
    last_day: group.map((row) => row.day).sort().at(-1),
    causes: causesOf(group),
  }));
}

const has = {
  fail: (row) => row.isFailing,
  pass: (row) => !row.isFailing,
  dkim_fail: (row) => row.dkim !== 'pass',
  spf_fail: (row) => row.spf !== 'pass',
};

const answers = {
  overview(query) {
    const { rows, meta } = choose(query);
    const sources = sourcesOf(rows);
    return {
      data: {
        ...counts(rows),
        reports: new Set(rows.map((row) => row.report)).size,
        records: rows.length,
        sources: sources.length,
        failing_sources: sources.filter((source) => source.fail > 0).length,
        reporters: new Set(rows.map((row) => row.reporter)).size,
        domains: [...grouped(rows, (row) => row.header_from)]
          .map(([domain, group]) => ({
            domain,
            ...counts(group),
            policy: store.policies[domain] ?? null,
            counted: true,
          }))
          .sort((a, b) => b.messages - a.messages)
          .slice(0, 50),
        ...store.facts,
        ...overviewOf(store, rows),
      },
      meta,
    };
  },
  timeseries(query) {
    const { rows, meta } = choose(query);
    const data = [...grouped(rows, (row) => row.day)].map(([day, group]) => ({ day, ...counts(group) }));
    return { data: data.sort((a, b) => a.day.localeCompare(b.day)), page: { next_cursor: null }, meta };
  },
  sources(query) {
    const { rows, meta } = choose(query);
    const order = query.get('sort') === 'messages' ? 'messages' : 'fail';
    const all = sourcesOf(rows)
      .filter((source) => !query.get('result') || source[query.get('result')] > 0)
      .filter((source) => !query.get('ip') || source.source_ip === query.get('ip'))
      .sort((a, b) => b[order] - a[order] || b.messages - a.messages || a.source_ip.localeCompare(b.source_ip));
    return { ...paged(all, query), meta };
  },
  records(query) {
    const { rows, meta } = choose(query);
    const verdicts = new Map(pathsOf(store, rows).map((path) => [path.id, path.verdict]));
    const all = rows
      .filter((row) => !query.get('path') || pathIdOf(store, row) === Number(query.get('path')))
      .filter((row) => !query.get('verdict') || verdicts.get(pathIdOf(store, row)) === query.get('verdict'))
      .filter((row) => !query.get('ip') || row.source_ip === query.get('ip'))
      .filter((row) => !query.get('reporter') || row.reporter === query.get('reporter'))
      .filter((row) => !query.get('report') || row.report === Number(query.get('report')))
      .filter(has[query.get('result')] ?? (() => true))
      .sort((a, b) => b.day.localeCompare(a.day) || a.report - b.report || a.ordinal - b.ordinal);
    const messages = all.reduce((sum, row) => sum + row.count, 0);
    const page = paged(all, query);
    page.data = page.data.map(({ isFailing: _, ...row }) => row);
    return { ...page, meta: { ...meta, records: all.length, messages } };
  },
  paths(query) {
    const { rows, meta } = choose(query);
    const ofReporter = query.get('reporter') ? rows.filter((row) => row.reporter === query.get('reporter')) : rows;
    const ofAddress = query.get('ip') ? ofReporter.filter((row) => row.source_ip === query.get('ip')) : ofReporter;
    const found = listOf(store, ofAddress, query);
    return { ...paged(found.all, query), meta: { ...meta, ...found.meta } };
  },
  domains(query) {
    const { rows, meta } = choose(query);
    return { data: domainsOf(store, rows), page: { next_cursor: null }, meta };
  },
  reports(query) {
    const { meta } = choose(query);
    const domains = query.getAll('domain');
    const all = store.reports
      .filter((row) => domains.length === 0 || domains.some((domain) => under(row.domain, domain)))
      .filter((row) => row.day >= (query.get('from') ?? '') && row.day <= (query.get('to') ?? '9999'))
      .filter((row) => !query.get('reporter') || row.org_name === query.get('reporter'))
      .map(({ detail: _, ...row }) => row)
      .sort((a, b) => b.day.localeCompare(a.day) || b.id - a.id);
    return { ...paged(all, query), meta };
  },
  held(query) {
    const all = store.held.filter((row) => !query.get('reason') || row.reason === query.get('reason'));
    return { ...paged(all, query), meta: choose(new URLSearchParams()).meta };
  },
  ingest() {
    return { data: store.ingest, meta: choose(new URLSearchParams()).meta };
  },
  me() {
    return { data: { open: true, account: null, role: null, scopes: ['read', 'ingest', 'admin'], csrf: null } };
  },
  labels() {
    const meta = { ...choose(new URLSearchParams()).meta, regrouping: { flows: false, sheets: 0 } };
    return { data: store.labels, page: { next_cursor: null }, meta };
  },
  'ingest/reporters'(query) {
    const { rows, meta } = choose(query);
    return { data: reportersOf(rows, meta.data_through), page: { next_cursor: null }, meta };
  },
  settings() {
    return { data: store.settings };
  },
  'setup/dns'(query) {
    return { data: setupOf(query), meta: choose(new URLSearchParams()).meta };
  },
  mailboxes() {
    return { data: store.mailboxes, page: { next_cursor: null }, meta: choose(new URLSearchParams()).meta };
  },
};

/** As the server tells of each reporter; the second one has stopped to report a week before the end. */
function reportersOf(rows, last) {
  const stopped = last && new Date(Date.parse(last) - 6 * 86_400_000).toISOString().slice(0, 10);
  return [...grouped(rows, (row) => row.reporter)].map(([reporter, all], at) => {
    const group = all.filter((row) => at !== 1 || row.day < stopped);
    const days = [...grouped(group, (row) => row.day)].sort(([a], [b]) => a.localeCompare(b));
    return {
      reporter,
      reports: new Set(group.map((row) => row.report)).size,
      records: group.length,
      messages: counts(group).messages,
      first_day: days[0]?.[0] ?? last,
      last_day: days.at(-1)?.[0] ?? last,
      days: days.length,
      usual_gap: 1 + (at % 3),
      silent: at === 1,
      delay: at === 2 ? null : { median: 9000 + 3600 * at, most: 30_000 + 9000 * at, reports: days.length },
      duplicates: at,
      conflicts: at === 3 ? 1 : 0,
      contradicting_records: at === 0 ? 2 : 0,
      contradicting_messages: at === 0 ? 9 : 0,
      compared: 120,
      differing: at === 0 ? 3 : 0,
      calendar: days.map(([day, ofDay]) => ({ day, reports: 1, messages: counts(ofDay).messages })),
    };
  });
}

/** Records to publish; the address counts as foreign unless it is the domain's own or below it. */
function setupOf(query) {
  const domain = query.get('domain');
  const report = query.get('report') ?? store.settings.smtp.recipients[0];
  const existing = query.get('existing');
  if (existing && !existing.startsWith('v=DMARC1')) {
    throw new Problem(400, 'Bad value', 'existing: it does not begin with v=DMARC1', 'existing');
  }
  const isChecked = query.get('check') === '1';
  const found = existing ?? (isChecked ? 'v=DMARC1; p=none; rua=mailto:old@example.com' : null);
  const uri = `mailto:${report}`;
  const tagsOf = (text) => new Map((text ?? '').split(';').map((pair) => pair.trim().split('=')).filter(([, value]) => value));
  const before = tagsOf(found);
  const after = new Map(found ? before : [['v', 'DMARC1'], ['p', 'none']]);
  after.set('rua', [...new Set([...(before.get('rua')?.split(',') ?? []), uri])].join(','));
  const tags = [...after].map(([tag, value]) => ({
    tag,
    before: before.get(tag) ?? null,
    after: value,
    change: !before.has(tag) ? 'added' : before.get(tag) === value ? 'kept' : 'changed',
  }));
  const record = (purpose, name, type, value, published, more = {}) => ({
    purpose,
    name,
    type,
    value,
    part: false,
    to_be_filled: false,
    zone: name.split('.').slice(-2).join('.'),
    zone_line: `${name}. IN ${type} ${type === 'TXT' ? `"${value}"` : value}`,
    merged: 'nothing',
    tags: [],
    warnings: [],
    published: isChecked ? { values: [], detail: null, ...published } : null,
    ...more,
  });
  const host = report?.split('@')[1] ?? '';
  const policy = [...after].map(([tag, value]) => `${tag}=${value}`).join('; ');
  const records = [
    record('policy', `_dmarc.${domain}`, 'TXT', policy, { state: 'differs', values: [found] }, { tags }),
    ...(under(host, domain) ? [] : [record('authorization', `${domain}._report._dmarc.${host}`, 'TXT', 'v=DMARC1;', { state: 'missing' })]),
    record('tls_reports', `_smtp._tls.${domain}`, 'TXT', `v=TLSRPTv1; rua=${uri}`, { state: 'missing' }),
  ];
  const noAnswer = { state: 'no_answer', detail: 'mx.example.net: no server answered in time' };
  return {
    report_addresses: report ? [{ address: report, origin: 'smtp', takes: ['rua', 'ruf', 'tls'] }] : [],
    can_check: true,
    checked: isChecked,
    domains: [{ domain, records: report ? records : [] }],
    sink: report
      ? [
          record('mail_exchanger', host, 'MX', '10 mx.example.net.', { state: 'fits', values: ['10 mx.example.net.'] }),
          record('address', 'mx.example.net', 'A', '192.0.2.25', noAnswer),
        ]
      : [],
  };
}

function oneReport(id) {
  const report = store.reports.find((row) => row.id === Number(id));
  if (!report) throw new Problem(404, 'Not found', `There is no report ${id}.`);
  const { detail, ...row } = report;
  return { data: { ...row, ...detail }, meta: choose(new URLSearchParams()).meta };
}

/** What is asked about one path or domain, with the meta of its period. */
function about(answer, query) {
  if (!answer) throw new Problem(404, 'Not found', 'no such path or domain');
  return { ...answer, meta: { ...choose(query).meta, ...answer.meta } };
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function rawOf(id) {
  const row = store.reports.find((report) => report.id === Number(id));
  if (!row) throw new Problem(404, 'Not found', `There is no report ${id}.`);
  return `<?xml version="1.0"?>\n<feedback><!-- made up, report ${row.id} of ${row.domain} --></feedback>\n`;
}

async function taken(request) {
  const isReport = (await bodyOf(request)).includes('feedback');
  const first = store.reports[0];
  return {
    data: {
      intake: 4711,
      state: isReport ? 'done' : 'held',
      reports: isReport
        ? [
            {
              id: first?.id ?? 1,
              kind: 'aggregate',
              org_name: first?.org_name ?? 'example.net',
              domain: first?.domain ?? 'example.com',
              report_id: first?.report_id ?? '1',
              outcome: 'duplicate',
            },
          ]
        : [],
      held: isReport ? [] : [{ reason: 'not_a_report', detail: 'no part of a known type', advice: 'Nothing to do.' }],
    },
    meta: {},
  };
}

/** A label takes the place of the one of the same rule. */
async function putLabel(request) {
  const wanted = JSON.parse((await bodyOf(request)).toString());
  if (wanted.by === 'network' && !/^[0-9a-f.:]+(\/\d+)?$/i.test(wanted.pattern)) {
    throw new Problem(400, 'Bad value', `pattern: ${wanted.pattern} is neither an address nor a network`, 'pattern');
  }
  const label = { note: null, ...wanted, use: wanted.use ?? 'unknown', changed: Math.floor(Date.now() / 1000), author: 'ann' };
  const at = store.labels.findIndex((one) => one.by === label.by && one.pattern === label.pattern);
  label.id = store.labels[at]?.id ?? 1 + Math.max(0, ...store.labels.map((one) => one.id));
  store.labels.splice(at < 0 ? store.labels.length : at, 1, label);
  store.generation += 1;
  return { data: label };
}

function removeLabel(id) {
  const at = store.labels.findIndex((one) => one.id === Number(id));
  if (at < 0) throw new Problem(404, 'Not found', 'no such label');
  store.labels.splice(at, 1);
  store.generation += 1;
  return { data: { id: Number(id) } };
}

/** A mailbox that is polled works for a moment, then all is well. */
function pollMailbox(id) {
  const mailbox = store.mailboxes.find((one) => one.id === Number(id));
  if (!mailbox) throw new Problem(404, 'Not found', 'no such mailbox');
  Object.assign(mailbox, { state: 'working', next_poll: null });
  setTimeout(() => {
    const now = Math.floor(Date.now() / 1000);
    Object.assign(mailbox, { state: 'waiting', last_success: now, next_poll: now + 900, last_error: null, backlog: 0 });
  }, 1500);
  return { data: { id: mailbox.id } };
}

async function api(path, query, request) {
  const polled = /^mailboxes\/(\d+)\/poll$/.exec(path);
  if (polled && request.method === 'POST') return [202, pollMailbox(polled[1])];
  const label = /^labels\/(\d+)$/.exec(path);
  if (label && request.method === 'DELETE') return [200, removeLabel(label[1])];
  if (path === 'labels' && request.method === 'PUT') return [200, await putLabel(request)];
  if (path === 'reports' && request.method === 'POST') return [201, await taken(request)];
  const raw = /^(reports|held)\/(\d+)\/raw$/.exec(path);
  if (raw) return [200, raw[1] === 'reports' ? rawOf(raw[2]) : 'From: somebody\n\nnot a report\n'];
  const one = /^reports\/(\d+)$/.exec(path);
  if (one) return [200, oneReport(one[1])];
  const onPath = /^paths\/(\d+)(?:\/(evidence|reporters|sources))?$/.exec(path);
  if (onPath) return [200, about(onePath(store, choose(query).rows, Number(onPath[1]), onPath[2] ?? ''), query)];
  const domain = /^domains\/([^/]+)(?:\/(readiness|simulation))?$/.exec(path);
  if (domain) {
    const name = decodeURIComponent(domain[1]);
    return [200, about(oneDomain(store, choose(query).rows, name, domain[2] ?? '', query), query)];
  }
  if (path === 'paths/override') return [200, sayOf(store, JSON.parse(await bodyOf(request)))];
  if (!answers[path]) throw new Problem(404, 'Not found', `There is nothing at ${path}.`);
  check(path, query);
  return [200, answers[path](query)];
}

async function answerApi(path, query, request, response) {
  let status;
  let body;
  let type = 'application/json';
  try {
    [status, body] = await api(path, query, request);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    [status, body, type] = [error.body.status, error.body, 'application/problem+json'];
  }
  const isText = typeof body === 'string';
  const etag = `"${store.generation}"`;
  const isOfTheMoment = path === 'ingest' || path === 'mailboxes';
  if (!isOfTheMoment && request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end();
  response.writeHead(status, {
    'content-type': isText ? 'text/plain; charset=utf-8' : type,
    ...(status === 200 && !isOfTheMoment ? { etag } : {}),
    'x-request-id': 'mock-1',
  });
  return response.end(isText ? body : JSON.stringify(body));
}

function answerFile(path, response) {
  const file = join(dist, normalize(path));
  const isAsset = path.startsWith('assets/') && file.startsWith(dist) && existsSync(file);
  response.setHeader('content-security-policy', kPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  if (isAsset) {
    response.writeHead(200, {
      'content-type': kTypes[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    createReadStream(file).pipe(response);
    return;
  }
  const page = readFileSync(join(dist, 'index.html'), 'utf8').replace('<base href="/"', `<base href="${base}"`);
  response.writeHead(path.startsWith('assets/') ? 404 : 200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
  });
  response.end(page);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  if (url.pathname === '/healthz') return response.end('ok');
  if (!url.pathname.startsWith(base)) return response.writeHead(404).end();
  const path = url.pathname.slice(base.length);
  if (!path.startsWith('api/v1/')) return answerFile(path, response);
  return answerApi(path.slice('api/v1/'.length), url.searchParams, request, response).catch((error) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(Number(option('port', '8088')), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}${base}`);
});
