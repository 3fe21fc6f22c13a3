import { withWords } from './i18n/index.svelte';

// Parts of pages that most visits do without: they come when they are needed, with their words.

export const loadDayChart = () => import('../components/DayChart.svelte');
export const loadNothingHere = () => import('../components/NothingHere.svelte');
export const loadStrips = () => import('../components/OverviewStrips.svelte');
export const loadIngestStrip = () => withWords(import('../components/IngestStrip.svelte'), ['overview']);
export const loadUpload = () => withWords(import('../components/Upload.svelte'), ['upload']);
export const loadSources = () => withWords(import('../components/SourcesTable.svelte'), ['sources', 'causes']);
export const loadNoReports = () => withWords(import('../components/NoReports.svelte'), ['empty', 'upload']);
export const loadShortcuts = () => withWords(import('../components/Shortcuts.svelte'), ['shortcuts']);
