import { beforeAll, describe, expect, it } from 'vitest';
import { answer, type Answer } from '../../src/lib/answer';
import { needWords, setLanguage, t } from '../../src/lib/i18n/index.svelte';
import { overview, source } from './support';

const text = ({ key, params }: Answer) => t(key, params);

describe('the answer in English', () => {
  beforeAll(() => needWords(['overview']));
  beforeAll(() => setLanguage('en'));
  const failing = overview({ fail: 1204, both_aligned: 308_796, sources: 41, failing_sources: 3 });

  it.each([
    [1204, 'all from 198.18.16.4 as example.com.'],
    [603, 'most from 198.18.16.4 as example.com.'],
    [602, '602 of them from 198.18.16.4 as example.com.'],
  ])('names the worst source with %i of 1,204', (worst, end) => {
    expect(text(answer(failing, source(worst), '0.4%'))).toBe(
      `3 of your 41 sources fail: 1,204 of 310,000 messages (0.4%) had no aligned pass, ${end}`,
    );
  });

  it('needs no worst source', () => {
    expect(text(answer(failing, null, '0.4%'))).toBe(
      '3 of your 41 sources fail: 1,204 of 310,000 messages (0.4%) had no aligned pass.',
    );
  });

  it('agrees with a single failing source', () => {
    const one = overview({ fail: 2, both_aligned: 8, sources: 5, failing_sources: 1 });
    expect(text(answer(one, null, '20%'))).toMatch(/^1 of your 5 sources fails: /);
  });

  it('does not count an only source', () => {
    const only = overview({ fail: 9, both_aligned: 1, sources: 1, failing_sources: 1 });
    expect(text(answer(only, source(9), '90%'))).toBe(
      'Your only source, 198.18.16.4 as example.com, fails: 9 of 10 messages (90%) had no aligned pass.',
    );
  });

  it('says that there is nothing to fix only when nothing fails', () => {
    const fine = answer(overview({ both_aligned: 12_000, sources: 4 }), null, '0%');
    expect(fine.kind).toBe('perfect');
    expect(text(fine)).toBe('Nothing to fix: all 12,000 messages from 4 sources had an aligned pass.');
    expect(answer(overview({ fail: 1, both_aligned: 1_000_000 }), null, '<0.1%').kind).toBe('failing');
  });

  it('does not call one aligned leg failing', () => {
    expect(answer(overview({ spf_only: 10, dkim_only: 10, sources: 2 }), null, '0%').kind).toBe('perfect');
  });

  it('does not praise where there is nothing', () => {
    expect(answer(overview({}), null, '0%').kind).toBe('nothing');
  });

  it('takes a hostile name for text', () => {
    const hostile = { ...source(9), domain: '\u202e<img src=x>{fail}' };
    expect(text(answer(overview({ fail: 9, sources: 2, failing_sources: 1 }), hostile, '100%'))).toContain(
      'as <img src=x>{fail}.',
    );
  });
});

describe('the answer in Japanese', () => {
  beforeAll(() => setLanguage('ja'));

  it('has the same figures', () => {
    const failing = overview({ fail: 1204, both_aligned: 308_796, sources: 41, failing_sources: 3 });
    const said = text(answer(failing, source(1000), '0.4%'));
    for (const figure of ['3', '41', '1,204', '310,000', '0.4%', '198.18.16.4', 'example.com']) {
      expect(said).toContain(figure);
    }
  });
});
