import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/api/schema.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs['flat/recommended'],
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // Report text is hostile, and the page runs without inline styles.
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      // Both are for SvelteKit and for reactive collections; this house has its own small router.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
      // A written-out space is how one is kept between elements.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Report text is never inserted as HTML.' },
        { property: 'outerHTML', message: 'Report text is never inserted as HTML.' },
        { property: 'insertAdjacentHTML', message: 'Report text is never inserted as HTML.' },
      ],
    },
  },
  { files: ['**/*.mjs', '*.config.*'], languageOptions: { globals: { ...globals.node } } },
);
