import type { Message } from '../message';

// English: key shortcuts.
export const words = {
  'shortcuts.title': 'Key shortcuts',
  'shortcuts.search': 'Search the sending paths',
  'shortcuts.help': 'Show this list',
  'shortcuts.page.o': 'Go to the overview',
  'shortcuts.page.p': 'Go to the sending paths',
  'shortcuts.page.d': 'Go to the domains',
  'shortcuts.page.r': 'Go to the reports',
  'shortcuts.page.i': 'Go to ingestion',
  'shortcuts.off': 'They work while no field has the focus, and can be switched off in the settings.',
  'shortcuts.close': 'Close',
} as const satisfies Record<string, Message>;
