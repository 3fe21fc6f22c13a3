import type { Message } from '../message';

// English: sources by address.
export const words = {
  'sources.caption': 'Sources with failing messages, and why they fail',
  'sources.as': 'as',
  'sources.seen': 'Seen {first} to {last}',
} as const satisfies Record<string, Message>;
