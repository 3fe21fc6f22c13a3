import * as numbers from '../format/numbers';
import { quoted } from '../format/untrusted';
import type { Dictionary, Key } from './keys';
import { fits, messageParts, type Message, type Params, type Part } from './message';

export type { Key } from './keys';
export const languages = ['en', 'ja'] as const;
export type Lang = (typeof languages)[number];

type Words = Partial<Record<Key, Message>>;

const dictionaries = import.meta.glob<{ words: Words }>(['./en/*.ts', './ja/*.ts']);
const kStored = 'sendpath.lang';

class Locale {
  lang = $state<Lang>('en');
  words = $state.raw<Words>({});
}

/** The language of the page. Whatever calls t() follows it. */
export const locale = new Locale();
let needed: readonly Dictionary[] = ['core'];
let wanted: Lang = 'en';
let turn = 0;
let latest: Promise<void> = Promise.resolve();

export function isLang(value: string | null | undefined): value is Lang {
  return languages.some((lang) => lang === value);
}

function write(value: string | number): string {
  return typeof value === 'number' ? numbers.count(locale.lang, value) : quoted(value);
}

/** The message in pieces; see messageParts(). */
export function parts(key: Key, params: Params = {}): Part[] {
  return messageParts(locale.lang, locale.words[key] ?? '', params, write);
}

/** The message in the reader's language. Numbers are formatted, strings are taken for hostile. */
export function t(key: Key, params: Params = {}): string {
  return parts(key, params)
    .map((part) => part.text)
    .join('');
}

/** True when the dictionaries know `key`: for codes that a newer server may have added to. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(locale.words, key);
}

/** The first of `keys` that the dictionaries have and `params` fill in whole. */
export function firstFitting(keys: readonly string[], params: Params): Key | null {
  return keys.filter(isKey).find((key) => fits(locale.words[key] ?? '', params)) ?? null;
}

/** `items` as the language lists them, "a, b and c". */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(locale.lang, { type: 'conjunction' }).format(items.map((item) => quoted(item)));
}

export const n = (value: number): string => numbers.count(locale.lang, value);
export const percent = (part: number, all: number): string => numbers.share(locale.lang, part, all);

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What the address says, else what was chosen before, else what the browser asks for. */
export function wantedLanguage(asked: string | null): Lang {
  const candidates = [asked, stored(kStored), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find(isLang) ?? 'en';
}

/** Puts the page into `lang`, at once where its words are known. The last call wins. */
export function setLanguage(lang: Lang): Promise<void> {
  wanted = lang;
  turn += 1;
  latest = load(lang, turn);
  return latest;
}

async function load(lang: Lang, mine: number): Promise<void> {
  const loaded = await Promise.all(needed.map((name) => dictionaries[`./${lang}/${name}.ts`]?.()));
  if (mine !== turn) return latest;
  locale.words = Object.assign({}, ...loaded.map((dictionary) => dictionary?.words)) as Words;
  locale.lang = lang;
  document.documentElement.lang = lang;
}

/** Loads dictionaries that are not there yet. */
export async function needWords(names: readonly Dictionary[]): Promise<void> {
  const missing = names.filter((name) => !needed.includes(name));
  needed = [...needed, ...missing];
  await (missing.length === 0 ? latest : setLanguage(wanted));
}

/** A part of the dashboard that comes when it is needed, with the words it speaks. */
export async function withWords<T>(part: Promise<T>, names: readonly Dictionary[]): Promise<T> {
  const [loaded] = await Promise.all([part, needWords(names)]);
  return loaded;
}

export function rememberLanguage(lang: Lang): void {
  try {
    localStorage.setItem(kStored, lang);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
