import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { kLoginPath, startSession } from './lib/api/session.svelte';
import { loadWhole } from './lib/api/store.svelte';
import { setLanguage, wantedLanguage } from './lib/i18n/index.svelte';
import { pageOf } from './lib/pages';
import { startTheme } from './lib/theme.svelte';
import { first } from './lib/url/filters';
import { route, startRouter } from './lib/url/router.svelte';

async function start(target: HTMLElement): Promise<void> {
  startRouter();
  startTheme();
  startSession();
  // Data, words and page come at the same time; nothing waits for another.
  if (route.path !== kLoginPath) loadWhole();
  const words = setLanguage(wantedLanguage(first(route.query, 'lang')));
  pageOf(route.path)
    .load()
    .catch(() => undefined); // App asks again and tells what went wrong
  // The shortcuts come with the first key that somebody presses.
  addEventListener('keydown', (event) => void import('./lib/shortcuts').then((they) => they.begin(event)), { once: true });
  await words;
  mount(App, { target });
}

const target = document.getElementById('app');
if (target) void start(target);
