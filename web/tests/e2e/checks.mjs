import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const kWidths = [1280, 390, 320];

async function api(url, path) {
  const answer = await fetch(new URL(`api/v1/${path}`, url));
  assert.equal(answer.status, 200, `${path} answers ${answer.status}`);
  return answer.json();
}

function addDays(day, by) {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
}

/** The usual period: thirty days that end where the data ends. */
async function usual(url) {
  const { meta } = await api(url, 'overview');
  return `from=${addDays(meta.data_through, -29)}&to=${meta.data_through}`;
}

async function open(page, url, path = '') {
  const address = new URL(path, url);
  if (!address.searchParams.has('lang')) address.searchParams.set('lang', 'en');
  await page.goto(address.href, { waitUntil: 'networkidle' });
  await page.waitForSelector('h1');
}

const plain = (text) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
const number = (value) => new Intl.NumberFormat('en').format(value);
const textOf = async (page, selector) => plain(await page.locator(selector).first().innerText());

/** A page of every kind, with a report and a domain that this store has. */
async function everyPage(url) {
  const { data } = await api(url, 'reports?limit=1');
  const paths = ['', 'paths', 'paths?verdict=misconfigured', 'paths?group=address', 'domains', 'records', 'records?result=fail', 'reports', 'held', 'ingestion', 'setup', 'setup/domains', 'setup/records', 'setup/check', 'settings', 'login', 'nowhere'];
  const worst = (await api(url, 'paths?limit=1')).data[0];
  if (worst) paths.push(`paths/${worst.id}`);
  const domain = (await api(url, 'domains')).data[0];
  if (domain) paths.push(`domains/${domain.domain}`);
  return data[0] ? [...paths, `reports/${data[0].id}`] : paths;
}

async function eachLook(page, visit) {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const lang of ['en', 'ja']) {
      for (const width of kWidths) {
        await page.setViewportSize({ width, height: 900 });
        await visit({ scheme, lang, width });
      }
    }
  }
}

async function total(page) {
  await page.waitForFunction(() => /\d/.test(document.querySelector('[data-test=total]')?.textContent ?? ''));
  const [messages] = (await textOf(page, '[data-test=total]')).match(/[\d,]+/) ?? [];
  return Number(messages?.replaceAll(',', ''));
}

/** Follows a link by its address and back again; gives the total of the records it led to. */
async function totalBehind(page, href) {
  await page.goto(href, { waitUntil: 'networkidle' });
  return total(page);
}

/** Waits until the answer is no longer `said`, and gives the new one. */
async function otherAnswer(page, said) {
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await textOf(page, '[data-test=answer]');
    if (now !== said) return now;
    await page.waitForTimeout(50);
  }
  throw new Error(`the answer stays "${said}"`);
}

const toNumber = (text) => Number(text.replaceAll(/[^\d]/g, ''));

