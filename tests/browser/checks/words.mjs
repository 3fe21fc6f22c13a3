import { strict as assert } from 'node:assert';
import { api, everyPage, kRecent, open, plain, rows, textOf, withKey } from '../page.mjs';

/** The words of the contract that no reader should meet: reasons, steps, facts. */
async function codes(url) {
  const { components } = await (await fetch(new URL('api/v1/openapi.json', url))).json();
  const found = new Set();
  JSON.stringify(components.schemas, (key, value) => {
    if (key === 'enum') for (const word of value) if (/_/.test(word ?? '')) found.add(word);
    return value;
  });
  return [...found];
}

/** The text of the page without what stands in code, where names of settings and records belong. */
function proseOf(page) {
  return page.locator('main').evaluate((main) => {
    const copy = main.cloneNode(true);
    for (const one of copy.querySelectorAll('code, .mono')) one.remove();
    return copy.textContent;
  });
}

export const checks = [
  {
    number: 3,
    name: 'every verdict and reason has its own title, steps and links in both languages, and shows no code',
    async run({ page, url, expected }) {
      const paths = await rows(url, `paths?${kRecent}`);
      const wanted = new Set([...expected.recent.paths.map(({ reason }) => reason), 'operator']);
      // The first of each reason, which is the one on the first page of the list.
      const byReason = new Map(paths.map((path) => [path.reason, path]).reverse());
      assert.deepEqual([...wanted].filter((reason) => !byReason.has(reason)), []);
      const words = (await codes(url)).map((code) => new RegExp(`(?<![\\w.])${code}(?![\\w.])`));
      const titlesBy = {};
      for (const lang of ['en', 'ja']) {
        const titles = new Map();
        for (const [reason, path] of byReason) {
          const { data: told } = await api(url, `paths/${path.id}?${kRecent}`);
          await open(page, url, `paths?reason=${reason}&lang=${lang}`);
          const row = page.locator('tbody tr', { has: page.locator(`a[href*="/paths/${path.id}?"], a[href$="/paths/${path.id}"]`) });
          // What the operator set keeps the reason of the rules, and says beside it who set it.
          const title = plain(await row.locator(reason === 'operator' ? 'td:has(.why) .muted' : '.why strong').first().innerText());
          assert.ok(!titles.has(title), `${reason} is called "${title}", as ${titles.get(title)}`);
          titles.set(title, reason);
          assert.equal(await row.locator(`svg.${path.verdict}`).count(), 1, `${reason} has the shape of ${path.verdict}`);
          await open(page, url, `paths/${path.id}?lang=${lang}`);
          const steps = await page.locator('section[aria-labelledby=do] > ol > li').allInnerTexts();
          assert.equal(steps.length, told.steps.length, `steps of ${reason}`);
          assert.ok(steps.length > 0 && steps.every((step) => plain(step).length > 5), `${reason} has no step`);
          assert.ok((await page.locator('main a[href*="/records?"]').count()) > 0, `${reason} has no link to records`);
          const prose = await proseOf(page);
          for (const word of words) assert.doesNotMatch(prose, word, `${reason} in ${lang}`);
          const said = await textOf(page, '[data-test=answer]');
          if (lang === 'ja') for (const text of [title, said, ...steps]) assert.match(text, /[\u3040-\u30ff\u4e00-\u9fff]/, `${reason}: "${text}"`);
        }
        titlesBy[lang] = [...titles.keys()];
      }
      assert.equal(titlesBy.en.length, byReason.size);
      assert.deepEqual(titlesBy.en.filter((title) => titlesBy.ja.includes(title)), []);
    },
  },
  {
    number: 23,
    name: 'no page shows a key, an open parameter or a style of its own',
    isShort: true,
    async run({ page, url, isShort }) {
      const pages = await everyPage(url);
      for (const path of isShort ? pages.filter((_, at) => at % 3 === 0) : pages) {
        for (const lang of ['en', 'ja']) {
          await open(page, url, withKey(path, 'lang', lang));
          assert.doesNotMatch(await proseOf(page), /\{\w+\}|undefined|NaN|\[object/, `/${path} in ${lang}`);
          assert.equal(await page.locator('[style]').count(), 0, `/${path} has an inline style`);
          assert.equal(await page.locator('html').getAttribute('lang'), lang);
          assert.match(await page.title(), / - Sendpath$/, `/${path}`);
        }
      }
    },
  },
  {
    number: 24,
    name: 'without JavaScript the page says what is needed and names the API',
    isShort: true,
    async run({ browser, url }) {
      const context = await browser.browser().newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(url);
      const said = plain(await page.locator('body').innerText());
      assert.match(said, /needs JavaScript.*REST API.*api\/v1/);
      const { href } = await page.locator('a').first().evaluate((one) => ({ href: one.href }));
      assert.equal((await fetch(href)).status, 200);
      await context.close();
    },
  },
];
