import type { HeldReason, HeldRow, Page } from './api/types';

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

/** The held message of that id: null when the list has none. `page` gets a page of the list, newest first. */
export async function findHeld(
  id: number,
  page: (cursor: string | null) => Promise<Page<HeldRow>>,
): Promise<HeldRow | null> {
  for (let cursor: string | null = null; ; ) {
    const { data, page: at }: Page<HeldRow> = await page(cursor);
    const row = data.find((one) => one.id === id);
    if (row || at.next_cursor === null) return row ?? null;
    cursor = at.next_cursor;
  }
}
