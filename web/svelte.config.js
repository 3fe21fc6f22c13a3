import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Enough to tell some hundred components apart: the names stand in every rule and every element. */
const kScopeLength = 4;

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true, cssHash: ({ hash, css }) => `s${hash(css).slice(0, kScopeLength)}` },
};
