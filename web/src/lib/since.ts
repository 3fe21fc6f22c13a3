import type { Day } from './api/types';

/**
 * The first day of the failing that goes on, or null where the newest day with messages has none
 * that fails. A day without messages ends nothing; a day on which all passed does.
 */
export function failingSince(days: readonly Pick<Day, 'day' | 'messages' | 'fail'>[]): string | null {
  const seen = days.filter(({ messages }) => messages > 0);
  return seen[seen.findLastIndex(({ fail }) => fail === 0) + 1]?.day ?? null;
}
