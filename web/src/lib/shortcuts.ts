import { mount, unmount } from 'svelte';
import { go, link, route } from './url/router.svelte';
import { loadShortcuts } from './widgets';

const kStored = 'sendpath.shortcuts';
/** How long `g` waits for the letter of a page. */
const kWaitMs = 1500;

/** The letters that follow `g`, with the page each leads to. */
export const shortcutPages = { o: '/', p: '/paths', d: '/domains', r: '/reports', i: '/ingestion' } as const;

export function areOn(): boolean {
  try {
    return localStorage.getItem(kStored) !== 'off';
  } catch {
    return true;
  }
}

export function switchShortcuts(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(kStored);
    else localStorage.setItem(kStored, 'off');
  } catch {
    // Without storage they stay on.
  }
}

/** Whether a key is meant for the element with the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, select, textarea, dialog, [role=slider]') !== null;
}

let waitsUntil = 0;

/** What a key asks for: a page, the search, the help; null when nothing. */
export function meaning(key: string, now: number): string | null {
  const follows = now < waitsUntil;
  waitsUntil = 0;
  if (follows) return shortcutPages[key as keyof typeof shortcutPages] ?? null;
  if (key === 'g') waitsUntil = now + kWaitMs;
  return key === '/' || key === '?' ? (key === '/' ? 'search' : 'help') : null;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type=search]');
  field?.focus();
  return field !== null;
}

async function search(): Promise<void> {
  if (focusSearch() || route.path === '/paths') return;
  await go(link('/paths'));
  // The page is a chunk of its own; its field is there a moment later.
  // A page that has just come gives the focus to its heading; this is for after that.
  const seen = new MutationObserver(() => {
    if (document.querySelector('main input[type=search]') === null) return;
    seen.disconnect();
    requestAnimationFrame(() => focusSearch());
  });
  seen.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => seen.disconnect(), kWaitMs);
}

async function help(): Promise<void> {
  const { default: Shortcuts } = await loadShortcuts();
  const shown = mount(Shortcuts, { target: document.body, props: { onclose: () => void unmount(shown) } });
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || !areOn()) return;
  const asked = meaning(event.key, Date.now());
  if (asked === null) return;
  event.preventDefault();
  if (asked === 'search') void search();
  else if (asked === 'help') void help();
  else void go(link(asked));
}

/** Takes the key that brought it, and all that follow. */
export function begin(first: KeyboardEvent): void {
  addEventListener('keydown', press);
  press(first);
}
