import type { Message } from '../message';

// English: a DNS record to publish.
export const words = {
  'record.whole': '{type} record.',
  'record.part': 'Belongs in the {type} record that is there.',
  'record.blanks': 'The service shows you what goes in the braces.',
  'record.name': 'Name',
  'record.value': 'Value',
} as const satisfies Record<string, Message>;
