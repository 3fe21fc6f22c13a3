import { describe, expect, it } from 'vitest';
import { fits } from '../../src/lib/i18n/message';
import { alone, compared, sentencesOf, telling } from '../../src/lib/paths';

describe('compared', () => {
  it.each([
    ['example.co.jp', 'em123.sendgrid.net', 'em123.sendgrid.net', ''],
    ['example.com', 'bounce.example.com', 'bounce.', 'example.com'],
    ['example.com', 'example.com', '', 'example.com'],
    ['news.example.com', 'example.com', '', 'example.com'],
    ['example.com', 'EXAMPLE.com', '', 'EXAMPLE.com'],
    ['example.com', 'notexample.com', 'notexample.', 'com'],
    ['example.com', '', '', ''],
  ])('of %s and %s tells %j from the common end %j', (from, name, own, common) => {
    expect(compared(from, name)).toEqual({ own, common });
  });
});

describe('telling', () => {
  const check = (result: string | null, aligned: boolean) => ({ result, aligned });

  it('prefers an aligned pass, then a pass, then what fails most', () => {
    const aligned = check('pass', true);
    const pass = check('pass', false);
    const fail = check('fail', true);
    expect(telling([fail, pass, aligned])).toBe(aligned);
    expect(telling([fail, pass])).toBe(pass);
    expect(telling([fail])).toBe(fail);
    expect(telling([])).toBeNull();
  });
});

describe('a sentence about a reason', () => {
  it('is looked for from the fullest to the one that needs no name', () => {
    expect(sentencesOf('too_few').at(0)).toBe('reason.too_few.full');
    expect(sentencesOf('too_few').at(-1)).toBe('reason.too_few.plain');
  });

  it('fits only when all its names are known', () => {
    expect(fits('{a} and {b}', { a: 'x', b: 1 })).toBe(true);
    expect(fits('{a} and {b}', { a: 'x' })).toBe(false);
    expect(fits({ by: 'n', one: 'one', other: '{n} of {m}' }, { n: 1 })).toBe(false);
  });
});

describe('alone', () => {
  it.each([
    ['Publish its key:', 'Publish its key.'],
    ['Nothing to do.', 'Nothing to do.'],
    ['鍵を公開します。', '鍵を公開します。'],
  ])('of %j is %j', (step, wanted) => {
    expect(alone(step)).toBe(wanted);
  });
});
