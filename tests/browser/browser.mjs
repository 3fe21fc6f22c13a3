// A real Chromium for the checks, told to stay off the network.
import { existsSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';


const { chromium } = createRequire(new URL('../../web/package.json', import.meta.url))('playwright-core');

const places = [process.env.SENDPATH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const kArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with nothing remembered. */
export async function openBrowser(options = {}) {
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('no Chromium found; name one in SENDPATH_CHROMIUM');
  const profile = mkdtempSync(join(tmpdir(), 'sendpath-browser-'));
  return chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: kArguments,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    ...options,
  });
}
