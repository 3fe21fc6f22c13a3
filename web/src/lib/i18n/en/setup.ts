import type { Message } from '../message';

// English: setting up.
export const words = {
  'title.setup': 'Setup',
  'setup.receive': 'Receive reports',
  'setup.domains': 'Your domains',
  'setup.check': 'Wait and check',
  'setup.next': 'Next: {step}',
  'setup.lines': 'Lines',
  'setup.command': 'Run',
  'setup.receive.about':
    'Reports come by mail. Let Sendpath fetch them from a mailbox you have, or let it take them itself as the mail server of an address of its own.',
  'setup.mailbox': 'From a mailbox (IMAP)',
  'setup.mailbox.none': 'No mailbox is set. Put these lines into the settings file and restart Sendpath:',
  'setup.mailbox.trouble': 'cannot be read',
  'setup.mailbox.waiting': 'not read yet',
  'setup.mailbox.well': 'works, last read {when}',
  'setup.mailbox.more': 'What to do about a mailbox that cannot be read',
  'setup.mailbox.test': 'This tries the account step by step, and changes nothing in the mailbox:',
  'setup.sink': 'As its own mail server (SMTP sink)',
  'setup.sink.none': 'The sink is off.',
  'setup.sink.listens': 'The sink listens on {where}.',
  'setup.sink.takes': 'It takes mail to {whom}.',
  'setup.sink.trial':
    'No address is set: it takes mail from this machine alone, for trying it out. To take reports from the world, put these lines into the settings file:',
  'setup.files': 'From files',
  'setup.files.about': 'Reports that lie in a folder or a mail archive are taken in by one command, as often as you like:',
  'setup.files.upload': 'Or upload some files',
  'setup.domains.set': 'These domains and all below them are yours; reports about others are kept, but not counted.',
  'setup.domains.adopted': 'No domain is set, so every domain that a report is about is taken for yours:',
  'setup.domains.none': 'No report has come yet.',
  'setup.domains.messages': { by: 'n', one: '{n} message', other: '{n} messages' },
  'setup.domains.name': 'To have others kept apart from the first day on, put yours into the settings file:',
  'setup.domains.keep': {
    by: 'all',
    one: 'To keep it to this, put the line into the settings file, without what is not yours:',
    other: 'To keep it to these {all}, put the line into the settings file, without what is not yours:',
  },

  'setup.check.about':
    'Reporters send once a day, about the day before: the first report takes 24 to 48 hours after the records are published. This page looks every few seconds.',
  'setup.check.waiting': 'No report yet.',
  'setup.check.here': 'Reports arrive. The newest:',
  'setup.check.overview': 'See what they say',
  'setup.check.mails': { by: 'n', one: '{n} mail or file came in.', other: '{n} mails or files came in.' },
  'setup.check.held': '{n} could not be read.',
  'setup.check.last': 'The last one at {when}.',
} as const satisfies Record<string, Message>;
