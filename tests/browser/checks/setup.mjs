import { strict as assert } from 'node:assert';
import { api, open, plain, textOf } from '../page.mjs';

const kForeign = 'mailto:dmarc@other.example.net';

/** The values to copy that are shown, by the name of their record. */
async function recordsShown(page) {
  const panels = await page.locator('section .panel:has(code)').all();
  const pairs = await Promise.all(panels.map((panel) => panel.locator('code').allInnerTexts()));
  return new Map(pairs.map(([name, value]) => [plain(name), plain(value)]));
}

/** Asks for the records of a domain as the form does. */
async function ask(page, { domain, report, existing = '' }) {
  await page.locator('#of').fill(domain);
  await page.locator('#report').fill(report);
  await page.locator('#existing').fill(existing);
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().includes('/setup/dns?') && one.url().includes(encodeURIComponent(report))),
    page.getByRole('button', { name: 'Show records' }).click(),
  ]);
  await answer.finished();
  await page.locator('code', { hasText: report }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

export const checks = [
  {
    number: 9,
    name: 'the permission appears only for an address of another organisation, and merging keeps foreign addresses',
    isShort: true,
    async run({ page, url }) {
      await open(page, url, 'setup/records');
      const cases = [
        ['example.com', 'dmarc@example.com', null],
        ['example.com', 'dmarc@reports.example.com', null],
        ['news.example.com', 'dmarc@reports.example.com', null],
        ['example.com', 'dmarc@reports.example.org', 'example.com._report._dmarc.reports.example.org'],
        ['example.co.jp', 'dmarc@example.jp', 'example.co.jp._report._dmarc.example.jp'],
      ];
      for (const [domain, report, permission] of cases) {
        await ask(page, { domain, report });
        const shown = await recordsShown(page);
        assert.equal(shown.get(`_dmarc.${domain}`), `v=DMARC1; p=none; rua=mailto:${report}`);
        assert.equal(shown.get(`_smtp._tls.${domain}`), `v=TLSRPTv1; rua=mailto:${report}`);
        const permissions = [...shown].filter(([name]) => name.includes('._report._dmarc.'));
        assert.deepEqual(permissions, permission ? [[permission, 'v=DMARC1;']] : [], `${domain} to ${report}`);
      }

      const there = `v=DMARC1; p=quarantine; sp=reject; rua=${kForeign},mailto:own@example.com; ruf=mailto:ruf@example.com`;
      await ask(page, { domain: 'example.com', report: 'dmarc@reports.example.org', existing: there });
      const merged = (await recordsShown(page)).get('_dmarc.example.com');
      for (const kept of ['p=quarantine', 'sp=reject', kForeign, 'mailto:own@example.com', 'ruf=mailto:ruf@example.com'])
        assert.ok(merged.includes(kept), `${merged} has no ${kept}`);
      assert.ok(merged.includes('mailto:dmarc@reports.example.org'), merged);
      const told = await textOf(page, 'section');
      assert.match(told, /Kept: p=quarantine/);
      assert.match(told, /Changed: rua=mailto:dmarc@other\.example\.net/);
      const lines = plain(await page.locator('code').last().innerText());
      assert.ok(lines.includes('_dmarc.example.com. IN TXT') && lines.includes(kForeign), lines);
    },
  },
  {
    number: 9,
    name: 'a test report goes the whole way, is seen to arrive, and is not counted',
    isShort: true,
    async run({ page, serve }) {
      const { url } = await serve({ name: 'trial' });
      const before = (await api(url, 'overview')).data;
      await open(page, url, 'setup/check');
      await page.getByRole('button', { name: 'Send test report' }).click();
      await page.getByText('It arrived and was read').waitFor();
      assert.equal(await page.locator('[role=status] ol li svg.healthy').count(), 4);
      const after = (await api(url, 'overview')).data;
      assert.deepEqual([after.messages, after.reports], [before.messages, before.reports]);
    },
  },
  {
    number: 9,
    name: 'an account that cannot be reached is told step by step, and its password shown nowhere',
    isShort: true,
    noise: [/40[0]/],
    async run({ page, url }) {
      await open(page, url, 'setup/receive');
      const fields = { Server: '127.0.0.1', Port: '1', User: 'dmarc@example.com', Password: 'hush hush', Folder: 'INBOX' };
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
      await page.getByRole('button', { name: 'Try this account' }).click();
      const failed = page.locator('[role=status] ol li', { has: page.locator('svg.misconfigured') });
      await failed.waitFor();
      assert.match(await failed.innerText(), /^\s*Connection\./);
      assert.ok(!(await page.locator('main').innerText()).includes('hush'));
      assert.ok(!page.url().includes('hush'));
    },
  },
];
