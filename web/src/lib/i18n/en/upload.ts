import type { Message } from '../message';

// English: results of an upload.
export const words = {
  'upload.title': 'Add reports',
  'upload.label': 'Choose mails, archives or reports',
  'upload.hint': 'Mail files (.eml), .zip, .gz, .xml and .json, as many as you like; they can also be dropped here. They are taken in one after the other.',
  'upload.progress': {
    by: 'total',
    one: '{done} of {total} file taken in.',
    other: '{done} of {total} files taken in.',
  },
  'upload.new': 'New:',
  'upload.duplicate': 'Duplicate, not counted again:',
  'upload.conflict': 'Differs from the one known:',
  'upload.foreign': 'Foreign domain, not counted:',
  'upload.report': '{org} about {domain}',
  'upload.held': 'Held: {reason}.',
  'upload.known': 'The same file was here before: nothing is counted twice.',
  'upload.nothing': 'No report in it.',
  'upload.too_large': 'The file is larger than the server takes.',
} as const satisfies Record<string, Message>;
