import { strict as assert } from 'node:assert';
import { api, open, rows } from '../page.mjs';

export const checks = [
  {
    number: 10,
    name: 'a held message shows its text, and becomes a report once what was wrong is mended',
    isShort: true,
    async run({ page, serve, expected }) {
      // Of its own, since the store changes; it was filled under a smaller limit than it is served with.
      const { url } = await serve({ name: 'held' });
      const stray = (await rows(url, 'held?reason=not_a_report')).find(({ from }) => from?.includes('offer'));
      await open(page, url, `ingestion/held/${stray.id}`);
      const raw = page.getByRole('region', { name: /Text of/ });
      await raw.waitFor();
      assert.match(await raw.innerText(), /Buy now <script>alert\(4\)<\/script> \\u\{202e\}evil/);
      await page.getByLabel('Find').fill('BUY');
      await page.locator('mark', { hasText: 'Buy' }).waitFor();

      const counted = {};
      for (const { reason } of await rows(url, 'held')) counted[reason] = (counted[reason] ?? 0) + 1;
      assert.deepEqual(counted, { ...expected.held, too_many_elements: expected.held.too_many_elements + 1 });
      const large = (await rows(url, 'held')).find(({ subject }) => subject === 'A large report');
      assert.equal(large.reason, 'too_many_elements');
      await open(page, url, 'ingestion/held');
      await page.getByRole('link', { name: 'A large report' }).click();
      await page.getByRole('button', { name: 'Read it again' }).click();
      await page.getByRole('link', { name: /Large about example\.com/ }).click();
      await page.waitForURL(/\/reports\/\d+/);
      await page.getByText('12,000 messages in 4,000 records').waitFor();
      assert.ok(!(await rows(url, 'held')).some(({ id }) => id === large.id), 'it is no longer held');
      const id = /reports\/(\d+)/.exec(page.url())[1];
      assert.equal((await api(url, `reports/${id}`)).data.messages, 12_000);
    },
  },
  {
    number: 10,
    name: 'a file that is uploaded gets a result of its own',
    isShort: true,
    async run({ page, serve }) {
      const { url } = await serve({ name: 'upload' });
      await open(page, url, 'ingestion');
      await page.setInputFiles('#files', [{ name: 'not <b>a</b> report.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
      await page.getByText('1 of 1 file taken in.').waitFor();
      await page.getByText('not <b>a</b> report.txt').waitFor();
      await page.locator('li', { hasText: 'Held: ' }).waitFor();
    },
  },
];
