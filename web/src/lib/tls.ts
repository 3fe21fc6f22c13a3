import type { TlsFailure, TlsRow } from './api/types';

/** The kinds of failure of a TLS report, most sessions first. */
export function kindsOf(types: TlsRow['result_types']): { type: string; sessions: number }[] {
  return Object.entries(types)
    .map(([type, sessions]) => ({ type, sessions }))
    .sort((a, b) => b.sessions - a.sessions || a.type.localeCompare(b.type));
}

/** The distinct kinds among `failures`, in the order they come. */
export function typesOf(failures: readonly TlsFailure[]): string[] {
  return [...new Set(failures.flatMap(({ result_type }) => (result_type ? [result_type] : [])))];
}

/** The sum of the sessions of `failures` where each tells them, else null. */
export function toldSessions(failures: readonly TlsFailure[]): number | null {
  return failures.reduce<number | null>((sum, { count }) => (sum === null || count === null ? null : sum + count), 0);
}
