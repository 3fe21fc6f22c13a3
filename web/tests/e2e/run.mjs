// Checks the dashboard in a real Chromium against a running server, or against the mock:
//
//   npm run e2e -- --url http://127.0.0.1:8080/
//   npm run e2e                     (builds nothing; serves dist/ by dev/mock.mjs itself)
//
// What a check expects is asked from the API of the same server, never written down here, so that
// any store will do. Ends with one line of counts; exit code 1 when a check failed.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';
import { checks } from './checks.mjs';
import { complaintsOf } from './watch.mjs';

function option(name) {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
}

/** The address of a mock of our own, and how to end it. */
async function startMock() {
  const script = fileURLToPath(new URL('../../dev/mock.mjs', import.meta.url));
  const mock = spawn(process.execPath, [script, '--port', '0', '--base', option('base') ?? '/'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    mock.stdout.once('data', (line) => resolve(String(line).trim()));
    mock.once('exit', () => reject(new Error('the mock did not start')));
  });
  return { url, stop: () => mock.kill() };
}

const given = option('url');
const server = given ? { url: given.replace(/\/*$/, '/'), stop() {} } : await startMock();
const only = option('only') ?? '';
const browser = await openBrowser();
let failed = 0;
let done = 0;

for (const [name, check] of Object.entries(checks)) {
  if (!name.includes(only)) continue;
  const page = await browser.newPage();
  const noise = complaintsOf(page, new Set([new URL(server.url).host]));
  try {
    const allowed = (await check(page, server.url)) ?? [];
    const left = noise.filter((line) => !allowed.some((pattern) => pattern.test(line)));
    if (left.length > 0) throw new Error(`the browser complains:\n    ${left.join('\n    ')}`);
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n    ${error.message}`);
  }
  done += 1;
  await page.close();
}

await browser.close();
server.stop();
console.log(`${done - failed} of ${done} browser checks passed`);
process.exitCode = failed > 0 || done === 0 ? 1 : 0;
