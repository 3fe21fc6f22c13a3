import { visible } from './format/untrusted';

/** Characters of a text that are put on the page: more would make it slow. */
export const kShown = 2_000_000;

/** The lines of `text`, each as it can be shown. */
export function linesOf(text: string): string[] {
  const lines = text.slice(0, kShown).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map(visible);
}

/** Indices of the lines that have `needle` in them, in any case of its letters. */
export function found(lines: readonly string[], needle: string): number[] {
  if (needle === '') return [];
  const wanted = needle.toLowerCase();
  return lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index] : []));
}

/** `line` in pieces, every second of which is `needle` as it stands there. */
export function marked(line: string, needle: string): string[] {
  const pieces: string[] = [];
  const lower = line.toLowerCase();
  // Some letters change their length with their case; then nothing can be told apart.
  if (needle === '' || lower.length !== line.length) return [line];
  let at = 0;
  for (let next = lower.indexOf(needle.toLowerCase()); next >= 0; next = lower.indexOf(needle.toLowerCase(), at)) {
    pieces.push(line.slice(at, next), line.slice(next, next + needle.length));
    at = next + needle.length;
  }
  return [...pieces, line.slice(at)];
}
