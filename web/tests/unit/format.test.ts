import { describe, expect, it } from 'vitest';
import { longDay, moment, relative, shortDay } from '../../src/lib/format/dates';
import { compact, count, octets, share, tooFew } from '../../src/lib/format/numbers';
import { clean, cut, quoted, readableDomain } from '../../src/lib/format/untrusted';

describe('numbers', () => {
  it.each([
    ['en', 310_000, '310,000'],
    ['ja', 310_000, '310,000'],
    ['en', 0, '0'],
  ])('count(%s, %i)', (lang, value, wanted) => {
    expect(count(lang, value)).toBe(wanted);
  });

  it.each([
    [0, 100, '0%'],
    [1204, 310_000, '0.4%'],
    [1, 1_000_000, '<0.1%'],
    [999_999, 1_000_000, '>99.9%'],
    [100, 100, '100%'],
    [1, 0, '0%'],
    [1, 3, '33.3%'],
  ])('share of %i in %i is %s', (part, all, wanted) => {
    expect(share('en', part, all)).toBe(wanted);
  });

  it('calls nine messages too few for a share, ten not', () => {
    expect([tooFew(9), tooFew(10)]).toEqual([true, false]);
  });

  it('writes short numbers for axes and sizes', () => {
    expect(compact('en', 15_000)).toBe('15K');
    expect(octets('en', 999)).toBe('999 byte');
    expect(octets('en', 12_340)).toBe('12.3 kB');
    expect(octets('en', 25_000_000_000)).toBe('25,000 MB');
  });
});

describe('dates', () => {
  it('are written in both languages', () => {
    expect(shortDay('en', '2026-11-03')).toBe('3 Nov');
    expect(shortDay('ja', '2026-11-03')).toBe('11月3日');
    expect(longDay('en', '2026-11-03')).toMatch(/^Tuesday,? 3 November 2026$/);
  });

  it('leave alone what is no date', () => {
    expect(shortDay('en', 'soon')).toBe('soon');
    expect(moment(Number.NaN)).toBe('');
  });

  it('are UTC', () => {
    expect(moment(0)).toBe('1970-01-01 00:00 UTC');
  });
});

describe('untrusted text', () => {
  it.each([
    ['a\u0000b\nc', 'a b c'],
    ['\u202eevil\u202c.example', 'evil.example'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['<b>stays text</b>', '<b>stays text</b>'],
    ['家族👨‍👩‍👧', '家族👨‍👩‍👧'],
  ])('%j is cleaned to %j', (text, wanted) => {
    expect(clean(text)).toBe(wanted);
  });

  it('is cut at whole characters', () => {
    expect(cut('𠮷野家です', 2)).toBe('𠮷野…');
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('x'.repeat(100_000), 5)).toBe('xxxxx…');
  });

  it('keeps right-to-left text from turning our sentence', () => {
    expect(quoted('שלום')).toBe('\u2068שלום\u2069');
    expect(quoted('plain')).toBe('plain');
  });
});

describe('readableDomain', () => {
  it.each([
    ['xn--wgv71a119e.example', '日本語.example'],
    ['xn--mnchen-3ya.example', 'münchen.example'],
    ['www.xn--bcher-kva.example', 'www.bücher.example'],
    ['example.com', null],
    ['xn--.example', null],
    ['xn--!!!.example', null],
    ['xn--99999999999999.example', null],
    [`xn--${'a'.repeat(300)}`, null],
  ])('%s is %s', (domain, wanted) => {
    expect(readableDomain(domain)).toBe(wanted);
  });
});

describe('relative', () => {
  it.each([
    ['en', -5, '5 seconds ago'],
    ['en', -119, '119 seconds ago'],
    ['en', -120, '2 minutes ago'],
    ['en', 7_199, 'in 119 minutes'],
    ['en', -26 * 3600, '26 hours ago'],
    ['en', -172_800, '2 days ago'],
    ['ja', -120, '2 分前'],
  ])('in %s tells %i as %s', (lang, seconds, wanted) => {
    expect(relative(lang, seconds)).toBe(wanted);
  });
});
