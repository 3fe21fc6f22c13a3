// Checks the dashboard in a real Chromium against the built server with a seeded store.
//
//   node tests/browser/run.mjs [--short] [--only NUMBER,...] [--binary FILE] [--shots FOLDER]
// The long form keeps pictures of every page, in build/browser unless told otherwise.
//
// Each check is one of the acceptance checks of the dashboard, by its number. Ends with one line of
// counts; exit code 1 when one failed.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';
import { complaintsOf } from './watch.mjs';
import { api, kRecent, post } from './page.mjs';
import { Stage } from './servers.mjs';

const kRoot = fileURLToPath(new URL('../../', import.meta.url));
const kFiles = ['figures', 'walk', 'words', 'addresses', 'safety', 'states', 'reading', 'paper', 'keyboard', 'mail', 'setup', 'budgets'];

function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
}

/** What the operator of the seed has said, so that his verdicts are there as well. */
async function speak(url) {
  const idOf = async (ip) => (await api(url, `paths?ip=${ip}&${kRecent}`)).data[0].id;
  await post(url, 'paths/override', { paths: [await idOf('203.0.121.1')], verdict: null, use: 'not_used', note: null });
  const note = 'Seen <b>before</b>';
  await post(url, 'paths/override', { paths: [await idOf('203.0.122.1')], verdict: 'spoofed', use: 'unknown', note });
}

/** A store served for a check, and what the operator has said in it. */
async function spoken(stage, how) {
  const served = await stage.serve(how);
  await speak(served.url);
  return served;
}

/** Runs one check on a page of its own; gives what went wrong, or nothing. */
async function outcome(browser, check, stage) {
  const page = await browser.newPage();
  const hosts = new Set([new URL(stage.url).host]);
  const noise = complaintsOf(page, hosts);
  try {
    const serve = async (how) => {
      const served = await stage.serve({ base: stage.base, ...how });
      hosts.add(new URL(served.url).host);
      return served;
    };
    const demo = async () => serve({ name: 'demo', mails: stage.sampleMonth() });
    // Below another base path: the short form of the others, one by one.
    const below = async (base, wanted) => {
      const { url } = await spoken(stage, { name: 'below', base });
      const wrong = [];
      for (const other of all.filter(wanted)) {
        const said = await outcome(browser, other, { ...stage, url, base, isShort: true });
        if (said !== null) wrong.push(`${other.number}. ${other.name}: ${said}`);
      }
      return wrong;
    };
    await check.run({ ...stage, serve, demo, below, page, browser });
    const left = noise.filter((line) => !(check.noise ?? []).some((pattern) => pattern.test(line)));
    if (left.length > 0) throw new Error(`the browser complains:\n    ${left.slice(0, 5).join('\n    ')}`);
    return null;
  } catch (error) {
    return error.message;
  } finally {
    await page.close();
  }
}

const isShort = process.argv.includes('--short');
const only = option('only')?.split(',').map(Number);
const modules = await Promise.all(kFiles.map((name) => import(`./checks/${name}.mjs`)));
const all = modules.flatMap(({ checks }) => checks);
const chosen = all
  .filter((check) => (only ? only.includes(check.number) : !isShort || check.isShort))
  .sort((a, b) => a.number - b.number);

const begun = Date.now();
const stage = new Stage(resolve(option('binary') ?? process.env.SENDPATH_BINARY ?? `${kRoot}build/release/sendpath`));
const browser = await openBrowser();
let failed = 0;
try {
  const { url } = await spoken(stage, {});
  const shared = { url, expected: stage.expected, serve: (how) => stage.serve(how), sampleMonth: () => stage.sampleMonth(), isShort, shots: option('shots') ?? (isShort ? null : `${kRoot}build/browser`) };
  for (const check of chosen) {
    const at = Date.now();
    const wrong = await outcome(browser, check, shared);
    const title = `${check.number}. ${check.name} (${((Date.now() - at) / 1000).toFixed(1)} s)`;
    console.log(wrong === null ? `ok      ${title}` : `FAILED  ${title}\n    ${wrong}`);
    if (wrong !== null) failed += 1;
  }
} finally {
  await browser.close();
  stage.end();
}
const seconds = Math.round((Date.now() - begun) / 1000);
console.log(`${chosen.length - failed} of ${chosen.length} browser checks passed in ${seconds} s`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
