import { strict as assert } from 'node:assert';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answerOf, open, textOf, totalBehind } from '../page.mjs';

const kAssets = fileURLToPath(new URL('../../../web/dist/assets/', import.meta.url));
const kKiB = 1024;
/** Of the main thread: to draw a page of fifty rows, and for one step on it. */
const kDrawMs = 250;
const kStepMs = 80;
/** Of all scripts in one language: it shall not grow. Even as a single file they would take 109. */
const kWholeKiB = 133;

/** Milliseconds that the page's main thread worked while `act` went on, by the thread's own clock. */
async function mainThread(session, act) {
  const taken = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const before = await taken();
  await act();
  return (await taken()) - before;
}

/** Octets of built files of a kind, packed. */
function packed(kind, wanted = () => true) {
  return readdirSync(kAssets)
    .filter((name) => name.endsWith(`.${kind}.gz`) && wanted(name))
    .reduce((sum, name) => sum + statSync(kAssets + name).size, 0);
}

/** `names` and the scripts that come with them, because they import them. */
function together(names, all = new Set()) {
  for (const name of names) {
    if (all.has(name)) continue;
    all.add(name);
    const text = readFileSync(kAssets + name, 'utf8');
    together([...text.matchAll(/\bimport(?:[^"'()]*from)?\s*["']\.\/([^"']+\.js)["']/g)].map(([, one]) => one), all);
  }
  return all;
}

/** The scripts without which the overview says nothing in `lang`. What its parts load later is not among them. */
function firstPage(lang) {
  const entry = /assets\/(index-[^"]+\.js)/.exec(readFileSync(`${kAssets}../index.html`, 'utf8'))[1];
  const named = readdirSync(kAssets).filter((name) => name.endsWith('.js') && (name.startsWith('Overview-') || name.startsWith(`${lang}-`)));
  return [...together([entry, ...named])];
}

const other = (lang) => (lang === 'en' ? 'ja-' : 'en-');

/** How many requests came before the first that asks for data. */
async function requestsBeforeData(page, address) {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'networkidle' });
  return page.evaluate(() => {
    const all = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    return 1 + all.slice(0, all.findIndex((path) => path.includes('/api/'))).length;
  });
}

export const checks = [
  {
    number: 20,
    name: 'the budgets hold: octets, requests before data, time of the main thread',
    isShort: true,
    async run({ page, url }) {
      const told = [];
      for (const lang of ['en', 'ja']) {
        const before = await requestsBeforeData(page, new URL(`?lang=${lang}`, url).href);
        const octets = firstPage(lang).reduce((sum, name) => sum + statSync(`${kAssets}${name}.gz`).size, 0);
        told.push(`${lang}: ${(octets / kKiB).toFixed(1)} KiB of scripts for the first page, ${before} requests before data`);
      }
      const whole = ['en', 'ja'].map((lang) => packed('js', (name) => !name.startsWith(other(lang)) && !name.startsWith(`rest-${other(lang)}`)));
      told.push(`sheets: ${(packed('css') / kKiB).toFixed(1)} KiB`);

      told.push(`all scripts in one language: ${whole.map((octets) => (octets / kKiB).toFixed(1)).join(', ')} KiB`);

      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const draw = await mainThread(session, async () => {
        await page.goto(new URL('paths?lang=en', url).href, { waitUntil: 'networkidle' });
        await page.locator('tbody tr').nth(49).waitFor();
      });
      told.push(`/paths with 50 rows: ${draw.toFixed(0)} ms`);
      const slow = [];
      const steps = {
        sort: () => page.locator('thead a').first().click(),
        'a key of the search': () => page.getByRole('searchbox').press('s'),
        language: () => page.selectOption('#language', 'ja'),
      };
      for (const [name, act] of Object.entries(steps)) {
        const taken = await mainThread(session, async () => {
          await act();
          await page.waitForLoadState('networkidle');
        });
        told.push(`${name}: ${taken.toFixed(0)} ms`);
        slow.push(...(taken > kStepMs ? [`${name} takes ${taken.toFixed(0)} ms`] : []));
      }
      console.log(told.map((line) => `        ${line}`).join('\n'));
      for (const line of told.slice(0, 2)) {
        assert.ok(Number(/([\d.]+) KiB/.exec(line)[1]) <= 40, line);
        assert.ok(Number(/(\d+) requests/.exec(line)[1]) <= 4, line);
      }
      for (const octets of whole) assert.ok(octets <= kWholeKiB * kKiB, `${octets} octets of scripts in one language`);
      assert.ok(packed('css') <= 6 * kKiB, told[2]);
      assert.ok(draw <= kDrawMs, `${draw} ms to draw /paths`);
      assert.deepEqual(slow, []);
    },
  },
  {
    number: 21,
    name: 'all of it works below a base path',
    isShort: true,
    noise: [/401/],
    async run({ page, serve, below, isShort }) {
      if (!isShort) assert.deepEqual(await below('/dmarc/', (other) => other.isShort && other.number < 20), []);
      const { url } = await serve({ name: 'base', base: '/dmarc/' });
      await open(page, url);
      assert.match(await answerOf(page), /sending paths/);
      await page.locator('section[aria-labelledby=fix] .name a').first().click();
      await page.waitForURL(/\/dmarc\/paths\/\d+/);
      await page.locator('section[aria-labelledby=do] li').first().waitFor();
      const href = await page.locator('main a[href*="/records"]').first().getAttribute('href');
      assert.match(href, /^\/dmarc\/records/);
      assert.ok((await totalBehind(page, new URL(href, url).href)) > 0);
      for (const path of ['paths', 'domains', 'reports', 'failures', 'tls', 'ingestion', 'ingestion/held']) {
        await open(page, url, path);
        assert.ok((await textOf(page, 'h1')).length > 0);
        assert.equal(await page.getByRole('alert').count(), 0, path);
      }
    },
  },
];
