import { tick } from 'svelte';
import { readQuery, shared, withKeys, writeQuery, type Query } from './filters';

class Route {
  /** Below the base path, "/records". */
  path = $state('/');
  query = $state.raw<Query>({});
}

/** Where the reader is. */
export const route = new Route();

type Changes = Record<string, string | readonly string[] | null>;

/** The folder the dashboard is served from, "/" or "/dmarc/". */
function basePath(): string {
  return new URL('.', document.baseURI).pathname;
}

/** The address of a page, with nothing carried along. */
export function address(path: string, query: Query = {}): string {
  return basePath() + path.replace(/^\//, '') + writeQuery(query);
}

/** The address of a page; domain, period and language go along unless `changes` say otherwise. */
export function link(path: string, changes: Changes = {}): string {
  return address(path, withKeys(shared(route.query), changes));
}

/** The address of this page with some keys changed; the list starts again from its first page. */
export function here(changes: Changes): string {
  return address(route.path, withKeys(route.query, { cursor: null, ...changes }));
}

function read(): void {
  const base = basePath();
  const { pathname, search } = location;
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname.slice(1);
  route.path = decodePath(`/${path.replace(/\/+$/, '')}`);
  route.query = readQuery(search);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Goes to an address of this dashboard. `replace` leaves no step to go back to. */
export async function go(href: string, { replace = false } = {}): Promise<void> {
  const before = route.path;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  read();
  if (route.path === before) return;
  await tick();
  scrollTo(0, 0);
}

/** Moves the focus to the page's heading, so that a reader hears where they are. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const anchor = (event.target as Element | null)?.closest?.('a');
  if (!anchor || anchor.target || anchor.hasAttribute('download')) return null;
  const url = new URL(anchor.href);
  if (url.origin !== location.origin || !url.pathname.startsWith(basePath())) return null;
  return url.pathname.startsWith(`${basePath()}api/`) ? null : anchor;
}

/** Reads the address and follows it from now on. */
export function startRouter(): void {
  read();
  addEventListener('popstate', read);
  document.addEventListener('click', (event) => {
    const anchor = ownLink(event);
    if (!anchor) return;
    event.preventDefault();
    void go(anchor.href);
  });
}
