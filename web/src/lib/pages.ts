import type { Component } from 'svelte';
import { withWords } from './i18n/index.svelte';
import type { Dictionary } from './i18n/keys';

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

export interface PageEntry {
  path: RegExp;
  /** The file of `src/pages`; each is a chunk of its own. */
  page: string;
  /** The dictionaries it speaks from, besides `core`. */
  words: readonly Dictionary[];
  hasPeriod?: true;
  isBare?: true;
}

export const pages: readonly PageEntry[] = [
  { path: /^\/$/, page: 'Overview', words: ['overview', 'verdicts'], hasPeriod: true },
  { path: /^\/paths$/, page: 'Paths', words: ['verdicts', 'paths'], hasPeriod: true },
  { path: /^\/paths\/(?<id>\d+)$/, page: 'Path', words: ['verdicts', 'path', 'record', 'records', 'causes'], hasPeriod: true },
  { path: /^\/domains$/, page: 'Domains', words: ['domains', 'verdicts'], hasPeriod: true },
  { path: /^\/domains\/(?<domain>[^/]+)$/, page: 'Domain', words: ['domain', 'record', 'verdicts'], hasPeriod: true },
  { path: /^\/records$/, page: 'Records', words: ['records', 'causes', 'verdicts'], hasPeriod: true },
  { path: /^\/reports$/, page: 'Reports', words: ['reports'], hasPeriod: true },
  { path: /^\/reports\/(?<id>\d+)$/, page: 'Report', words: ['reports', 'records', 'causes'] },
  { path: /^\/reports\/(?<id>\d+)\/raw$/, page: 'RawReport', words: ['raw'] },
  { path: /^\/failures$/, page: 'Failures', words: ['failures'], hasPeriod: true },
  { path: /^\/failures\/(?<id>\d+)$/, page: 'Failure', words: ['failures', 'raw'] },
  { path: /^\/tls$/, page: 'Tls', words: ['tls'], hasPeriod: true },
  { path: /^\/tls\/(?<id>\d+)$/, page: 'TlsReport', words: ['tls', 'raw'] },
  { path: /^\/(?:ingestion\/)?held$/, page: 'Held', words: ['held'] },
  { path: /^\/ingestion\/held\/(?<id>\d+)$/, page: 'HeldMessage', words: ['held', 'raw', 'upload'] },
  { path: /^\/ingestion$/, page: 'Ingestion', words: ['ingestion', 'upload'] },
  { path: /^\/setup(?:\/(?<step>\w+))?$/, page: 'Setup', words: ['setup', 'record', 'trial', 'ingestion'] },
  { path: /^\/settings(?:\/(?<section>\w+))?$/, page: 'Settings', words: ['settings', 'shortcuts'] },
  { path: /^\/login$/, page: 'Login', words: ['login'], isBare: true },
  { path: /^/, page: 'NotFound', words: [] },
];

const modules = import.meta.glob<PageModule>('../pages/*.svelte');

function loader({ page, words }: PageEntry): () => Promise<PageModule> {
  return () => {
    const module = modules[`../pages/${page}.svelte`];
    return module ? withWords(module(), words) : Promise.reject(new Error(`no page ${page}`));
  };
}

/** The page of a path: the first whose pattern fits. */
export function pageOf(path: string): Target {
  for (const entry of pages) {
    const match = entry.path.exec(path);
    if (!match) continue;
    const { hasPeriod = false, isBare = false } = entry;
    return { load: loader(entry), params: { ...match.groups }, hasPeriod, isBare };
  }
  throw new Error('the last entry fits every path');
}
