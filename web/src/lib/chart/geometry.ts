import type { Day } from '../api/types';
import { dayNumber, dayText, kIncompleteDays } from '../url/dates';

/** From the baseline upwards. */
export const series = ['failing', 'one_aligned', 'both_aligned'] as const;
export type Series = (typeof series)[number];
export type Mode = 'count' | 'share';
export type Step = 'day' | 'week' | 'month';

const kMaxDaily = 120;
const kMaxWeekly = 750;
/** One bar: the messages of a day, a week or a month. Both dates are inclusive. */
export interface Bucket {
  from: string;
  to: string;
  values: Record<Series, number>;
  total: number;
  incomplete: boolean;
}

export interface Box {
  series: Series;
  y: number;
  height: number;
}

export interface Bar {
  x: number;
  width: number;
  boxes: Box[];
}

export function stepFor(days: number): Step {
  if (days <= kMaxDaily) return 'day';
  return days <= kMaxWeekly ? 'week' : 'month';
}

/** The first day of the week (from Monday) or month that `day` is in. */
function bucketStart(day: number, step: Step): number {
  if (step === 'day') return day;
  if (step === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const at = new Date(day * 86_400_000);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1) / 86_400_000;
}

function nextStart(start: number, step: Step): number {
  if (step === 'day') return start + 1;
  if (step === 'week') return start + 7;
  return bucketStart(start + 31, 'month');
}

/**
 * Every day from `from` to `to`, also those without data, gathered to weeks or months where there
 * are too many. Bars at the edges hold only days inside the period.
 */
export function buckets(days: readonly Day[], from: string, to: string, dataThrough: string): Bucket[] {
  const start = dayNumber(from);
  const end = dayNumber(to);
  if (start === null || end === null || end < start) return [];
  const step = stepFor(end - start + 1);
  const firstIncomplete = (dayNumber(dataThrough) ?? end) - kIncompleteDays + 1;
  const all: Bucket[] = [];
  const byStart = new Map<number, Bucket>();
  for (let at = bucketStart(start, step); at <= end; at = nextStart(at, step)) {
    const last = Math.min(nextStart(at, step) - 1, end);
    const bucket: Bucket = {
      from: dayText(Math.max(at, start)),
      to: dayText(last),
      values: { failing: 0, one_aligned: 0, both_aligned: 0 },
      total: 0,
      incomplete: last >= firstIncomplete,
    };
    all.push(bucket);
    byStart.set(at, bucket);
  }
  for (const day of days) {
    const number = dayNumber(day.day);
    if (number === null || number < start || number > end) continue;
    const bucket = byStart.get(bucketStart(number, step));
    if (!bucket) continue;
    bucket.values.failing += day.fail;
    bucket.values.one_aligned += day.dkim_only + day.spf_only;
    bucket.values.both_aligned += day.both_aligned;
    bucket.total += day.messages;
  }
  return all;
}

/** Round marks from 0 up to at least `max`, about `wanted` of them; whole numbers only. */
export function ticks(max: number, wanted = 4): number[] {
  if (max <= 0) return [0, 1];
  const rough = max / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  const step = Math.max(1, factor * power);
  const marks = [0];
  while ((marks.at(-1) ?? 0) < max) marks.push(marks.length * step);
  return marks;
}

/**
 * Where each bar stands in a plot of `width` x `height`, y downwards. A part that is not nothing is
 * at least 2 high, so that three failing messages among a million can be seen.
 */
export function bars(all: readonly Bucket[], mode: Mode, top: number, width: number, height: number): Bar[] {
  const slot = width / Math.max(1, all.length);
  const gap = slot >= 6 ? Math.min(6, slot * 0.22) : slot >= 3 ? 1 : 0;
  return all.map((bucket, index) => {
    const whole = mode === 'share' ? bucket.total : top;
    const boxes: Box[] = [];
    let base = height;
    for (const name of series) {
      const value = bucket.values[name];
      if (value <= 0 || whole <= 0) continue;
      const tall = Math.min(base, Math.max(2, (value / whole) * height));
      boxes.push({ series: name, y: base - tall, height: tall });
      base -= tall;
    }
    return { x: index * slot + gap / 2, width: Math.max(1, slot - gap), boxes };
  });
}

/** Which bars get a date under them, so that labels of `labelWidth` do not touch. */
export function labelled(countOfBars: number, width: number, labelWidth: number): number[] {
  if (countOfBars === 0) return [];
  const fit = Math.max(1, Math.floor(width / labelWidth));
  const every = Math.max(1, Math.ceil(countOfBars / fit));
  return Array.from({ length: Math.ceil(countOfBars / every) }, (_, index) => index * every);
}
