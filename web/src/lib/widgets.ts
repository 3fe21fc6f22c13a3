import { withWords } from './i18n/index.svelte';

// Parts of pages that most visits do without: they come when they are needed, with their words.

export const loadUpload = () => withWords(import('../components/Upload.svelte'), ['upload']);
export const loadNoReports = () => withWords(import('../components/NoReports.svelte'), ['overview', 'upload']);
