import { beforeAll, describe, expect, it } from 'vitest';
import { mount, unmount } from 'svelte';
import Cause from '../../src/components/Cause.svelte';
import type { CauseClass, CauseCodes, RecordRow, SourceCause } from '../../src/lib/api/types';
import { isFailing, namesOfRecord, namesOfSource } from '../../src/lib/causes';
import { wordsOf } from './contract';
import { languages, needWords, setLanguage } from '../../src/lib/i18n/index.svelte';

const names = {
  from: 'example.com',
  spfDomains: ['em123.sender.example.net'],
  spfResults: ['pass'],
  dkimDomains: ['sender.example.net'],
  dkimSelectors: ['s1'],
  isSelectorSure: true,
  dkimResults: ['pass'],
};

function drawn(cause: CauseCodes, some: Partial<typeof names> = {}): string {
  const target = document.createElement('div');
  const component = mount(Cause, { target, props: { cause, names: { ...names, ...some }, ip: '198.18.16.4' } });
  const text = target.textContent.replace(/\s+/g, ' ');
  void unmount(component);
  return text;
}

const classes = wordsOf('Cause.class') as CauseClass[];
const spfCauses = wordsOf('Cause.spf') as CauseCodes['spf'][];
const dkimCauses = wordsOf('Cause.dkim') as CauseCodes['dkim'][];
const combinations = languages.flatMap((lang) =>
  classes.flatMap((kind) => spfCauses.flatMap((spf) => dkimCauses.map((dkim) => ({ lang, class: kind, spf, dkim })))),
);

describe('a cause', () => {
  beforeAll(() => needWords(['causes']));

  it('is told with the actual names', async () => {
    await setLanguage('en');
    const text = drawn({ class: 'unaligned', spf: 'unaligned', dkim: 'unaligned' });
    expect(text).toContain('SPF passes for em123.sender.example.net, which is not aligned with example.com.');
    expect(text).toContain('DKIM signs as sender.example.net (selector s1), not as example.com.');
    expect(text).toContain('Next: if you use this service');
  });

  it('names the record of a broken key', async () => {
    await setLanguage('en');
    expect(drawn({ class: 'broken', spf: 'none', dkim: 'broken' })).toContain('s1._domainkey.sender.example.net');
  });

  it('shows neither a raw code nor an open parameter, whatever is combined', async () => {
    for (const { lang, ...cause } of combinations) {
      await setLanguage(lang);
      expect(drawn(cause)).not.toMatch(/[{}]|_both|_only|failed_other|undefined/);
    }
  });

  it('has words for what the report does not name', async () => {
    await setLanguage('en');
    const text = drawn({ class: 'unauthenticated', spf: 'failed', dkim: 'absent' }, { spfDomains: [], spfResults: [] });
    expect(text).toContain('SPF does not pass for a domain the report does not name (no result told).');
  });

  it('of a newer server is told as unknown, not as a code', async () => {
    await setLanguage('en');
    const text = drawn({ class: 'quantum', spf: 'aligned', dkim: 'aligned' } as unknown as CauseCodes);
    expect(text).toContain('This page does not know this case yet');
    expect(text).not.toContain('quantum');
  });
});

describe('isFailing', () => {
  beforeAll(() => setLanguage('en'));

  it.each([
    ['aligned_both', 'aligned', 'aligned', false],
    ['spf_only', 'aligned', 'absent', false],
    ['dkim_only', 'failed', 'aligned', false],
    ['unaligned', 'unaligned', 'unaligned', true],
    ['broken', 'error', 'broken', true],
    ['unauthenticated', 'failed', 'none', true],
    ['indirect', 'unaligned', 'aligned', false],
    ['indirect', 'unaligned', 'broken', true],
  ] as const)('%s with SPF %s and DKIM %s: %s', (kind, spf, dkim, wanted) => {
    expect(isFailing({ class: kind, spf, dkim })).toBe(wanted);
  });
});

describe('the names in a sentence', () => {
  const list: CauseCodes = { class: 'indirect', spf: 'unaligned', dkim: 'broken' };
  const signatures = [
    { domain: 'example.com', selector: 'k1', result: 'fail', human_result: null },
    { domain: 'lists.example.org', selector: 's1', result: 'pass', human_result: null },
  ];
  const record = { header_from: 'example.com', auth_spf: [], auth_dkim: signatures, cause: list } as unknown as RecordRow;
  const cause: SourceCause = {
    ...list,
    messages: 1,
    spf_domains: ['lists.example.org'],
    spf_results: ['pass'],
    dkim_domains: ['example.com', 'lists.example.org'],
    dkim_selectors: ['k1', 's1'],
    dkim_results: ['fail', 'pass'],
    override_reasons: [],
  };

  it('are those of the broken signature, not of the one that passes', () => {
    expect(namesOfRecord(record)).toMatchObject({
      dkimDomains: ['example.com'],
      dkimSelectors: ['k1'],
      dkimResults: ['fail'],
    });
  });

  it('are those of the passing signature where it is about that', () => {
    const other = { ...record, cause: { ...list, dkim: 'unaligned' as const } };
    expect(namesOfRecord(other)).toMatchObject({ dkimDomains: ['lists.example.org'], dkimSelectors: ['s1'] });
  });

  it('of a source leave open whose selector is whose', async () => {
    await setLanguage('en');
    const told = namesOfSource('example.com', cause);
    expect(told).toMatchObject({ dkimDomains: ['example.com'], dkimResults: ['fail'], isSelectorSure: false });
    expect(drawn(list, told)).toContain('as example.com (selector one of k1 and s1) does not verify (fail)');
  });

  it('are all of them rather than none', () => {
    const odd = { ...cause, dkim_domains: ['other.example'], dkim_results: ['pass'] };
    expect(namesOfSource('example.com', odd)).toMatchObject({ dkimDomains: ['other.example'], dkimResults: ['pass'] });
  });
});
