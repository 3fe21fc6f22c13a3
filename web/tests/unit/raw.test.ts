import { describe, expect, it } from 'vitest';
import { covered, visible } from '../../src/lib/format/untrusted';
import { findHeld } from '../../src/lib/held';
import { found, linesOf, marked } from '../../src/lib/raw';
import { kindsOf, toldSessions, typesOf } from '../../src/lib/tls';
import type { HeldRow, TlsFailure } from '../../src/lib/api/types';

describe('raw text', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\nb\n', ['a', 'b']],
    ['a\r\nb\rc', ['a', 'b', 'c']],
    ['\n\na', ['', '', 'a']],
  ])('has the lines of %j', (text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it('shows what cannot be seen, and what would turn its neighbours', () => {
    expect(visible('a\u202eb\u0000\u200b\tc')).toBe('a\\u{202e}b\\u{0}\\u{200b}\tc');
  });

  it('is found in any case', () => {
    expect(found(['Fail', 'pass', 'failure'], 'FAIL')).toEqual([0, 2]);
    expect(found(['a'], '')).toEqual([]);
  });

  it.each([
    ['a fail, a FAIL', 'fail', ['a ', 'fail', ', a ', 'FAIL', '']],
    ['none', 'x', ['none']],
    ['aaa', 'aa', ['', 'aa', 'a']],
    ['İstanbul fail', 'fail', ['İstanbul fail']],
  ])('marks in %j every %j', (line, needle, pieces) => {
    expect(marked(line, needle)).toEqual(pieces);
    expect(marked(line, needle).join('')).toBe(line);
  });
});

describe('an address', () => {
  it.each([
    ['<help@example.com>', '<h•••@example.com>'],
    ['Ann <ann.b@example.com>, x@y.example', 'Ann <a•••@example.com>, x•••@y.example'],
    ['spf=fail smtp.mailfrom=example.com', 'spf=fail smtp.mailfrom=example.com'],
    ['山田@example.jp', '山•••@example.jp'],
  ])('%s is covered as %s', (text, wanted) => {
    expect(covered(text)).toBe(wanted);
  });
});

describe('a held message', () => {
  const row = (id: number) => ({ id }) as HeldRow;
  const pages: Record<string, { data: HeldRow[]; next: string | null }> = {
    '': { data: [row(9), row(8)], next: 'b' },
    b: { data: [row(7)], next: null },
  };
  const page = (cursor: string | null) => {
    const { data, next } = pages[cursor ?? ''] ?? { data: [], next: null };
    return Promise.resolve({ data, page: { next_cursor: next }, meta: {} as never });
  };

  it.each([
    [9, 9],
    [7, 7],
    [3, undefined],
  ])('of id %i is looked for to the end of the list', async (id, wanted) => {
    expect((await findHeld(id, page))?.id).toBe(wanted);
  });
});

describe('a TLS report', () => {
  const failure = (result_type: string | null, count: number | null) => ({ result_type, count }) as TlsFailure;

  it('tells the kind that most sessions failed by first', () => {
    expect(kindsOf({ a: 1, b: 3, c: 3 }).map(({ type }) => type)).toEqual(['b', 'c', 'a']);
  });

  it('names each kind once', () => {
    expect(typesOf([failure('a', 1), failure('b', 1), failure('a', 2), failure(null, 1)])).toEqual(['a', 'b']);
  });

  it('adds up what it tells, and nothing where it is silent', () => {
    expect(toldSessions([failure('a', 1), failure('a', 2)])).toBe(3);
    expect(toldSessions([failure('a', 1), failure('a', null)])).toBeNull();
  });
});
