import { addDays, dayNumber } from './dates';

/** A query string read: each key with its values in order. */
export type Query = Readonly<Record<string, readonly string[]>>;

export const ranges = ['7d', '30d', '90d', '365d', 'all'] as const;
export type Range = (typeof ranges)[number];
export const kDefaultRange: Range = '30d';

/** The keys that go along from page to page. */
export const sharedKeys = ['domain', 'from', 'to', 'range', 'lang'] as const;

/** A period in report days, inclusive; null is unbounded. `range` is null for one set by dates. */
export interface Period {
  range: Range | null;
  from: string | null;
  to: string | null;
}

export function readQuery(search: string): Query {
  const query: Record<string, string[]> = {};
  for (const [key, value] of new URLSearchParams(search)) (query[key] ??= []).push(value);
  return query;
}

export function writeQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, values]) => values.map((value) => [key, value]));
  const search = new URLSearchParams(pairs).toString();
  return search ? `?${search}` : '';
}

export function first(query: Query, key: string): string | null {
  const value = query[key]?.[0];
  return value === undefined || value === '' ? null : value;
}

/** The value of `key` when it is one of `allowed`, else null: unknown words are ignored. */
export function oneOf<T extends string>(query: Query, key: string, allowed: readonly T[]): T | null {
  const value = first(query, key);
  return allowed.find((word) => word === value) ?? null;
}

/** `query` with some keys set, or removed where the value is null or empty. */
export function withKeys(query: Query, changes: Record<string, string | readonly string[] | null>): Query {
  const next: Record<string, readonly string[]> = { ...query };
  for (const [key, value] of Object.entries(changes)) {
    const values = value === null ? [] : typeof value === 'string' ? [value] : value;
    const kept = values.filter((text) => text !== '');
    if (kept.length > 0) next[key] = kept;
    else delete next[key];
  }
  return next;
}

export function shared(query: Query): Query {
  return Object.fromEntries(sharedKeys.flatMap((key) => (query[key] ? [[key, query[key]]] : [])));
}

/**
 * The period the address asks for. Without dates it is a range that ends where the data ends, not
 * today: an imported folder may be years old.
 */
export function periodOf(query: Query, dataThrough: string | null): Period {
  const from = dateOf(query, 'from');
  const to = dateOf(query, 'to');
  if (from || to) return { range: null, from, to };
  const range = oneOf(query, 'range', ranges) ?? kDefaultRange;
  if (range === 'all' || dataThrough === null) return { range, from: null, to: null };
  return { range, from: addDays(dataThrough, 1 - Number.parseInt(range, 10)), to: dataThrough };
}

function dateOf(query: Query, key: string): string | null {
  const value = first(query, key);
  return value !== null && dayNumber(value) !== null ? value : null;
}

/** The filters every list of the API takes. */
export function apiFilter(query: Query, period: Period): URLSearchParams {
  const search = new URLSearchParams();
  for (const domain of query.domain ?? []) if (domain) search.append('domain', domain);
  if (period.from) search.set('from', period.from);
  if (period.to) search.set('to', period.to);
  return search;
}
