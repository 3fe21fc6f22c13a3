import { describe, expect, it } from 'vitest';
import { barsOf, calendarOf, hours, kCalendarDays, sorted } from '../../src/lib/reporters';

describe('the calendar of a reporter', () => {
  const calendar = [
    { day: '2026-10-16', reports: 1, messages: 5 },
    { day: '2026-10-17', reports: 1, messages: 5 },
    { day: '2026-11-19', reports: 0, messages: 0 },
    { day: '2026-11-20', reports: 2, messages: 5 },
    { day: '2026-11-21', reports: 2, messages: 5 },
  ];

  it('ends with the last day, and has no day outside', () => {
    const days = calendarOf({ calendar }, '2026-11-20');
    expect(days).toHaveLength(kCalendarDays);
    expect(days.flatMap((told, at) => (told ? [at] : []))).toEqual([0, kCalendarDays - 1]);
  });

  it('draws each day once, as told or not', () => {
    expect(barsOf([true, false, true], true)).toBe('M0 0h6v14h-6zM16 0h6v14h-6z');
    expect(barsOf([true, false, true], false)).toBe('M8 0h6v14h-6z');
  });
});

describe('reporters', () => {
  it('come with the silent ones first, then by messages', () => {
    const rows = [
      { silent: false, messages: 5 },
      { silent: true, messages: 1 },
      { silent: false, messages: 9 },
    ];
    expect(sorted(rows).map((row) => row.messages)).toEqual([1, 9, 5]);
  });

  it.each([
    [0, 1],
    [3600, 1],
    [3601, 2],
    [86_400, 24],
  ])('take %i seconds for %i hours', (seconds, wanted) => {
    expect(hours(seconds)).toBe(wanted);
  });
});
