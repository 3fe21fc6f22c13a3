import type { Message } from '../message';

// English: a document or mail as it came, as text.
export const words = {
  'title.raw': 'Raw report',
  'raw.back': 'Back to the report',
  'raw.heading': '{org} about {domain}, as it came',
  'raw.of': 'Report {id}, as it came',
  'raw.label': 'Text of {name}',
  'raw.wrap': 'Wrap long lines',
  'raw.find': 'Find',
  'raw.previous': 'Previous',
  'raw.next': 'Next',
  'raw.found': { by: 'n', one: '{at} of {n} line', other: '{at} of {n} lines' },
  'raw.not_found': 'not found',
  'raw.lines': { by: 'n', one: '{n} line, {size}', other: '{n} lines, {size}' },
  'raw.more': { by: 'n', one: 'Show {n} more line', other: 'Show {n} more lines' },
  'raw.cut': 'The first {shown} of {size} are shown. The download has all of it.',
  'raw.download': 'Download the document',
  'raw.original': 'Download the mail or file it came in',
  'raw.json': 'The same report as JSON',
  'raw.gone': 'The text is no longer here.',
  'raw.gone.detail': 'Raw mail is kept for the time that retention.raw says. What was read from it stays.',
} as const satisfies Record<string, Message>;
