import { strict as assert } from 'node:assert';
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
];
