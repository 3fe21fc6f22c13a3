import { apiUrl } from './api/client';
import { whole } from './api/store.svelte';
import { apiFilter, first, periodOf, type Period } from './url/filters';
import { route } from './url/router.svelte';

/** The period on the page. */
export function period(): Period {
  return periodOf(route.query, whole.data?.meta.data_through ?? null);
}

/**
 * The address of a list or figure under the page's domain and period, with `more` added; empty as
 * long as it is not known where the data ends and the period depends on it.
 */
export function filtered(path: string, more: Record<string, string | null> = {}): string {
  const now = period();
  if (!whole.data && now.range !== null && now.range !== 'all') return '';
  const search = apiFilter(route.query, now);
  for (const [key, value] of Object.entries(more)) if (value) search.set(key, value);
  return apiUrl(path, search);
}

/** As filtered(), for what is of one domain or path by itself and takes no domain. */
export function within(path: string, more: Record<string, string | null> = {}): string {
  const url = filtered(path, more);
  if (!url) return '';
  return url.replace(/([?&])domain=[^&]*&?/g, '$1').replace(/[?&]$/, '');
}

/** The value of a key of the address that only this page has. */
export function own(key: string): string | null {
  return first(route.query, key);
}

const kSizes = ['10', '25', '50', '100'];

/** Rows to a page; what is not offered is not asked for. */
export function pageSize(usual: string): string {
  const asked = own('limit');
  return asked !== null && kSizes.includes(asked) ? asked : usual;
}
