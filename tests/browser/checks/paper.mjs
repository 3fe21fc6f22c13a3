import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { everyPage, open, plain, withKey } from '../page.mjs';
import { sheetsOf } from '../pdf.mjs';
import { apart, contrast, inked } from '../pictures.mjs';

const kVerdicts = ['healthy', 'misconfigured', 'forwarded', 'spoofed', 'unsure'];
/** Of text, and of what is only drawn: on the page, and on a card. */
const kText = 4.5;
const kGraphic = 3;
const kTokens = [
  ...['text', 'muted', 'link', ...kVerdicts].map((name) => ({ name, grounds: ['bg', 'card'], least: kText })),
  { name: 'control', grounds: ['bg', 'card'], least: kGraphic },
  ...['failing', 'forwarded', 'one-aligned', 'both-aligned'].map((name) => ({ name: `series-${name}`, grounds: ['bg'], least: kGraphic })),
];

/** The colours of the tokens as the browser has them now. */
function coloursOf(names) {
  const probe = document.body.appendChild(document.createElement('i'));
  const found = names.map((name) => {
    probe.style.setProperty('color', `var(--${name})`);
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

/** All custom properties of colour that the style sheets name. */
function namedTokens() {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return [...new Set(rules.flatMap((rule) => Array.from(rule.cssText.matchAll(/--([\w-]+): ?light-dark/g), ([, name]) => name)))];
}

/** The series of pictures that people look at: each page in four looks. */
const kLooks = [
  { scheme: 'light', lang: 'en', width: 1280 },
  { scheme: 'dark', lang: 'ja', width: 1280 },
  { scheme: 'light', lang: 'ja', width: 390 },
  { scheme: 'dark', lang: 'en', width: 320 },
];

async function keepPictures(page, url, shots) {
  mkdirSync(shots, { recursive: true });
  for (const path of await everyPage(url)) {
    for (const { scheme, lang, width } of kLooks) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await open(page, url, withKey(path, 'lang', lang));
      const name = path.replaceAll(/[^\w]+/g, '-') || 'overview';
      await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}-${lang}.png`, fullPage: true });
    }
  }
}

export const checks = [
  {
    number: 17,
    name: 'every colour has its contrast, light and dark',
    isShort: true,
    async run({ page, url }) {
      await open(page, url);
      const grounds = ['bg', 'card', 'line'];
      const named = await page.evaluate(namedTokens);
      assert.deepEqual(named.filter((name) => !grounds.includes(name)).sort(), kTokens.map(({ name }) => name).sort());
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        const colours = await page.evaluate(coloursOf, named);
        for (const { name, grounds: on, least } of kTokens)
          for (const ground of on) {
            const told = contrast(colours[name], colours[ground]);
            assert.ok(told >= least, `${name} on ${ground}, ${colorScheme}: ${told.toFixed(2)}`);
          }
      }
    },
  },
  {
    number: 17,
    name: 'a picture with forced colours shows the shape of every verdict, each another one',
    isShort: true,
    async run({ page, url, browser, shots }) {
      await page.emulateMedia({ forcedColors: 'active' });
      const pictures = new Map();
      for (const verdict of kVerdicts) {
        await open(page, url, `paths?verdict=${verdict}&limit=10`);
        const row = page.locator('tbody tr').first();
        const shape = row.locator(`svg.${verdict}`).first();
        await shape.waitFor();
        await shape.evaluate((one) => ['width', 'height'].forEach((side) => one.style.setProperty(side, '32px')));
        pictures.set(verdict, await shape.screenshot());
        if (!shots) continue;
        mkdirSync(shots, { recursive: true });
        await row.screenshot({ path: `${shots}/forced-${verdict}.png` });
      }
      // Opened late: a page that is not in front is drawn slowly.
      const blank = await browser.newPage();
      const shapes = new Map();
      for (const [verdict, picture] of pictures) shapes.set(verdict, await inked(blank, picture));
      await blank.close();
      for (const [verdict, pixels] of shapes) {
        const share = pixels.filter(Boolean).length / pixels.length;
        assert.ok(share > 0.05 && share < 0.6, `${verdict} covers ${(share * 100).toFixed(0)} %`);
        for (const [other, others] of shapes)
          if (other !== verdict) assert.ok(apart(pixels, others) > 0.04 * pixels.length, `${verdict} looks like ${other}`);
      }
    },
  },
  {
    number: 18,
    name: 'a PDF of the list of paths has its head on each sheet, no navigation, and the period at its foot',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'paths?limit=100&verdict=healthy');
      await page.locator('tbody tr').nth(99).waitFor();
      await page.emulateMedia({ media: 'print' });
      for (const gone of ['header nav', 'main form', '.skip', 'main button'])
        for (const one of await page.locator(gone).all()) assert.ok(!(await one.isVisible()), `${gone} is printed`);
      const heads = (await page.locator('thead th').allInnerTexts()).map((text) => text.replace(/\(.*|\s+/g, ''));
      assert.ok(heads.length >= 6, `${heads}`);
      const sheets = sheetsOf(await page.pdf({ format: 'A4' })).map((text) => text.replace(/\s+/g, ''));
      assert.ok(sheets.length > 2, `${sheets.length} sheets`);
      const links = await page.locator('header nav a').evaluateAll((all) => all.map((one) => one.textContent.trim()));
      for (const [at, sheet] of sheets.entries()) {
        if (/\d{3}\.\d/.test(sheet)) for (const head of heads) assert.ok(sheet.includes(head), `sheet ${at + 1} has no head "${head}": ${sheet.slice(0, 300)}`);
        assert.ok(!sheet.includes(links.join('').replace(/\s+/g, '')), `sheet ${at + 1} has the navigation`);
        assert.ok(!/Ingestion|Settings/.test(sheet), `sheet ${at + 1} has links of the navigation`);
      }
      const foot = sheets.at(-1);
      assert.match(foot, /2026-10-22/);
      assert.match(foot, /2026-11-20/);
      assert.match(foot, /\d{4}-\d\d-\d\d\d\d:\d\dUTC/, 'when it was printed');
    },
  },
  {
    number: 22,
    name: 'light, dark and chosen by hand; days that are not complete are seen to be so',
    isShort: true,
    async run({ page, url, browser, shots, isShort }) {
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
      await page.selectOption('#theme', 'dark');
      await page.emulateMedia({ colorScheme: 'light' });
      assert.equal(await ground(), dark, 'also against a light system');
      await page.selectOption('#theme', 'auto');

      // The two newest days are drawn other than the rest, and told to be incomplete.
      const hatched = page.locator('figure rect[fill="url(#hatch)"]');
      await hatched.first().waitFor();
      assert.equal(await hatched.count(), 2);
      const pictures = [];
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        pictures.push([colorScheme, await hatched.last().screenshot()]);
      }
      const blank = await browser.newPage();
      for (const [colorScheme, picture] of pictures) {
        const pixels = await inked(blank, picture);
        assert.ok(pixels.some(Boolean) && !pixels.every(Boolean), `no hatch is to be seen, ${colorScheme}`);
      }
      await blank.close();
      assert.match(plain(await page.locator('body').innerText()), /Data through 2026-11-20 \(last 2 days incomplete\)/);
      if (shots && !isShort) await keepPictures(page, url, shots);
    },
  },
];
