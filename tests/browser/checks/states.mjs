import { strict as assert } from 'node:assert';
import { api, kRecent, open, plain } from '../page.mjs';

const problem = (status, title, detail, headers = {}) => ({
  status,
  headers: { 'x-request-id': 'r-4711', ...headers },
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title, status, detail }),
});

async function goneWrong(page, url, answer, expectation) {
  await page.route('**/api/v1/paths?*', (route) => route.fulfill(answer));
  await open(page, url, 'paths');
  await page.getByRole('alert').waitFor();
  const said = await page.getByRole('alert').innerText();
  for (const text of expectation) assert.ok(said.includes(text), `"${said}" does not say ${text}`);
  await page.unroute('**/api/v1/paths?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('tbody tr').first().waitFor();
}

/** Adds up how far things move that were there already. Source: the Layout Instability draft. */
function watchShifts() {
  globalThis.moved = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.moved += one.value;
  }).observe({ type: 'layout-shift', buffered: true });
}
const shifted = (page) => page.evaluate(() => globalThis.moved);

export const checks = [
  {
    number: 12,
    name: 'each state is told: waiting, empty, wrong, signed out, not there',
    isShort: true,
    noise: [/40[149]|429|50[03]/, /ERR_FAILED/],
    async run({ page, url }) {
      await page.route('**/api/v1/paths?*', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 900));
        await route.fallback();
      });
      await page.addInitScript(watchShifts);
      await page.goto(new URL('paths?lang=en', url).href);
      await page.locator('[aria-busy=true]').waitFor();
      assert.equal(await page.locator('[aria-busy=true] [role=status]').count(), 1);
      assert.ok((await page.locator('[aria-busy=true]').boundingBox()).height > 400, 'the place of the rows is kept');
      const begin = (await page.locator('[aria-busy=true]').boundingBox()).y;
      await page.locator('tbody tr').first().waitFor();
      const filters = await page.locator('[data-test=answer]').boundingBox();
      assert.ok(filters.y < begin, 'what is above the rows stays above them');
      assert.ok(Math.abs((await shifted(page)) - 0) < 0.1, `things move by ${await shifted(page)}`);
      await page.selectOption('#range', '90d');
      await page.locator('[role=status]', { hasText: 'Updating' }).waitFor();
      await page.unroute('**/api/v1/paths?*');

      await goneWrong(page, url, problem(500, 'Broken', 'The store does not answer.'), ['Broken', 'The store does not answer.', 'r-4711']);
      await goneWrong(page, url, problem(429, 'Too many requests', 'Come back later.', { 'retry-after': '3' }), ['Too many requests']);

      await open(page, url, 'paths?q=nobody-is-called-that');
      await page.getByText('Nothing matches these filters.').or(page.getByText('No messages in this period.')).first().waitFor();
      await page.getByRole('link', { name: 'Clear filters' }).first().click();
      await page.locator('tbody tr').first().waitFor();

      await open(page, url, '?from=1999-01-01&to=1999-01-02');
      await page.getByRole('link', { name: 'Show all data' }).click();
      await page.waitForURL(/range=all/);

      for (const path of ['paths/999999', 'reports/999999', 'failures/999999', 'tls/999999', 'ingestion/held/999999', 'domains/nobody.example', 'nowhere']) {
        await open(page, url, path);
        assert.equal(await page.getByRole('alert').count(), 0, `/${path} is told as an error`);
        assert.ok((await page.locator('main').innerText()).length > 20, `/${path}`);
      }

      const { data, meta } = await api(url, 'overview');
      const none = { ...data, reports: 0, messages: 0, fail: 0, sources: 0, failing_sources: 0, domains: [] };
      await page.route('**/api/v1/overview*', (route) =>
        route.fulfill({ json: { data: none, meta: { ...meta, first_day: null, data_through: null } } }),
      );
      await open(page, url);
      await page.getByText('sendpath import FOLDER').waitFor();
      assert.equal(await page.locator('#files').count(), 1);
      await page.unroute('**/api/v1/overview*');

      await page.route('**/api/v1/**', (route) => route.fulfill(problem(401, 'Who are you?', 'Sign in.')));
      await page.goto(new URL('paths?verdict=spoofed&lang=en', url).href);
      await page.waitForURL(/\/login\?next=/);
      assert.match(new URL(page.url()).searchParams.get('next'), /^\/paths\?verdict=spoofed/);
      await page.unroute('**/api/v1/**');
    },
  },
  {
    number: 12,
    name: 'too few to say is told as a number, and a mailbox that is not read any more by its time',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'paths?ip=198.51.108.2');
      const row = page.locator('tbody tr').first();
      const { data } = await api(url, `paths?ip=198.51.108.2&${kRecent}`);
      assert.ok(data[0].messages < 10, 'the seed has a path of few messages');
      assert.ok(plain(await row.innerText()).includes(`n = ${data[0].messages}`));
      assert.doesNotMatch(await row.innerText(), /%/);

      const ago = Math.floor(Date.now() / 1000) - 26 * 3600 - 60;
      const mailbox = { id: 1, account: 'reports', folder: 'INBOX', state: 'waiting', last_success: ago, last_error: null };
      await page.route('**/api/v1/mailboxes', (route) => route.fulfill({ json: { data: [mailbox], page: { next_cursor: null }, meta: {} } }));
      await open(page, url);
      const said = page.getByRole('link', { name: 'last successful poll 26 hours ago' });
      await said.waitFor();
      assert.match(await said.getAttribute('href'), /\/ingestion/);
      await page.unroute('**/api/v1/mailboxes');
    },
  },
  {
    number: 12,
    name: 'a part that cannot be loaded leaves the rest usable, and a page that cannot be comes back',
    isShort: true,
    noise: [/40[0]/, /ERR_FAILED/],
    async run({ page, url }) {
      await open(page, url, 'records?ip=not-an-address');
      await page.getByRole('alert').waitFor();
      assert.match(await page.getByRole('alert').innerText(), /address/);
      await page.route('**/api/v1/timeseries*', (route) => route.abort());
      await open(page, url);
      await page.getByRole('alert').first().waitFor();
      assert.match(await page.getByRole('alert').first().innerText(), /cannot be reached/);
      assert.ok(await page.locator('[data-test=answer]').isVisible(), 'the rest of the page stays');
      await page.unroute('**/api/v1/timeseries*');
      await page.route('**/assets/reports-*', (route) => route.abort());
      await page.getByRole('navigation').getByRole('link', { name: 'Reports' }).click();
      await page.getByRole('alert').first().waitFor();
      await page.unroute('**/assets/reports-*');
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'Reports');
    },
  },
];
