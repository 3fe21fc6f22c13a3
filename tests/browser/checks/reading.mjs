import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { axe, everyPage, open, withKey } from '../page.mjs';

const kNarrow = 320;
const kWidths = [1280, 390, kNarrow];

/** Makes every text of the page almost half as long again, as a translation might be. */
function lengthen() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) if (/\p{L}/u.test(walk.currentNode.data)) texts.push(walk.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest('script, style, option')) continue;
    text.data += ' ' + 'nochlänger '.repeat(Math.ceil((text.data.length * 0.4) / 11)).slice(0, Math.ceil(text.data.length * 0.4));
  }
}

/** What is cut off by a box that hides what does not fit. */
function clipped() {
  return [...document.querySelectorAll('body *')]
    .filter((one) => {
      const style = getComputedStyle(one);
      const hides = /hidden|clip/.test(style.overflowX) && style.clipPath === 'none' && one.clientWidth > 1;
      return hides && one.scrollWidth > one.clientWidth + 1;
    })
    .map((one) => one.outerHTML.slice(0, 120));
}

export const checks = [
  {
    number: 13,
    name: 'axe finds nothing on any page, light and dark, in both languages, at three widths',
    isShort: true,
    async run({ page, url, isShort }) {
      const found = [];
      const pages = await everyPage(url);
      const looks = ['light', 'dark'].flatMap((scheme) =>
        ['en', 'ja'].flatMap((lang) => kWidths.map((width) => ({ scheme, lang, width }))),
      );
      for (const [at, path] of pages.entries()) {
        // The short form sees each page once, in a look that is another one from page to page.
        for (const { scheme, lang, width } of isShort ? [looks[(at * 5) % looks.length]] : looks) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.setViewportSize({ width, height: 900 });
          await open(page, url, withKey(withKey(path, 'lang', lang), 'limit', '10'));
          for (const line of await axe(page)) found.push(`/${path} ${scheme} ${lang} ${width}: ${line}`);
        }
      }
      assert.deepEqual(found, []);
    },
  },
  {
    number: 16,
    name: 'at 320 px nothing scrolls sideways and nothing is cut, also with longer texts',
    isShort: true,
    async run({ page, url, isShort }) {
      await page.setViewportSize({ width: kNarrow, height: 800 });
      const pages = await everyPage(url);
      for (const path of isShort ? pages.filter((_, at) => at % 3 === 1) : pages) {
        for (const lang of ['en', 'ja']) {
          await open(page, url, withKey(path, 'lang', lang));
          for (const kind of ['as it is', 'longer']) {
            if (kind === 'longer') await page.evaluate(lengthen);
            const width = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(width <= kNarrow, `/${path} in ${lang}, ${kind}, is ${width} px wide`);
            assert.deepEqual(await page.evaluate(clipped), [], `/${path} in ${lang}, ${kind}`);
          }
        }
      }
    },
  },
  {
    number: 17,
    name: 'with forced colours every verdict keeps its shape',
    isShort: true,
    async run({ page, url, shots }) {
      await page.emulateMedia({ forcedColors: 'active' });
      for (const verdict of ['healthy', 'misconfigured', 'forwarded', 'spoofed', 'unsure']) {
        await open(page, url, `paths?verdict=${verdict}&limit=10`);
        const shape = page.locator(`tbody svg.${verdict}`).first();
        await shape.waitFor();
        const { stroke, background, width } = await shape.evaluate((one) => ({
          stroke: getComputedStyle(one).stroke,
          background: getComputedStyle(document.documentElement).backgroundColor,
          width: one.getBoundingClientRect().width,
        }));
        assert.ok(width >= 12 && stroke !== 'none' && stroke !== background, `${verdict}: ${stroke} on ${background}`);
        if (shots) await page.screenshot({ path: `${shots}/forced-${verdict}.png` });
      }
    },
  },
  {
    number: 18,
    name: 'on paper the list of paths has its head on each page, no navigation, and the period',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'paths?limit=100&verdict=healthy');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('thead').first().evaluate((one) => getComputedStyle(one).display), 'table-header-group');
      for (const gone of ['header nav', 'main form', '.skip']) {
        for (const one of await page.locator(gone).all()) assert.ok(!(await one.isVisible()), `${gone} is printed`);
      }
      const footer = await page.locator('footer').innerText();
      assert.match(footer, /2026-10-22/);
      assert.match(footer, /2026-11-20/);
      assert.match(footer, /\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'when it was printed');
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      assert.ok((pdf.match(/\/Type \/Page\b/g) ?? []).length > 1, 'it is more than one page long');
    },
  },
  {
    number: 22,
    name: 'light, dark and chosen by hand; days that are not complete are seen to be so',
    isShort: true,
    async run({ page, url, shots, isShort }) {
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      await page.emulateMedia({ colorScheme: 'light' });
      await open(page, url);
      const light = await ground();
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await ground();
      assert.notEqual(dark, light);
      await page.selectOption('#theme', 'light');
      assert.equal(await ground(), light, 'a choice by hand wins');
      await page.reload({ waitUntil: 'networkidle' });
      assert.equal(await ground(), light, 'and stays');
      await page.selectOption('#theme', 'auto');
      assert.ok((await page.locator('figure rect[fill="url(#hatch)"]').count()) > 0, 'incomplete days are hatched');
      if (!shots || isShort) return;
      mkdirSync(shots, { recursive: true });
      for (const path of await everyPage(url)) {
        for (const [scheme, lang, width] of [['light', 'en', 1280], ['dark', 'ja', 1280], ['light', 'ja', 390], ['dark', 'en', 320]]) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.setViewportSize({ width, height: 900 });
          await open(page, url, withKey(path, 'lang', lang));
          const name = path.replaceAll(/[^\w]+/g, '-') || 'overview';
          await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}-${lang}.png`, fullPage: true });
        }
      }
    },
  },
];
