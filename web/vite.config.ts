import { svelte } from '@sveltejs/vite-plugin-svelte';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/**
 * Writes NAME.gz and NAME.br beside every built script, sheet and picture, so that the server only
 * picks. The page itself is left alone: the server writes its <base> anew for each base path.
 */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    writeBundle(options) {
      const folder = join(options.dir ?? 'dist', 'assets');
      for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const path = join(folder, name);
        const octets = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(octets, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(octets, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
              [constants.BROTLI_PARAM_SIZE_HINT]: octets.length,
            },
          }),
        );
      }
    },
  };
}

/**
 * Vite wraps the import of each page in a helper that preloads what the page imports. All but the
 * rarest of that is in the chunk that comes with the first page, so the helper is not worth its size.
 */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
  };
}

/** What pages share, but the first page does without: one piece, since each of it is small. */
const parts =
  /\/components\/(DataTable|Pager|ResultBar|RecordsTable|Leg|Outcome|Cause|RecordToPublish|CopyField|RawView|AuthFailures|TlsKind|TakenIn)\.svelte|\/lib\/(causes|mailboxes|raw|tls|held|reports|api\/changes)\.ts/;

/** What comes after the answer of the first page, or when somebody asks for it. */
const later =
  /\/components\/(OverviewStrips|DomainStrip|Changes|IngestStrip|NothingHere|NoReports|Upload|Shortcuts|ShortcutList|DayChart|DayTable)\.svelte|\/lib\/(shortcuts|chart\/geometry)\.ts/;

function isShared(id: string): boolean {
  return /\/src\/|\/node_modules\/|^\0rolldown/.test(id) && !later.test(id) && !parts.test(id);
}

/** A list and what it leads to are one page, and one piece. */
const pages: readonly [name: string, files: RegExp][] = [
  ['paths', /\/pages\/Paths?\.svelte/],
  ['domains', /\/pages\/Domains?\.svelte/],
  ['reports', /\/pages\/(Reports?|RawReport)\.svelte/],
  ['failures', /\/pages\/Failures?\.svelte/],
  ['tls', /\/pages\/Tls(Report)?\.svelte/],
  ['ingestion', /\/pages\/(Ingestion|Held|HeldMessage)\.svelte/],
];

/** The words of the first page, which come in one piece for each language, and those of all others. */
const firstWords = /\/i18n\/(en|ja)\/(core|overview|verdicts)\.ts/;
const restWords = /\/i18n\/(en|ja)\//;

export default defineConfig(({ mode }) => ({
  // Asset addresses stay relative: <base> decides where the dashboard lives.
  base: '',
  plugins: [svelte(), plainImports(), compressed()],
  build: {
    outDir: 'dist',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: {
      output: {
        // What pages share is one chunk, loaded beside the first script: few requests before data.
        codeSplitting: {
          groups: [
            { name: (id) => firstWords.exec(id)?.[1] ?? null, test: firstWords, priority: 4 },
            { name: (id) => `rest-${restWords.exec(id)?.[1]}`, test: restWords, priority: 3 },
            { name: 'shared', tags: ['$initial'], priority: 3 },
            { name: 'shared', test: isShared, minShareCount: 2, priority: 2 },
            { name: 'parts', test: parts, priority: 1 },
            { name: 'later', test: later, priority: 1 },
            ...pages.map(([name, test]) => ({ name, test })),
          ],
        },
      },
    },
    target: ['chrome123', 'firefox121', 'safari17.5'],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  ...(mode === 'test' ? { resolve: { conditions: ['browser'] } } : {}),
  test: {
    environment: 'happy-dom',
    include: ['tests/unit/**/*.test.ts'],
    restoreMocks: true,
  },
}));
