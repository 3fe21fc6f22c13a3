import { strict as assert } from 'node:assert';
import { open } from '../page.mjs';

/** The element with the focus: its text, and whether it can be seen and is not covered. */
function focused() {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
  const style = getComputedStyle(one);
  return {
    text: (one.getAttribute('aria-label') ?? one.innerText ?? '').trim(),
    id: one.id,
    tag: one.tagName,
    isSeen: Boolean(at) && (one.contains(at) || at.contains(one) || Boolean(at.closest('label'))),
    isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}

/** Presses Tab until something that `wanted` fits has the focus; all on the way must be seen. */
async function tabTo(page, wanted, most = 160) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    if (now.tag === 'BODY') continue;
    assert.ok(now.isSeen, `${now.tag} "${now.text}" is covered or out of sight`);
    assert.ok(now.isMarked, `${now.tag} ${now.id} "${now.text}" does not show that it has the focus`);
    if (wanted(now)) return now;
  }
  throw new Error(`nothing of the kind within ${most} presses of Tab: ${wanted}`);
}

export const checks = [
  {
    number: 14,
    name: 'by keyboard alone: sign in, filter, open a path, override its verdict, copy a record, sign out',
    isShort: true,
    noise: [/401/],
    async run({ page, serve, browser }) {
      const { url, account } = await serve({ name: 'account', account: true });
      await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
      await page.goto(new URL('paths?lang=en', url).href);
      await page.waitForURL(/\/login/);
      await page.waitForSelector('h1');
      await tabTo(page, ({ id }) => id === 'name');
      await page.keyboard.type(account.name);
      await tabTo(page, ({ id }) => id === 'password');
      await page.keyboard.type(account.password);
      await page.keyboard.press('Enter');
      await page.locator('tbody tr').first().waitFor();

      await tabTo(page, ({ tag, text }) => tag === 'A' && /Misconfigured/.test(text));
      await page.keyboard.press('Enter');
      await page.waitForURL(/verdict=misconfigured/);
      await page.waitForLoadState('networkidle');
      await tabTo(page, ({ text }) => text.startsWith('Twilio SendGrid'));
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/paths\/\d+/);
      await page.locator('section[aria-labelledby=do] li').first().waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');

      await tabTo(page, ({ text }) => text === 'Override');
      await page.keyboard.press('Enter');
      await tabTo(page, ({ id }) => id === 'verdict');
      await page.keyboard.press('h');
      await tabTo(page, ({ text }) => text === 'Save');
      await page.keyboard.press('Enter');
      await page.getByText('set by you', { exact: true }).waitFor();

      await tabTo(page, ({ text }) => /^Copy/.test(text));
      await page.keyboard.press('Enter');
      await page.getByText('Copied').first().waitFor();
      assert.ok((await page.evaluate(() => navigator.clipboard.readText())).length > 3);
      await tabTo(page, ({ text }) => text === 'Sign out');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/login$/);
    },
  },
  {
    number: 14,
    name: 'shortcuts lead to pages, to the search and to their list, and can be switched off',
    isShort: true,
    async run({ page, url }) {
      await open(page, url);
      await page.keyboard.press('g');
      await page.waitForTimeout(200); // what the first key brings
      await page.keyboard.press('r');
      await page.waitForURL(/\/reports/);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Key shortcuts' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('/');
      await page.waitForURL(/\/paths/);
      await page.waitForFunction(() => document.activeElement.type === 'search');
      await page.keyboard.type('g');
      await page.waitForURL(/q=g/);
      await open(page, url, 'settings/look');
      await page.getByLabel('Key shortcuts are on').uncheck();
      await page.locator('h1').focus();
      await page.keyboard.press('?');
      await page.waitForTimeout(300);
      assert.equal(await page.getByRole('dialog').count(), 0);
      await page.getByLabel('Key shortcuts are on').check();
    },
  },
];
