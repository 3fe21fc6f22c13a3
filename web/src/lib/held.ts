import type { HeldReason } from './api/types';

/** Why a message is held, in the order the page offers them. */
export const heldReasons = [
  'not_a_report',
  'mime_broken',
  'bad_archive',
  'archive_too_large',
  'too_many_files',
  'encrypted',
  'bad_xml',
  'missing_field',
  'bad_value',
  'unsupported_type',
  'unknown_domain',
  'empty',
  'placeholder_body',
  'too_deep',
  'too_many_elements',
  'message_too_large',
  'decoder_crashed',
  'not_taken_here',
  'decoder_stuck',
] as const satisfies readonly HeldReason[];
