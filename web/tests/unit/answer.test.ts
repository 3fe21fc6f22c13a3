import { beforeAll, describe, expect, it } from 'vitest';
import { answer, type Answer } from '../../src/lib/answer';
import type { PathToFix } from '../../src/lib/api/types';
import { needWords, setLanguage, t } from '../../src/lib/i18n/index.svelte';
import { noPaths, overview } from './support';

const text = ({ key, params }: Answer) => t(key, params);
const healthy = { paths: 38, messages: 300_000, fail: 0 };
const none = { healthy, misconfigured: noPaths, forwarded: noPaths, spoofed: { paths: 9, messages: 9, fail: 9 }, unsure: noPaths };

function failing(paths: number) {
  const by_verdict = { ...none, misconfigured: { paths, messages: 2000, fail: 1204 } };
  const under_reject = { ...overview({}).under_reject, own: 1204 };
  return overview({ fail: 1213, both_aligned: 300_796, own_messages: 302_000, by_verdict, under_reject });
}

describe('the answer in English', () => {
  beforeAll(() => needWords(['overview']));
  beforeAll(() => setLanguage('en'));

  it.each([
    [3, '3 of your 41 sending paths are misconfigured.'],
    [1, '1 of your 39 sending paths is misconfigured.'],
  ])('counts %i misconfigured paths among those that are not forged', (paths, start) => {
    expect(text(answer(failing(paths), '0.4%'))).toBe(
      `${start} Under p=reject, 1,204 of your own 302,000 messages (0.4%) would have been refused.`,
    );
  });

  it('says that there is nothing to fix only when nothing is misconfigured and nothing asked', () => {
    const fine = overview({ both_aligned: 12_000, fail: 9, by_verdict: none });
    expect(answer(fine, '0%').kind).toBe('perfect');
    expect(text(answer(fine, '0%'))).toBe('Nothing to fix: none of your 38 sending paths is misconfigured.');
    const asking = { ...fine, fix_next: [{} as PathToFix] };
    expect(answer(asking, '0%').kind).toBe('asking');
    expect(answer(failing(1), '0%').kind).toBe('failing');
  });

  it('does not call one aligned leg failing', () => {
    expect(answer(overview({ spf_only: 10, dkim_only: 10, by_verdict: none }), '0%').kind).toBe('perfect');
  });

  it('does not praise where there is nothing', () => {
    expect(answer(overview({}), '0%').kind).toBe('nothing');
  });
});

describe('the answer in Japanese', () => {
  beforeAll(() => setLanguage('ja'));

  it('has the same figures', () => {
    const said = text(answer(failing(3), '0.4%'));
    for (const figure of ['3', '41', '1,204', '302,000', '0.4%']) expect(said).toContain(figure);
  });
});
