import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/lib/api/types';
import { bars, buckets, labelled, stepFor, ticks } from '../../src/lib/chart/geometry';
import { addDays } from '../../src/lib/url/dates';
import { counts } from './support';

function day(name: string, fail: number, one = 0, both = 0): Day {
  return { day: name, ...counts({ fail, dkim_only: one, both_aligned: both }) };
}

describe('buckets', () => {
  it('hold every day of the period, also those without data', () => {
    const all = buckets([day('2026-11-02', 3, 2, 1)], '2026-11-01', '2026-11-04', '2026-11-04');
    expect(all.map((one) => [one.from, one.total])).toEqual([
      ['2026-11-01', 0],
      ['2026-11-02', 6],
      ['2026-11-03', 0],
      ['2026-11-04', 0],
    ]);
    expect(all[1]?.values).toEqual({ failing: 3, one_aligned: 2, both_aligned: 1 });
  });

  it('mark the last two days of the data as incomplete', () => {
    const all = buckets([], '2026-11-01', '2026-11-04', '2026-11-04');
    expect(all.map((one) => one.incomplete)).toEqual([false, false, true, true]);
    const older = buckets([], '2026-10-01', '2026-10-04', '2026-11-04');
    expect(older.some((one) => one.incomplete)).toBe(false);
  });

  it('leave out days outside the period', () => {
    expect(buckets([day('2026-10-31', 9)], '2026-11-01', '2026-11-01', '2026-11-01')[0]?.total).toBe(0);
  });

  it.each([
    [120, 'day'],
    [121, 'week'],
    [750, 'week'],
    [751, 'month'],
  ])('of %i days are by %s', (days, step) => {
    expect(stepFor(days)).toBe(step);
  });

  it.each([121, 365, 800, 4000])('lose and double no message over %i days', (length) => {
    const from = '2015-03-05';
    const days = Array.from({ length }, (_, index) => day(addDays(from, index), 1, 2, 4));
    const to = addDays(from, length - 1);
    const all = buckets(days, from, to, to);
    expect(all.reduce((sum, one) => sum + one.total, 0)).toBe(7 * length);
    expect(all[0]?.from).toBe(from);
    expect(all.at(-1)?.to).toBe(to);
    all.slice(1).forEach((one, index) => expect(one.from).toBe(addDays(all[index]?.to ?? '', 1)));
  });

  it('begin weeks on Monday', () => {
    const all = buckets([], '2026-01-01', '2026-12-31', '2026-12-31');
    expect(all[1]?.from).toBe('2026-01-05');
  });

  it('are none for a period turned round', () => {
    expect(buckets([], '2026-11-02', '2026-11-01', '2026-11-02')).toEqual([]);
  });
});

describe('ticks', () => {
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [10, [0, 5, 10]],
    [13_288, [0, 5000, 10_000, 15_000]],
  ])('up to %i', (max, wanted) => {
    expect(ticks(max)).toEqual(wanted);
  });
});

describe('bars', () => {
  const all = buckets([day('2026-11-01', 1, 100, 899), day('2026-11-02', 50, 0, 50)], '2026-11-01', '2026-11-02', '2026-11-09');

  it('stand with failing at the baseline, one upon the other', () => {
    const [first] = bars(all, 'count', 1000, 100, 200);
    expect(first?.boxes.map((box) => box.series)).toEqual(['failing', 'one_aligned', 'both_aligned']);
    let base = 200;
    for (const box of first?.boxes ?? []) {
      expect(box.y + box.height).toBeCloseTo(base);
      base = box.y;
    }
  });

  it('show one failing message among a thousand', () => {
    const [first] = bars(all, 'count', 1000, 100, 200);
    expect(first?.boxes[0]?.height).toBe(2);
  });

  it('fill the height in share mode and never leave the plot', () => {
    for (const bar of bars(all, 'share', 1000, 100, 200)) {
      expect(bar.boxes.at(-1)?.y).toBeCloseTo(0);
      for (const box of bar.boxes) expect(box.y).toBeGreaterThanOrEqual(0);
    }
  });

  it('stay inside the width', () => {
    const many = buckets([], '2020-01-01', '2026-12-31', '2026-12-31');
    for (const width of [120, 900]) {
      const last = bars(many, 'count', 1, width, 200).at(-1);
      expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(width + 1);
    }
  });
});

describe('labelled', () => {
  it('leaves room between dates', () => {
    expect(labelled(30, 600, 64)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(labelled(0, 600, 64)).toEqual([]);
    expect(labelled(5, 10, 64)).toEqual([0]);
  });
});
