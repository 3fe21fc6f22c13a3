import { strict as assert } from 'node:assert';
import { answerOf, number, open, plain, textOf, toNumber } from '../page.mjs';

/** What a reader sees of a list: the page's sentence, its chips and its rows. */
async function seen(page) {
  await page.waitForLoadState('networkidle');
  return plain(await page.locator('main').innerText());
}

/** What is seen once `act` has led to other rows. What stands around them may be new before. */
async function settled(page, act) {
  const rows = () => page.locator('main tbody').innerText();
  const before = await rows();
  await act();
  for (let tries = 0; tries < 100; tries += 1) {
    await page.waitForLoadState('networkidle');
    if ((await rows()) !== before) return seen(page);
    await page.waitForTimeout(50);
  }
  throw new Error('the rows stay as they are');
}

/** Waits until `wanted` is seen again. */
async function becomes(page, wanted, when) {
  for (let tries = 0; tries < 60 && (await seen(page)) !== wanted; tries += 1) await page.waitForTimeout(50);
  assert.equal(await seen(page), wanted, when);
}

export const checks = [
  {
    number: 6,
    name: 'filters, order, page and day survive reload, back, forward and a copied address',
    isShort: true,
    async run({ page, url, browser }) {
      await open(page, url, 'paths?limit=10');
      const wider = await settled(page, () => page.selectOption('#range', '90d'));
      const second = await settled(page, () => page.getByRole('link', { name: 'Next page' }).click());
      await page.reload();
      await becomes(page, second, 'after a reload');
      await page.goBack();
      await becomes(page, wider, 'after going back');
      await page.goForward();
      await becomes(page, second, 'after going forward');
      const other = await browser.newPage();
      await other.goto(page.url());
      await becomes(other, second, 'at a copied address');
      await other.close();

      await open(page, url, '?range=7d&day=2026-11-16');
      const chosen = await textOf(page, 'figure [aria-live]');
      await page.reload();
      assert.equal(await textOf(page, 'figure [aria-live]'), chosen);
    },
  },
  {
    number: 7,
    name: 'a search is one request, and tells how many it found',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'paths');
      const asked = [];
      page.on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url());
        if (pathname.endsWith('/api/v1/paths')) asked.push(searchParams.get('q'));
      });
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().includes('q=send')),
        page.getByRole('searchbox').pressSequentially('send', { delay: 30 }),
      ]);
      const { meta } = await answer.json();
      await page.waitForLoadState('networkidle');
      assert.deepEqual(asked, ['send']);
      const live = page.locator('[data-test=answer][aria-live=polite]');
      assert.equal(toNumber(await live.innerText()), meta.totals.paths);
      assert.ok((await answerOf(page)).includes(number(meta.totals.paths)));
    },
  },
];
