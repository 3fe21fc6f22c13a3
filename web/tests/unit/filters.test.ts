import { describe, expect, it } from 'vitest';
import { addDays, dayNumber } from '../../src/lib/url/dates';
import { apiFilter, oneOf, periodOf, readQuery, shared, withKeys, writeQuery } from '../../src/lib/url/filters';

const kThrough = '2026-11-20';

describe('periodOf', () => {
  it.each([
    ['', '2026-10-22', '2026-11-20', '30d'],
    ['?range=7d', '2026-11-14', '2026-11-20', '7d'],
    ['?range=365d', '2025-11-21', '2026-11-20', '365d'],
    ['?range=all', null, null, 'all'],
    ['?range=1000y', '2026-10-22', '2026-11-20', '30d'],
    ['?from=2026-01-02', '2026-01-02', null, null],
    ['?from=2026-01-02&to=2026-01-03&range=7d', '2026-01-02', '2026-01-03', null],
    ['?from=2026-02-30', '2026-10-22', '2026-11-20', '30d'],
    ['?from=yesterday', '2026-10-22', '2026-11-20', '30d'],
  ])('of "%s" is %s to %s', (search, from, to, range) => {
    expect(periodOf(readQuery(search), kThrough)).toEqual({ from, to, range });
  });

  it('ends where the data ends, not today', () => {
    expect(periodOf({}, '2012-03-01').to).toBe('2012-03-01');
  });

  it('is unbounded where there is no data', () => {
    expect(periodOf({}, null)).toEqual({ range: '30d', from: null, to: null });
  });
});

describe('the address', () => {
  it('keeps repeated keys in order', () => {
    const search = '?domain=b.example&domain=a.example&result=fail';
    expect(writeQuery(readQuery(search))).toBe(search);
  });

  it('carries hostile values unchanged', () => {
    const query = { reporter: ['a&b=c <script> 日本 %00'] };
    expect(readQuery(writeQuery(query))).toEqual(query);
  });

  it('leaves out what is set to nothing', () => {
    expect(writeQuery(withKeys({ range: ['7d'], domain: ['a.example'] }, { range: null, domain: '' }))).toBe('');
  });

  it('takes only the shared keys along', () => {
    expect(shared(readQuery('?domain=a.example&cursor=x&range=7d&lang=ja&ip=192.0.2.1'))).toEqual({
      domain: ['a.example'],
      range: ['7d'],
      lang: ['ja'],
    });
  });

  it('ignores words it does not know', () => {
    expect(oneOf(readQuery('?result=nonsense'), 'result', ['fail', 'pass'])).toBeNull();
    expect(oneOf(readQuery('?result=fail'), 'result', ['fail', 'pass'])).toBe('fail');
  });
});

describe('apiFilter', () => {
  it('sends domain and period and nothing else', () => {
    const query = readQuery('?domain=a.example&domain=b.example&lang=ja&utm_source=mail');
    expect(apiFilter(query, periodOf(query, kThrough)).toString()).toBe(
      'domain=a.example&domain=b.example&from=2026-10-22&to=2026-11-20',
    );
  });
});

describe('days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-29', 1, '2026-03-30'],
  ])('%s and %i is %s', (day, by, wanted) => {
    expect(addDays(day, by)).toBe(wanted);
  });

  it.each(['2026-13-01', '2026-02-29', '20260101', '', '2026-1-1'])('"%s" is not a day', (text) => {
    expect(dayNumber(text)).toBeNull();
  });
});
