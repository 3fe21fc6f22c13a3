import { strict as assert } from 'node:assert';
import { answerOf, api, kRecent, open, plain, textOf } from '../page.mjs';

/** "1 November 2026", as the page writes it within a sentence. */
const dateOf = (day) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(day));

export const checks = [
  {
    number: 2,
    name: 'since when a path fails is told on the overview and on its page, also from before the period',
    isShort: true,
    async run({ page, url, expected }) {
      await open(page, url);
      assert.equal(await textOf(page, 'section[aria-labelledby=fix] [data-test=since]'), `since ${dateOf(expected.first)}`);
      // Seen on nineteen days, the last of them the day before the newest.
      const [path] = (await api(url, `paths?ip=203.0.119.1&${kRecent}`)).data;
      await open(page, url, `paths/${path.id}?range=7d`);
      assert.equal(await textOf(page, '[data-test=since]'), `failing since ${dateOf(path.first_day)}`);
    },
  },
  {
    number: 2,
    name: 'a newcomer finds the misaligned sender of the demo, reads why and copies the record, in three clicks at most',
    isShort: true,
    async run({ page, demo, browser }) {
      const { url } = await demo();
      await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
      await open(page, url);
      assert.match(await answerOf(page), /^\d+ of your \d+ sending paths (is|are) misconfigured/);
      let clicks = 0;
      const click = async (target) => {
        clicks += 1;
        await target.click();
      };
      const misaligned = page.locator('section[aria-labelledby=fix] li', { hasText: /DKIM passes as .* neither is/ }).first();
      await click(misaligned.locator('.name a'));
      await page.waitForURL(/\/paths\/\d+/);
      await page.locator('section[aria-labelledby=do] li').first().waitFor();
      const { data: path } = await api(url, `paths/${/paths\/(\d+)/.exec(page.url())[1]}`);
      assert.equal(path.verdict, 'misconfigured');
      const why = await answerOf(page);
      for (const name of [path.domain, path.parameters.dkim_domain]) assert.ok(why.includes(name), `"${why}" does not name ${name}`);
      const record = path.steps.flatMap((step) => step.records)[0];
      assert.ok(record, `${path.reason} has no record to publish`);
      await click(page.locator('section[aria-labelledby=do]').getByRole('button', { name: /^Copy.*value/i }).first());
      await page.getByText('Copied').first().waitFor();
      assert.equal(plain(await page.evaluate(() => navigator.clipboard.readText())), record.value);
      assert.ok(clicks <= 3, `${clicks} clicks`);
    },
  },
];
