import type { Message } from '../message';

// English: a store without a report.
export const words = {
  'empty.store.title': 'No reports yet.',
  'empty.store.detail': 'Sendpath shows which of your sources fail SPF, DKIM or alignment as soon as it has a report.',
  'empty.store.import': 'Import a folder',
  'empty.store.import.detail': 'Takes mails, archives and reports, also in folders below:',
  'empty.store.command': 'sendpath import FOLDER',
  'empty.store.receive': 'Receive them',
  'empty.store.receive.detail':
    'Point the report address of your DMARC record here. First reports take 24 to 48 hours.',
  'empty.store.record': 'rua=mailto:dmarc@reports.example.com',
} as const satisfies Record<string, Message>;
