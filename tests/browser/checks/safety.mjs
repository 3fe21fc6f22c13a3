import { strict as assert } from 'node:assert';
import { everyPage, open } from '../page.mjs';

export const checks = [
  {
    number: 11,
    name: 'hostile names appear as text, and nothing runs',
    isShort: true,
    async run({ page, url, isShort }) {
      const policy = [];
      await page.exposeFunction('refused', (what) => policy.push(what));
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => globalThis.refused(event.violatedDirective));
      });
      const pages = await everyPage(url);
      for (const path of isShort ? pages.filter((_, at) => at % 2 === 0) : pages) {
        await open(page, url, path);
        assert.equal(await page.locator('main img, main script').count(), 0, `/${path}`);
        const text = await page.locator('main').innerText();
        assert.doesNotMatch(text, /[\u202a-\u202e]/, `/${path} turns its neighbours`);
      }
      await open(page, url, 'ingestion/held?reason=not_a_report');
      await page.getByText('<img src=x onerror=alert(3)>').first().waitFor();
      const long = page.locator('tbody tr', { hasText: 'long long' }).first();
      assert.ok((await long.innerText()).length < 1000, 'a long name is cut');
      await long.getByRole('button', { name: 'Show all' }).first().click();
      assert.ok((await long.innerText()).length > 5000, 'and shown whole where somebody asks');
      await open(page, url, 'reports?reporter=Receiver+One');
      await page.locator('tbody tr').first().waitFor();
      assert.deepEqual(policy, []);
    },
  },
];
