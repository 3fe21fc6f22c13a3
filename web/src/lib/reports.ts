import type { ReportRow } from './api/types';
import type { Key } from './i18n/keys';
import type { Params } from './i18n/message';

interface Note {
  key: Key;
  params: Params;
}

type Noted = Pick<ReportRow, 'format' | 'state' | 'conflict' | 'multi_day' | 'deliveries'>;

/** What is out of the ordinary about a report, and which format it came in. */
export function notesOf(report: Noted & { warnings: number; skipped: number }): Note[] {
  const notes: Note[] = [{ key: `format.${report.format}`, params: {} }];
  if (report.state === 'foreign') notes.push({ key: 'report.foreign', params: {} });
  if (report.state === 'superseded') notes.push({ key: 'report.superseded', params: {} });
  if (report.conflict) notes.push({ key: 'report.conflict', params: {} });
  if (report.multi_day) notes.push({ key: 'report.multi_day', params: {} });
  if (report.warnings > 0) notes.push({ key: 'report.warnings', params: { n: report.warnings } });
  if (report.skipped > 0) notes.push({ key: 'report.skipped', params: { n: report.skipped } });
  if (report.deliveries > 1) notes.push({ key: 'report.deliveries', params: { n: report.deliveries } });
  return notes;
}
