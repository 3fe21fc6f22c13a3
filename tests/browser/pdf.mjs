// The text of a PDF as Chromium writes it: enough to say what stands on which sheet.
import { inflateSync } from 'node:zlib';

/** Objects by number: the text before a stream, and the stream unpacked. */
function objectsOf(pdf) {
  const text = pdf.toString('latin1');
  const all = new Map();
  for (const { 1: number, 2: body } of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    let stream = '';
    if (at >= 0) {
      const octets = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
      stream = (/FlateDecode/.test(head) ? inflateSync(octets) : octets).toString('latin1');
    }
    all.set(Number(number), { head, stream });
  }
  return all;
}

const units = (hex) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

/** What the glyphs of a font mean. Source: PDF 32000-1 section 9.10.3, ToUnicode CMaps. */
function lettersOf(cmap) {
  const letters = new Map();
  for (const [, lines] of cmap.matchAll(/beginbfchar\s([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of lines.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(Number.parseInt(glyph, 16), units(text));
  for (const [, lines] of cmap.matchAll(/beginbfrange\s([\s\S]*?)endbfrange/g))
    for (const [, first, last, text] of lines.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = Number.parseInt(first, 16), at = 0; glyph <= Number.parseInt(last, 16); glyph += 1, at += 1)
        letters.set(glyph, String.fromCharCode(units(text).charCodeAt(0) + at));
  return letters;
}

/** The text of each sheet, in the order of the sheets; without the spaces between its pieces. */
export function sheetsOf(pdf) {
  const objects = objectsOf(pdf);
  const at = (reference) => objects.get(Number(reference));
  const fonts = new Map();
  const lettersBy = (reference) => {
    if (!fonts.has(reference)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(at(reference).head)?.[1];
      fonts.set(reference, cmap ? lettersOf(at(cmap).stream) : new Map());
    }
    return fonts.get(reference);
  };
  const sheets = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return sheets.map(({ head }) => {
    const named = new Map(Array.from(head.matchAll(/\/(F\d+) (\d+) 0 R/g), ([, name, reference]) => [name, reference]));
    const content = at(/\/Contents (\d+) 0 R/.exec(head)[1]).stream;
    let letters = new Map();
    let text = '';
    for (const [, font, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (font) letters = lettersBy(named.get(font));
      else for (const glyph of hex.match(/.{4}/g) ?? []) text += letters.get(Number.parseInt(glyph, 16)) ?? '';
    }
    return text;
  });
}
