import type { Message } from '../message';

// English: held messages.
export const words = {
  'title.held': 'Held messages',
  'column.message': 'Message',
  'column.held_reason': 'Reason',
  'column.size': 'Size',
  'column.raw': 'Raw',
  'held.intro':
    'These messages or parts of messages were received but could not be read as reports. Nothing of them is counted, and nothing is lost.',
  'held.none': 'No message is held: all that came could be read.',
  'held.all': 'All reasons',
  'held.raw': 'Download',
  'held.one': 'Held message {id}',
  'held.all_messages': 'All held messages',
  'held.retry': 'Read it again',
  'held.ignore': 'Settled',
  'held.ignore.hint': 'Takes it off the list; nothing is removed.',
  'held.retrying': 'Reading it again',
  'held.retried': 'Read again:',
  'held.gone': 'This message is no longer held.',
  'held.gone.detail': 'It may have been read after all, or removed by retention.',
  'held.about': 'About the message',
  'held.from': 'From',
  'held.subject': 'Subject',
  'held.name': 'File',
  'held.came': 'Came in',
  'held.where': 'What was found',
  'held.do': 'What to do',
  'held.other.title': 'Reason {code}',
  'held.not_a_report.title': 'Not a report',
  'held.not_a_report.advice':
    'No DMARC or TLS report was found in it. Nothing to do, unless you expected one: then look at the raw message.',
  'held.mime_broken.title': 'Damaged mail',
  'held.mime_broken.advice':
    'The structure of the mail is damaged. Ask the reporter to send it again, or save the attachment and upload it.',
  'held.bad_archive.title': 'Damaged archive',
  'held.bad_archive.advice':
    'The archive is damaged. Reporters often send a report again the next day; otherwise ask for it.',
  'held.archive_too_large.title': 'Archive too large',
  'held.archive_too_large.advice':
    'It unpacks to more than limits.unpacked. If you trust the reporter, raise the limit and run sendpath reprocess --held.',
  'held.too_many_files.title': 'Too many files',
  'held.too_many_files.advice':
    'It holds more files or parts than limits.archive_entries or limits.mime_parts allow. If you trust the sender, raise the limit and run sendpath reprocess --held.',
  'held.encrypted.title': 'Encrypted archive',
  'held.encrypted.advice':
    'The archive is encrypted, which no reporter does. Look at the sender before you look at the file.',
  'held.bad_xml.title': 'Unreadable document',
  'held.bad_xml.advice':
    'The report is not readable XML or JSON, even after repair. Tell the reporter where it breaks.',
  'held.missing_field.title': 'Value missing',
  'held.missing_field.advice':
    'The report lacks a value that cannot be filled in from anywhere. Tell the reporter which.',
  'held.bad_value.title': 'Unusable value',
  'held.bad_value.advice': 'The report has a value that cannot be used. Tell the reporter which.',
  'held.unsupported_type.title': 'Unsupported file type',
  'held.unsupported_type.advice':
    'The file is of a type this version does not read. Unpack it by hand and upload what is inside.',
  'held.unknown_domain.title': 'Unknown domain',
  'held.unknown_domain.advice':
    'The report is about a domain that is not configured. Add it to domains if it is yours.',
  'held.empty.title': 'Empty',
  'held.empty.advice': 'There is nothing in it. Ask the reporter to send it again if it matters.',
  'held.placeholder_body.title': 'Placeholder',
  'held.placeholder_body.advice':
    'The reporter sent a placeholder in the place of the report. Nothing can be done here; the next report is usually whole.',
  'held.too_deep.title': 'Nested too deep',
  'held.too_deep.advice':
    'It is nested deeper than limits.xml_depth, limits.archive_depth or limits.mime_depth allow: no honest report is.',
  'held.too_many_elements.title': 'Too many elements',
  'held.too_many_elements.advice':
    'It needs more memory to read than limits.tree allows. If you trust the reporter, raise the limit and run sendpath reprocess --held.',
  'held.message_too_large.title': 'Message too large',
  'held.message_too_large.advice':
    'It is larger than limits.message. If you trust the sender, raise the limit and take it in again.',
  'held.decoder_crashed.title': 'Stopped the program',
  'held.decoder_crashed.advice':
    'Reading it stopped the program three times, so it is left alone. Please report it as a bug, with the raw message if you may share it.',
  'held.not_taken_here.title': 'Not taken here',
  'held.not_taken_here.advice':
    'It is a sound report of a kind that the address it was sent to does not take. If you want it, add the kind to takes of that address and run sendpath reprocess --held.',
  'held.decoder_stuck.title': 'Reading got stuck',
  'held.decoder_stuck.advice':
    'Reading it came to no end, so it was given up. sendpath reprocess --held tries it again; if it gets stuck there too, please report it as a bug, with the raw message if you may share it.',
} as const satisfies Record<string, Message>;
