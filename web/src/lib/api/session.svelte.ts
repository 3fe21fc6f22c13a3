import { address, go, route } from '../url/router.svelte';
import { writeQuery } from '../url/filters';
import { apiUrl, get, logIn as sendLogin, logOut as sendLogout, sendWithChanges, whenSignedOut } from './client';
import type { Me } from './types';

class Session {
  /** Who is looking; null until the server has said it. */
  me = $state.raw<Me | null>(null);
}

/** The reader's own session. */
export const session = new Session();

export const kLoginPath = '/login';

/** Where to go after the login: a page of this dashboard and nothing else, whatever the address says. */
export function pageAfterLogin(next: string | null): string {
  const isPage = next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith(kLoginPath);
  return address(isPage ? next : '/');
}

/** From now on whoever turns out to be signed out is led to the login, and back again. */
export function startSession(): void {
  whenSignedOut(() => {
    if (route.path === kLoginPath) return;
    const next = route.path + writeQuery(route.query);
    void go(address(kLoginPath, next === '/' ? {} : { next: [next] }), { replace: true });
  });
  if (route.path !== kLoginPath) void findOut();
}

async function findOut(): Promise<void> {
  try {
    session.me = (await get<{ data: Me }>(apiUrl('me'))).data;
    sendWithChanges(session.me.csrf);
  } catch {
    // Signed out, which leads to the login, or no server: the pages themselves tell.
  }
}

/** Begins a session and starts the page anew, so that nothing of another reader is left in it. */
export async function logIn(name: string, password: string, next: string | null): Promise<void> {
  await sendLogin(name, password);
  location.assign(pageAfterLogin(next));
}

export async function logOut(): Promise<void> {
  await sendLogout();
  location.assign(address(kLoginPath));
}
