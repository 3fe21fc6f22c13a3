import { dayNumber } from '../url/dates';

const made = new Map<string, Intl.DateTimeFormat>();

function formatter(lang: string, kind: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang} ${kind}`;
  let known = made.get(key);
  if (!known) made.set(key, (known = new Intl.DateTimeFormat(lang, { timeZone: 'UTC', ...options })));
  return known;
}

function format(lang: string, day: string, kind: string, options: Intl.DateTimeFormatOptions): string {
  const number = dayNumber(day);
  return number === null ? day : formatter(lang, kind, options).format(number * 86_400_000);
}

/** "3 Nov", for an axis. British order in English: a report day is a date, not a month first. */
export function shortDay(lang: string, day: string): string {
  return format(lang === 'en' ? 'en-GB' : lang, day, 'short', { day: 'numeric', month: 'short' });
}

/** "3 November 2026", within a sentence. */
export function longDate(lang: string, day: string): string {
  return format(lang === 'en' ? 'en-GB' : lang, day, 'date', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Tuesday 3 November 2026", for a sentence. */
export function longDay(lang: string, day: string): string {
  return format(lang === 'en' ? 'en-GB' : lang, day, 'long', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

const relatives = new Map<string, Intl.RelativeTimeFormat>();
const kUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "5 minutes ago", "in 26 hours": two of a unit are the least that is told in it. */
export function relative(lang: string, seconds: number): string {
  let known = relatives.get(lang);
  if (!known) relatives.set(lang, (known = new Intl.RelativeTimeFormat(lang)));
  const [unit, length] = kUnits.find(([, one]) => Math.abs(seconds) >= 2 * one) ?? ['second', 1];
  return known.format(Math.trunc(seconds / length), unit);
}

/** Epoch seconds as "2026-11-03 04:12 UTC". */
export function moment(seconds: number): string {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return '';
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
