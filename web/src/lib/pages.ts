import type { Component } from 'svelte';
import { needMoreWords } from './i18n/index.svelte';

export interface PageModule {
  default: Component<Record<string, string>>;
}

interface Target {
  load: () => Promise<PageModule>;
  params: Record<string, string>;
  /** Whether domain and period say anything about the page. */
  hasPeriod: boolean;
  /** Shown to those who are not logged in, who have no other page to go to. */
  isBare: boolean;
}

const kLogin = /^\/login$/;

type Loader = () => Promise<unknown>;

function worded(load: Loader): Loader {
  return async () => (await Promise.all([load(), needMoreWords()]))[0];
}

const table: [pattern: RegExp, load: Loader, hasPeriod: boolean][] = [
  [/^\/$/, () => import('../pages/Overview.svelte'), true],
  [/^\/records$/, worded(() => import('../pages/Records.svelte')), true],
  [/^\/reports$/, worded(() => import('../pages/Reports.svelte')), true],
  [/^\/reports\/(?<id>\d+)$/, worded(() => import('../pages/Report.svelte')), false],
  [/^\/held$/, worded(() => import('../pages/Held.svelte')), false],
  [kLogin, worded(() => import('../pages/Login.svelte')), false],
  [/^\/ingestion$/, worded(() => import('../pages/Ingestion.svelte')), false],
];

/** The page of a path; each is a chunk of its own. */
export function pageOf(path: string): Target {
  for (const [pattern, load, hasPeriod] of table) {
    const match = pattern.exec(path);
    if (!match) continue;
    return { load: load as Target['load'], params: { ...match.groups }, hasPeriod, isBare: pattern === kLogin };
  }
  return {
    load: worded(() => import('../pages/NotFound.svelte')) as Target['load'],
    params: {},
    hasPeriod: false,
    isBare: false,
  };
}
