// Pictures of every page for people to look at: node dev/shots.mjs --url http://127.0.0.1:8088/ --out FOLDER
import { mkdirSync } from 'node:fs';
import { openBrowser } from '../tests/e2e/browser.mjs';

function option(name, usual) {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : usual;
}

const url = option('url', 'http://127.0.0.1:8088/');
const out = option('out', 'shots');
const only = option('only', '');
const pages = { overview: '', paths: 'paths', path: option('path', 'paths/6'), addresses: 'paths?group=address', domains: 'domains', domain: 'domains/example.com', records: 'records?result=fail', reports: 'reports', report: 'reports/17', held: 'held', ingestion: 'ingestion', setup: 'setup', setup2: 'setup/domains', setup3: 'setup/records', setup4: 'setup/check', settings: 'settings', login: 'login' };
const looks = [
  [1280, 'light', 'en'],
  [1280, 'dark', 'ja'],
  [390, 'light', 'ja'],
  [320, 'dark', 'en'],
];

mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const page = browser.pages()[0] ?? (await browser.newPage());
for (const [name, path] of Object.entries(pages)) {
  for (const [width, scheme, lang] of looks) {
    const file = `${name}-${width}-${scheme}-${lang}`;
    if (!file.includes(only)) continue;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    const address = new URL(path, url);
    address.searchParams.set('lang', lang);
    await page.goto(address.href, { waitUntil: 'networkidle' });
    await page.screenshot({ path: `${out}/${file}.png`, fullPage: option('full', 'yes') === 'yes' });
  }
}
await browser.close();
