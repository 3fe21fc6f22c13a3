import type { Reporter } from './api/types';
import { addDays } from './url/dates';

/** Days that the calendar shows: five weeks, so that a habit of weekdays is seen. */
export const kCalendarDays = 35;

/** The days of the calendar that ends with `last`, oldest first: whether the reporter told of each. */
export function calendarOf({ calendar }: Pick<Reporter, 'calendar'>, last: string): boolean[] {
  const told = new Set(calendar.filter((one) => one.reports > 0).map((one) => one.day));
  return Array.from({ length: kCalendarDays }, (_, at) => told.has(addDays(last, at + 1 - kCalendarDays)));
}

const kStep = 8;
const kBar = 6;
const kHeight = 14;
export const kCalendarBox = { width: kCalendarDays * kStep, height: kHeight };

/** What to draw for the days that are `wanted`: a bar each. */
export function barsOf(days: readonly boolean[], wanted: boolean): string {
  return days.flatMap((day, at) => (day === wanted ? [`M${at * kStep} 0h${kBar}v${kHeight}h-${kBar}z`] : [])).join('');
}

/** Those that have gone silent first, then by messages. */
export function sorted<Row extends Pick<Reporter, 'silent' | 'messages'>>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => Number(b.silent) - Number(a.silent) || b.messages - a.messages);
}

const kHour = 3600;

/** Seconds as whole hours, rounded up: what has come within them has come. */
export function hours(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / kHour));
}
