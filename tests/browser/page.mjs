// What checks ask of a page, and of the API behind it.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function api(url, path) {
  const answer = await fetch(new URL(`api/v1/${path}`, url), { headers: { connection: 'close' } });
  assert.equal(answer.status, 200, `${path} answers ${answer.status}`);
  return answer.json();
}

/** All rows of a list. */
export async function rows(url, path) {
  const all = [];
  for (let cursor = ''; cursor !== null; ) {
    const { data, page } = await api(url, `${path}${path.includes('?') ? '&' : '?'}limit=500${cursor ? `&cursor=${cursor}` : ''}`);
    all.push(...data);
    cursor = page.next_cursor;
  }
  return all;
}

export async function post(url, path, body) {
  const answer = await fetch(new URL(`api/v1/${path}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${path}: ${await answer.text()}`);
}

export const kRecent = 'from=2026-10-22&to=2026-11-20';

/** Opens a page in English, unless its address says otherwise, and waits until it is quiet. */
export async function open(page, url, path = '') {
  const address = new URL(path, url);
  if (!address.searchParams.has('lang')) address.searchParams.set('lang', 'en');
  await page.goto(address.href, { waitUntil: 'networkidle' });
  await page.waitForSelector('h1');
}

export const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
export const number = (value) => new Intl.NumberFormat('en').format(value);
export const textOf = async (page, selector) => plain(await page.locator(selector).first().innerText());
export const answerOf = (page) => textOf(page, '[data-test=answer]');
export const toNumber = (text) => Number(text.replaceAll(/[^\d]/g, ''));

/** The total on the page of records that `href` leads to. */
export async function totalBehind(page, href) {
  await page.goto(href, { waitUntil: 'networkidle' });
  await page.waitForFunction(() => /\d/.test(document.querySelector('[data-test=total]')?.textContent ?? ''));
  return toNumber(/[\d,]+/.exec(await textOf(page, '[data-test=total]'))[0]);
}

/** Every kind of page, with things on it that this store has. */
export async function everyPage(url) {
  const [path] = (await api(url, `paths?limit=1&${kRecent}`)).data;
  const [asked] = (await api(url, `paths?verdict=unsure&limit=1&${kRecent}`)).data;
  const [report] = (await api(url, 'reports?limit=1')).data;
  const [failure] = (await api(url, 'failure-reports?limit=1')).data;
  const [tls] = (await api(url, 'tls-reports?limit=1')).data;
  const [held] = (await api(url, 'held?limit=1')).data;
  return [
    '',
    'paths',
    'paths?verdict=misconfigured',
    'paths?group=address',
    `paths/${path.id}`,
    `paths/${asked.id}`,
    'domains',
    'domains/example.com',
    'records?result=fail',
    'reports',
    `reports/${report.id}`,
    `reports/${report.id}/raw`,
    'failures',
    `failures/${failure.id}`,
    'tls',
    `tls/${tls.id}`,
    'ingestion',
    'ingestion/held',
    `ingestion/held/${held.id}`,
    'ingestion/held?ignored=1',
    'setup',
    'setup/domains',
    'setup/records?of=example.com&report=dmarc@reports.example.org',
    'setup/check',
    'settings',
    'settings/labels',
    'settings/tokens',
    'settings/look',
    'settings/server',
    'settings/about',
    'login',
    'nowhere',
  ];
}

export const withKey = (path, key, value) => `${path}${path.includes('?') ? '&' : '?'}${key}=${value}`;

/** What axe finds on the page as it is, one line for each rule. */
export async function axe(page) {
  // Put in by the debugger's door, which the page's own policy does not guard.
  await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
    kRules,
  );
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}