export const checks = {
  async 'the overview says what the API says'(page, url) {
    const period = await usual(url);
    const { data } = await api(url, `overview?${period}`);
    await open(page, url);
    const said = await textOf(page, '[data-test=answer]');
    const misconfigured = data.by_verdict.misconfigured.paths;
    if (misconfigured === 0 && data.fix_next.length === 0) return void assert.match(said, /^Nothing to fix/);
    if (misconfigured === 0) return void assert.match(said, /your answer/);
    const paths = Object.values(data.by_verdict).reduce((sum, one) => sum + one.paths, 0) - data.by_verdict.spoofed.paths;
    assert.ok(said.startsWith(`${number(misconfigured)} of your ${number(paths)} sending paths`), said);
    assert.ok(said.includes(`${number(data.under_reject.own)} of your own ${number(data.own_messages)} messages`), said);
    const links = await page.locator('section[aria-labelledby=fix] .name a').evaluateAll((all) =>
      all.map((one) => one.pathname.split('/').at(-1)),
    );
    assert.deepEqual(links, data.fix_next.slice(0, 3).map((path) => String(path.id)));
    return undefined;
  },

  async 'every number leads to records with the same total'(page, url) {
    await open(page, url);
    const links = await page.$$eval('main a[href*="/records"]', (all) =>
      all.map((a) => ({ href: a.href, text: a.textContent ?? '' })),
    );
    const numbered = links.filter(({ text }) => /^\s*[\d,]+\s*$/.test(text)).slice(0, 40);
    assert.ok(numbered.length >= 3, `only ${numbered.length} numbers are links`);
    for (const { href, text } of numbered) {
      assert.equal(await totalBehind(page, href), toNumber(text), `${text} leads to ${href}`);
    }
  },

  async 'a mailbox is polled when somebody asks for it, by keyboard'(page, url) {
    const { data } = await api(url, 'mailboxes');
    const asked = data.find((one) => one.state !== 'working');
    if (!asked) return;
    await open(page, url, 'ingestion');
    const card = page.getByRole('article', { name: `${asked.account} / ${asked.folder}`, exact: true });
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'POST'),
      card.getByRole('button').first().press('Enter'),
    ]);
    assert.equal(new URL(request.url()).pathname, new URL(`api/v1/mailboxes/${asked.id}/poll`, url).pathname);
    assert.equal((await request.response()).status(), 202);
    await card.getByRole('status').filter({ hasText: /^Polled?(ing)?\.$/ }).waitFor();
  },

  async 'a source opens its records, and a record its report'(page, url) {
    await open(page, url, 'paths?group=address');
    const row = page.locator('table tbody tr').first();
    await row.waitFor();
    const ip = (await row.locator('th a').innerText()).trim();
    await row.locator('th a').click();
    await page.waitForURL(/\/records\?/);
    await total(page);
    assert.equal(new URL(page.url()).searchParams.get('ip'), ip);
    const focus = await page.evaluate(() => document.activeElement?.tagName);
    assert.equal(focus, 'H1', 'the focus goes to the heading');
    await page.locator('table tbody a[href*="/reports/"]').first().click();
    await page.waitForURL(/\/reports\/\d+/);
    const id = /reports\/(\d+)/.exec(page.url())[1];
    const { data } = await api(url, `reports/${id}`);
    await page.waitForSelector('#policy');
    const heading = plain(await page.locator('h1').innerText());
    assert.ok(heading.includes(data.day), `${heading} does not name ${data.day}`);
    const raw = await page.locator('a[href*="/raw"]').first().evaluate((link) => link.href);
    assert.equal((await fetch(raw)).status, 200);
  },

  async 'the worst path is one click away, with its cause and what to do'(page, url) {
    const { data } = await api(url, `paths?verdict=misconfigured&limit=1&${await usual(url)}`);
    if (!data[0]) return;
    await open(page, url);
    await page.locator(`section[aria-labelledby=fix] a[href*="/paths/${data[0].id}"]`).first().click();
    await page.waitForSelector('ol li');
    const said = await textOf(page, '[data-test=answer]');
    assert.ok(said.includes(`${number(data[0].fail)} of ${number(data[0].messages)}`), said);
    const { data: path } = await api(url, `paths/${data[0].id}`);
    assert.equal(await page.locator('section[aria-labelledby=do] > ol > li').count(), path.steps.length);
    const values = await page.locator('section[aria-labelledby=do] code').allInnerTexts();
    const wanted = path.steps.flatMap((step) => step.records.flatMap((record) => [record.name, record.value]));
    assert.deepEqual(values.map(plain), wanted);
  },

  async 'the paths that are listed are those of the API, also searched, filtered and sorted'(page, url) {
    const period = await usual(url);
    for (const more of ['', 'verdict=spoofed', 'sort=messages', 'q=example']) {
      const { data, meta } = await api(url, `paths?${more}&${period}&limit=50`);
      await open(page, url, `paths?${more}`);
      const links = await page.locator('tbody th a').evaluateAll((all) => all.map((one) => one.pathname.split('/').at(-1)));
      assert.deepEqual(links, data.map((row) => String(row.id)), more);
      assert.ok((await textOf(page, '[data-test=answer]')).includes(number(meta.totals.paths)), more);
    }
  },

  async 'a simulation has the totals of the API, and each split leads to as many records'(page, url) {
    const period = await usual(url);
    const domain = (await api(url, `domains?${period}`)).data[0]?.domain;
    if (!domain) return;
    for (const policy of ['quarantine', 'reject']) {
      const { data } = await api(url, `domains/${domain}/simulation?policy=${policy}&${period}`);
      await open(page, url, `domains/${domain}?simulate=${policy}`);
      const said = await textOf(page, '[data-test=affected]');
      assert.ok(said.startsWith(`${number(data.total.messages)} message`), said);
      const links = await page.$$eval('section[aria-labelledby=simulation] td a', (all) =>
        all.map((a) => ({ href: a.href, text: a.textContent ?? '' })),
      );
      assert.equal(links.length, data.splits.filter((split) => split.messages > 0).length);
      for (const { href, text } of links) assert.equal(await totalBehind(page, href), toNumber(text), href);
    }
  },

  async 'a domain that misses a check is never called ready'(page, url) {
    for (const { domain } of (await api(url, 'domains')).data) {
      const { data } = await api(url, `domains/${domain}?${await usual(url)}`);
      if (data.readiness.next_policy === null) continue;
      await open(page, url, `domains/${domain}`);
      const isReady = (await textOf(page, '[data-test=answer]')).startsWith('Ready');
      assert.equal(isReady, data.readiness.checks.every((check) => check.met), domain);
    }
  },

  async 'an override shows as set by you beside what the rules say, and can be taken back'(page, url) {
    const { data } = await api(url, `paths?limit=1&${await usual(url)}`);
    if (!data[0] || data[0].set_by !== 'rules') return;
    await open(page, url, `paths/${data[0].id}`);
    for (const [wanted, said] of [
      ['healthy', 'set by you'],
      ['', 'found by rules'],
    ]) {
      await page.getByRole('button', { name: 'Override' }).click();
      await page.getByLabel('Verdict').selectOption(wanted);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(said, { exact: true }).waitFor();
    }
  },

  async 'one aligned leg is never red'(page, url) {
    await open(page, url, 'records?result=pass');
    await total(page);
    assert.equal(await page.locator('main td .failing').count(), 0);
  },

  async 'filters survive reload, back and forward'(page, url) {
    await open(page, url);
    const thirty = await textOf(page, '[data-test=answer]');
    await page.selectOption('#range', '7d');
    await page.waitForURL(/range=7d/);
    await otherAnswer(page, thirty);
    const seven = await textOf(page, '[data-test=answer]');
    await page.reload({ waitUntil: 'networkidle' });
    assert.equal(await textOf(page, '[data-test=answer]'), seven);
    await page.selectOption('#range', 'all');
    await page.waitForURL(/range=all/);
    const all = await otherAnswer(page, seven);
    await page.goBack();
    assert.equal(await otherAnswer(page, all), seven);
    await page.goForward();
    assert.equal(await otherAnswer(page, seven), all);
  },

  async 'a domain filters everything on the page'(page, url) {
    const period = await usual(url);
    const { data } = await api(url, `overview?${period}`);
    const domain = data.domains[0].domain;
    await open(page, url, `?domain=${encodeURIComponent(domain)}`);
    const filtered = await api(url, `overview?${period}&domain=${encodeURIComponent(domain)}`);
    assert.ok((await textOf(page, '[data-test=answer]')).includes(number(filtered.data.own_messages)));
  },

  async 'the next page of records goes on where the first ends'(page, url) {
    await open(page, url, 'records?range=all&limit=10');
    await total(page);
    const keys = () => page.$$eval('tbody a[href*="/reports/"]', (all) => all.map((a) => a.textContent?.trim()));
    const first = await keys();
    const next = page.getByRole('link', { name: 'Next page' });
    if ((await next.count()) === 0) return;
    await next.click();
    await page.waitForURL(/cursor=/);
    await page.waitForFunction((key) => document.querySelector('tbody a[href*="/reports/"]')?.textContent?.trim() !== key, first[0]);
    const second = await keys();
    assert.equal(first.filter((key) => second.includes(key)).length, 0);
  },

  async 'the chart moves by keys and equals the series'(page, url) {
    const period = await usual(url);
    const { data, meta } = await api(url, `timeseries?${period}`);
    await open(page, url);
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    const last = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await slider.getAttribute('aria-valuetext'), last);
    await page.keyboard.press('Home');
    assert.equal(await slider.getAttribute('aria-valuenow'), '0');
    assert.match(page.url(), new RegExp(`day=${addDays(meta.data_through, -29)}`));
    await page.getByText('Show as table').click();
    await page.waitForSelector('figure details tbody tr');
    const rows = await page.$$eval('figure details tbody tr', (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    );
    assert.equal(rows.length, 30);
    for (const day of data) {
      const row = rows.find(([name]) => name === day.day);
      assert.deepEqual(row?.slice(1).map(toNumber), [day.fail, day.dkim_only + day.spf_only, day.both_aligned, day.messages]);
    }
  },

  async 'an uploaded file gets its own result'(page, url) {
    await open(page, url, 'ingestion');
    const files = [{ name: 'not <b>a</b> report.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }];
    await page.setInputFiles('#files', files);
    await page.getByText('1 of 1 file taken in.').waitFor();
    await page.getByText('not <b>a</b> report.txt').waitFor();
    await page.locator('li', { hasText: 'Held: ' }).waitFor();
  },

  async 'held messages are explained, also for a reason this page does not know'(page, url) {
    const { data } = await api(url, 'held');
    await open(page, url, 'held');
    await page.waitForLoadState('networkidle');
    const rows = await page.locator('tbody tr').count();
    assert.equal(rows, data.length);
  },

  async 'errors are told and leave the frame usable'(page, url) {
    await open(page, url, 'records?ip=not-an-address');
    await page.getByRole('alert').waitFor();
    assert.match(await page.getByRole('alert').innerText(), /address/);
    await page.route('**/api/v1/timeseries*', (route) => route.abort());
    await open(page, url);
    await page.getByRole('alert').waitFor();
    assert.match(await page.getByRole('alert').innerText(), /cannot be reached/);
    assert.ok(await page.locator('[data-test=answer]').isVisible(), 'the rest of the page stays');
    return [/400/, /ERR_FAILED/];
  },

  async 'a page that cannot be loaded says so, and comes back'(page, url) {
    await open(page, url);
    await page.route('**/assets/Reports-*', (route) => route.abort());
    await page.getByRole('navigation').getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('alert').waitFor();
    await page.unroute('**/assets/Reports-*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Reports');
    return [/ERR_FAILED/];
  },

  async 'whoever is signed out logs in and is back where they were'(page, url) {
    const me = { open: false, account: 'ann', role: 'admin', scopes: ['read', 'ingest', 'admin'], csrf: 'text' };
    const state = { isIn: false, tries: 0, sent: null };
    const refuse = (route, status, headers = {}) =>
      route.fulfill({ status, headers, json: { type: 'about:blank', title: 'no', status, detail: 'no' } });
    await page.route('**/api/v1/**', (route) => (state.isIn ? route.fallback() : refuse(route, 401)));
    await page.route('**/api/v1/me', (route) => (state.isIn ? route.fulfill({ json: { data: me } }) : refuse(route, 401)));
    await page.route('**/api/v1/login', (route) => {
      state.tries += 1;
      if (state.tries === 1) return refuse(route, 401);
      if (state.tries === 2) return refuse(route, 429, { 'retry-after': '4' });
      assert.deepEqual(route.request().postDataJSON(), { name: 'ann', password: 'correct horse' });
      state.isIn = true;
      return route.fulfill({ json: { data: me } });
    });
    await page.route('**/api/v1/logout', (route) => {
      state.sent = route.request().headers()['x-csrf-token'];
      state.isIn = false;
      return route.fulfill({ json: { data: me } });
    });
    await page.goto(new URL('ingestion/held?reason=encrypted&lang=en', url).href);
    await page.waitForURL(/\/login\?next=/);
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Sign in');
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.getByLabel('Name').getAttribute('autocomplete'), 'username');
    assert.equal(await page.getByLabel('Password').getAttribute('autocomplete'), 'current-password');
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill('wrong horse');
    await page.keyboard.press('Enter');
    await page.getByText('The name or the password is wrong.').waitFor();
    await page.keyboard.type('correct horse'); // the wrong one is selected, so that it is typed over
    await page.keyboard.press('Enter');
    await page.getByText('Try again in 4 seconds.').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/held\?reason=encrypted/);
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Held messages');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/login$/);
    assert.equal(state.sent, 'text');
    return [/401/, /429/];
  },

  async 'an empty store says how to import'(page, url) {
    const empty = await api(url, 'overview');
    const none = { ...empty.data, reports: 0, messages: 0, fail: 0, sources: 0, failing_sources: 0, domains: [] };
    const meta = { ...empty.meta, first_day: null, data_through: null };
    await page.route('**/api/v1/overview*', (route) => route.fulfill({ json: { data: none, meta } }));
    await open(page, url);
    await page.getByText('sendpath import FOLDER').waitFor();
    assert.equal(await page.locator('#files').count(), 1);
  },

  async 'a period without data offers a wider one'(page, url) {
    await open(page, url, '?from=1999-01-01&to=1999-01-02');
    await page.getByRole('link', { name: 'Show all data' }).click();
    await page.waitForURL(/range=all/);
    await page.locator('[data-test=answer]').waitFor();
  },

  async 'nothing scrolls sideways'(page, url) {
    for (const path of await everyPage(url)) {
      for (const lang of ['en', 'ja']) {
        await page.setViewportSize({ width: 320, height: 800 });
        await open(page, url, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${path} in ${lang} is ${width} px wide`);
      }
    }
  },

  async 'no open parameter, no raw key, no inline style'(page, url) {
    for (const path of await everyPage(url)) {
      for (const lang of ['en', 'ja']) {
        await open(page, url, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        // What a record leaves open for a service to tell is a word in braces, and stands in code.
        const text = await page.locator('body').evaluate((body) => {
          const copy = body.cloneNode(true);
          for (const one of copy.querySelectorAll('code')) one.remove();
          return copy.textContent;
        });
        assert.doesNotMatch(text, /\{\w+\}|undefined|NaN|\[object/);
        assert.equal(await page.locator('[style]').count(), 0, `${path} has an inline style`);
        assert.equal(await page.locator('html').getAttribute('lang'), lang);
      }
    }
  },

  async 'the page works by keyboard'(page, url) {
    await open(page, url);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  },

  async 'axe finds nothing'(page, url) {
    const found = [];
    // axe is put in by the debugger's door, which the page's own policy does not guard.
    for (const path of await everyPage(url)) {
      await eachLook(page, async ({ scheme, lang, width }) => {
        await open(page, url, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}&limit=10`);
        await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
        await page.evaluate(axeSource);
        const { violations } = await page.evaluate(
          (values) => globalThis.axe.run(document, { runOnly: { type: 'tag', values } }),
          kRules,
        );
        for (const { id, nodes } of violations) found.push(`/${path} ${scheme} ${lang} ${width}: ${id} ${nodes[0]?.html}`);
      });
    }
    assert.deepEqual(found, []);
  },
};
