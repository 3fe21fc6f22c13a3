// Report days are UTC dates, written YYYY-MM-DD. They are counted as whole days since 1970.

const kDayMs = 86_400_000;

/** Reporters lag a day or two behind, so the newest days of the data are never whole. */
export const kIncompleteDays = 2;

/** The day's number, or null when it is not a real date. */
export function dayNumber(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || dayText(at / kDayMs) !== day) return null;
  return at / kDayMs;
}

export function dayText(number: number): string {
  const at = new Date(number * kDayMs);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 10);
}

/** `day` moved by `by` days. */
export function addDays(day: string, by: number): string {
  const number = dayNumber(day);
  return number === null ? day : dayText(number + by);
}
