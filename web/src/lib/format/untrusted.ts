// Names, subjects and texts of reports are written by strangers.

/* eslint-disable no-control-regex -- taking control characters out is what this is for */
const kControls = /[\u0000-\u001f\u007f-\u009f]+/g;
const kDirections = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const kUnseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/* eslint-enable no-control-regex */
const kRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** `text` without control characters and without those that turn the direction of others. */
export function clean(text: string): string {
  return text.replace(kControls, ' ').replace(kDirections, '').trim();
}

/** `text` as it is, with what cannot be seen, or would turn its neighbours, written out. */
export function visible(text: string): string {
  return text.replace(kUnseen, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Addresses in `text` with what stands before their @ covered: it is the name of a person. */
export function covered(text: string): string {
  return text.replace(/[^\s<>"',;:()]+(?=@)/g, (name) => `${Array.from(name)[0] ?? ''}•••`);
}

/** At most `length` characters of `text`, with a sign that there is more. */
export function cut(text: string, length: number): string {
  const letters = Array.from(text.slice(0, length * 2 + 2));
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : text;
}

/** `text` safe inside a sentence of ours: cleaned, cut, and kept from turning its neighbours. */
export function quoted(text: string, length = 80): string {
  const short = cut(clean(text), length);
  return kRightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}

const kBase = 36;
const kTMin = 1;
const kTMax = 26;

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((kBase - kTMin) * kTMax) >> 1; k += kBase) rest = Math.floor(rest / (kBase - kTMin));
  return k + Math.floor(((kBase - kTMin + 1) * rest) / (rest + 38));
}

function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 22;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x61 : kBase;
}

/** One label after its "xn--", or null when it is not Punycode. Source: RFC 3492 section 6.2. */
function decodeLabel(label: string): string | null {
  const basic = label.lastIndexOf('-');
  const output = basic > 0 ? Array.from(label.slice(0, basic)) : [];
  let point = 128;
  let bias = 72;
  let index = 0;
  for (let at = basic > 0 ? basic + 1 : 0; at < label.length; ) {
    const before = index;
    for (let weight = 1, k = kBase; ; k += kBase) {
      const value = at < label.length ? digit(label.charCodeAt(at++)) : kBase;
      if (value >= kBase) return null;
      index += value * weight;
      const threshold = k <= bias ? kTMin : Math.min(k - bias, kTMax);
      if (value < threshold) break;
      weight *= kBase - threshold;
      if (weight > 0x7fffffff) return null;
    }
    bias = adapt(index - before, output.length + 1, before === 0);
    point += Math.floor(index / (output.length + 1));
    index %= output.length + 1;
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    output.splice(index++, 0, String.fromCodePoint(point));
  }
  return output.join('') || null;
}

/** The readable form of an internationalised domain, or null when `domain` has no other form. */
export function readableDomain(domain: string): string | null {
  if (!/(^|\.)xn--/i.test(domain) || domain.length > 255) return null;
  const labels = domain.split('.').map((label) =>
    /^xn--/i.test(label) ? decodeLabel(label.slice(4)) : label,
  );
  if (labels.includes(null)) return null;
  const readable = clean(labels.join('.'));
  return readable === domain ? null : readable;
}
