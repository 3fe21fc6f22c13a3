import { strict as assert } from 'node:assert';
import { answerOf, api, everyPage, kRecent, number, open, plain, textOf, toNumber, totalBehind, withKey } from '../page.mjs';

const sum = (all, value) => all.reduce((total, one) => total + value(one), 0);
const isOwn = ({ verdict }) => verdict === 'misconfigured' || verdict === 'unsure';

export const checks = [
  {
    number: 1,
    name: 'the sentence of the overview says what the seed adds up to',
    isShort: true,
    async run({ page, url, expected }) {
      const { paths, total } = expected.recent;
      const yours = paths.filter(({ verdict }) => verdict !== 'spoofed');
      const misconfigured = paths.filter(({ verdict }) => verdict === 'misconfigured').length;
      const own = sum(paths.filter(isOwn), ({ fail }) => fail);
      const messages = total.messages - sum(paths.filter(({ verdict }) => verdict === 'spoofed'), (one) => one.messages);
      await open(page, url);
      const said = await answerOf(page);
      assert.ok(
        said.startsWith(
          `${misconfigured} of your ${number(yours.length)} sending paths are misconfigured. ` +
            `Under p=reject, ${number(own)} of your own ${number(messages)} messages`,
        ),
        said,
      );
    },
  },
  {
    number: 2,
    name: 'what to fix next is in order, and its reason, steps and evidence one click away',
    isShort: true,
    async run({ page, url, expected }) {
      const wanted = ['misconfigured', 'unsure'].flatMap((verdict) =>
        expected.recent.paths.filter((one) => one.verdict === verdict).sort((a, b) => b.fail - a.fail),
      );
      await open(page, url);
      const section = page.locator('section[aria-labelledby=fix]');
      const failing = (await section.locator('.failing.number a').allInnerTexts()).map(toNumber);
      assert.ok(failing.length >= 3, `${failing.length} are listed`);
      assert.deepEqual(failing, wanted.slice(0, failing.length).map(({ fail }) => fail));
      await section.locator('.name a').first().click();
      await page.waitForURL(/\/paths\/\d+/);
      await page.locator('section[aria-labelledby=do] li').first().waitFor();
      assert.ok((await answerOf(page)).includes(`${number(wanted[0].fail)} of ${number(wanted[0].messages)}`));
      await page.locator('section[aria-labelledby=evidence] tbody tr').first().waitFor();
    },
  },
  {
    number: 4,
    name: 'a path that passes by DKIM alone shows no red, and nothing of it fails',
    isShort: true,
    async run({ page, url }) {
      const [path] = (await api(url, `paths?ip=192.0.7.10&${kRecent}`)).data;
      assert.deepEqual([path.verdict, path.fail], ['healthy', 0]);
      for (const at of [`paths/${path.id}`, 'paths?ip=192.0.7.10']) {
        await open(page, url, at);
        assert.equal(await page.locator('main .failing:not(rect):not(svg *)').count(), 0, at);
      }
      assert.equal(await totalBehind(page, new URL(`records?path=${path.id}&result=pass&lang=en`, url).href), path.messages);
    },
  },
  {
    number: 5,
    name: 'every number that is a link opens records with the same total',
    isShort: true,
    async run({ page, url, isShort }) {
      const seen = new Map();
      for (const at of await everyPage(url)) {
        await open(page, url, withKey(at, 'limit', '25'));
        const links = await page.$$eval('main a[href*="/records"]', (all) =>
          all.map((one) => ({ href: one.href, text: one.textContent ?? '' })),
        );
        for (const { href, text } of links)
          if (/^[\s\d,]+$/.test(text) && /\d/.test(text)) seen.set(href, { text, at });
      }
      const pages = new Set([...seen.values()].map(({ at }) => at));
      for (const at of ['', 'paths', 'domains/example.com']) assert.ok(pages.has(at), `no number of /${at} is a link`);
      // The short form follows one in ten.
      for (const [href, { text, at }] of [...seen].filter((_, index) => !isShort || index % 10 === 0))
        assert.equal(await totalBehind(page, href), toNumber(text), `/${at}: ${plain(text)} leads to ${href}`);
    },
  },
  {
    number: 8,
    name: 'a simulation has the totals of the seed, and thirteen days are never enough',
    isShort: true,
    async run({ page, url, expected }) {
      for (const domain of expected.domains) {
        const below = Object.entries(expected.recent.domains).filter(
          ([name]) => name === domain || name.endsWith(`.${domain}`),
        );
        for (const policy of ['quarantine', 'reject']) {
          await open(page, url, `domains/${domain}?simulate=${policy}`);
          const said = await textOf(page, '[data-test=affected]');
          const wanted = sum(below, ([, counted]) => counted.fail);
          assert.equal(toNumber(/[\d,]+/.exec(said)?.[0] ?? ''), wanted, `${domain}, ${policy}: ${said}`);
        }
      }
      await open(page, url, `domains/${expected.young}`);
      assert.match(await answerOf(page), /^Not ready/);
    },
  },
  {
    number: 19,
    name: 'the table of the filtered set has its rows and sums, and no formula',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'paths?verdict=misconfigured');
      const href = await page.locator('a[href*="paths.csv"]').getAttribute('href');
      const answer = await fetch(new URL(href, url));
      assert.match(answer.headers.get('content-type'), /^text\/csv/);
      const [head, ...lines] = parsed(await answer.text());
      const { meta } = await api(url, `paths?verdict=misconfigured&limit=1&${kRecent}`);
      assert.equal(lines.length, meta.totals.paths);
      for (const name of ['messages', 'fail'])
        assert.equal(sum(lines, (line) => Number(line[head.indexOf(name)])), meta.totals[name], name);
      const [columns, ...reports] = parsed(await (await fetch(new URL('api/v1/reports.csv', url))).text());
      const names = reports.map((line) => line[columns.indexOf('org_name')]);
      assert.ok(names.some((name) => name.startsWith("'=HYPERLINK")), 'the formula has an apostrophe in front');
      assert.ok(!names.some((name) => /^[=+\-@\t\r]/.test(name)));
      const marked = await (await fetch(new URL('api/v1/reports.csv?bom=1', url))).arrayBuffer();
      assert.deepEqual([...new Uint8Array(marked.slice(0, 3))], [0xef, 0xbb, 0xbf]);
    },
  },
  {
    number: 15,
    name: 'the chart moves by keys, tells the day, and its table has the days of the seed',
    isShort: true,
    async run({ page, url, expected }) {
      await open(page, url);
      const slider = page.getByRole('slider');
      await slider.focus();
      await page.keyboard.press('End');
      const last = await slider.getAttribute('aria-valuetext');
      await page.keyboard.press('ArrowLeft');
      assert.notEqual(await slider.getAttribute('aria-valuetext'), last);
      await page.keyboard.press('Home');
      assert.match(page.url(), /day=2026-10-22/);
      await page.getByText('Show as table').click();
      await page.locator('figure details tbody tr').first().waitFor();
      const shown = await page.$$eval('figure details tbody tr', (all) =>
        all.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
      );
      const wanted = Object.entries(expected.recent.days).map(([day, one]) => [day, one.fail, one.messages]);
      const told = shown.map((cells) => [cells[0], toNumber(cells[1]), toNumber(cells.at(-1))]);
      assert.deepEqual(told.sort(), wanted.sort());
    },
  },
];

/** The cells of a table in CSV. Source: RFC 4180. */
function parsed(text) {
  const lines = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && bare === '' && lines.at(-1).length === 0) break;
    lines.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

