import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { messageParts, parameterNames, type Message } from '../../src/lib/i18n/message';
import { heldReasons } from '../../src/lib/held';
import { reasons, verdicts } from '../../src/lib/paths';
import { pages } from '../../src/lib/pages';
import { wordsOf } from './contract';

type Dictionary = Record<string, Message>;
const dictionaries = import.meta.glob<Dictionary>('../../src/lib/i18n/{en,ja}/*.ts', { eager: true, import: 'words' });

function named(lang: string, name: string): Dictionary {
  return dictionaries[`../../src/lib/i18n/${lang}/${name}.ts`] ?? {};
}

function whole(lang: string): Dictionary {
  const own = Object.entries(dictionaries).filter(([path]) => path.includes(`/${lang}/`));
  return Object.assign({}, ...own.map(([, words]) => words)) as Dictionary;
}

const names = [...new Set(Object.keys(dictionaries).map((path) => basename(path, '.ts')))];
const english = whole('en');
const japanese = whole('ja');
const source = join(import.meta.dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !/i18n\/(en|ja)\/|schema\.ts/.test(name))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

/** What the source asks the dictionaries for: whole keys, and keys with a part filled in. */
function asked(texts = files.map(({ text }) => text)): { whole: Set<string>; filled: RegExp[] } {
  const whole = new Set<string>();
  const filled: RegExp[] = [];
  for (const text of texts) {
    for (const [, key] of text.matchAll(/['"]([a-z_0-9]+(?:\.[\w-]+)+)['"]/g)) if (key) whole.add(key);
    for (const [, template] of text.matchAll(/`([a-z_0-9]+\.[^`\s]*\$\{[^`\s]*)`/g)) {
      const pattern = (template ?? '').split(/\$\{[^}]+\}/).map((piece) => piece.replaceAll('.', '\\.'));
      filled.push(new RegExp(`^${pattern.join('[\\w-]+')}$`));
    }
  }
  return { whole, filled };
}

describe('the dictionaries', () => {
  it('have the same keys in both languages', () => {
    for (const name of names) expect(Object.keys(named('ja', name)).sort()).toEqual(Object.keys(named('en', name)).sort());
  });

  it('each have keys that no other has', () => {
    const all = names.flatMap((name) => Object.keys(named('en', name)));
    expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
  });

  it.each(Object.keys(english))('%s has the same parameters in both languages', (key) => {
    expect(parameterNames(japanese[key] ?? '')).toEqual(parameterNames(english[key] ?? ''));
  });

  it('have no key that nothing asks for', () => {
    const { whole, filled } = asked();
    const unused = Object.keys(english).filter(
      (key) => !whole.has(key) && !filled.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it('have every key that is asked for', () => {
    const families = new Set(Object.keys(english).map((key) => key.split('.')[0]));
    const missing = [...asked().whole].filter(
      (key) => families.has(key.split('.')[0]) && !(key in english) && !key.endsWith('.svelte'),
    );
    expect(missing).toEqual([]);
  });

  it('explain every cause: what is wrong and what to do next', () => {
    const keys = [
      ...wordsOf('Cause.class').flatMap((name) => ['title', 'wrong', 'next'].map((part) => `class.${name}.${part}`)),
      ...wordsOf('Cause.spf').flatMap((name) => ['wrong', 'next'].map((part) => `spf.${name}.${part}`)),
      ...wordsOf('Cause.dkim').flatMap((name) => ['wrong', 'next'].map((part) => `dkim.${name}.${part}`)),
      ...wordsOf('Held.reason').flatMap((name) => ['title', 'advice'].map((part) => `held.${name}.${part}`)),
    ];
    expect(keys.filter((key) => !(key in english))).toEqual([]);
  });

  it('offer every reason of a held message', () => {
    expect([...heldReasons].sort()).toEqual(wordsOf('Held.reason').sort());
  });

  it('explain every refusal of the sink in a plain sentence', () => {
    const refusals = wordsOf('Ingest.smtp.refused.reason');
    for (const dictionary of [english, japanese]) {
      const texts = refusals.map((reason) => dictionary[`refused.${reason}`]);
      expect(texts.filter((text) => typeof text !== 'string' || !/[.。]$/.test(text))).toEqual([]);
      expect(new Set(texts).size).toBe(refusals.length);
    }
  });

  it('say of every trouble of a mailbox what is wrong and what to do', () => {
    const mailboxTroubles = wordsOf('Mailbox.last_error.reason');
    for (const dictionary of [english, japanese]) {
      const texts = mailboxTroubles.map((reason) => dictionary[`trouble.${reason}`]);
      expect(texts.filter((text) => typeof text !== 'string' || !/\..* .+\.$|。.+。$/.test(text))).toEqual([]);
      expect(new Set(texts).size).toBe(mailboxTroubles.length);
    }
  });

  it.each([english, japanese])('say of every verdict, reason, step, fact, check and change what it means', (dictionary) => {
    const keys = [
      ...wordsOf('Judgement.verdict').map((verdict) => `verdict.${verdict}`),
      ...wordsOf('Judgement.reason').flatMap((reason) => [`reason.${reason}.title`, `reason.${reason}.plain`]),
      ...wordsOf('Step.code').map((code) => `step.${code}`),
      ...wordsOf('ReadinessCheck.code').map((code) => `check.${code}`),
      ...wordsOf('Ladder.at').map((rung) => `rung.${rung}`),
      ...wordsOf('PolicyDomain.stage').map((stage) => `stage.${stage}`),
      ...wordsOf('OverviewChange.kind').map((kind) => `change.${kind}`),
      ...wordsOf('PathFact.code').map((code) => `fact.${code}`),
      ...wordsOf('PathFact.cause').map((cause) => `failure.${cause}`),
    ];
    expect(keys.filter((key) => !dictionary[key])).toEqual([]);
  });

  it('never leave a plain sentence waiting for a name', () => {
    const plain = Object.entries(english).filter(([key]) => /^reason\..*\.plain$/.test(key));
    const known = ['failing', 'messages'];
    expect(plain.filter(([, text]) => parameterNames(text).some((name) => !known.includes(name)))).toEqual([]);
  });

  it('offer every verdict and reason as a filter', () => {
    expect([...verdicts].sort()).toEqual(wordsOf('Judgement.verdict').sort());
    expect([...reasons].sort()).toEqual(wordsOf('Judgement.reason').sort());
  });

  it('never call a held message quarantined', () => {
    const texts = Object.entries(english).filter(([key]) => key.startsWith('held.'));
    expect(texts.filter(([, text]) => /quarantin/i.test(JSON.stringify(text)))).toEqual([]);
  });
});

/** The files that `name` leads to by imports that are not put off, itself among them. */
function reach(name: string, seen = new Set<string>()): Set<string> {
  const text = files.find((file) => file.name === name)?.text;
  if (text === undefined || seen.has(name)) return seen;
  seen.add(name);
  for (const [, path = ''] of text.matchAll(/^\s*import [^;]*?from '(\.[^']+)'/gm)) {
    const target = join(dirname(name), path);
    reach(/\.svelte$/.test(target) ? target : `${target}.ts`, seen);
  }
  return seen;
}

/** What `entry` asks of dictionaries that are not loaded with it. */
function speechless(entry: string, words: readonly string[]): string[] {
  const known = ['core', ...words].flatMap((name) => Object.keys(named('en', name)));
  const texts = [...reach(entry)].map((name) => files.find((file) => file.name === name)?.text ?? '');
  const { whole: keys, filled } = asked(texts);
  const isWord = (key: string) => key in english && !known.includes(key);
  const families = filled.filter((pattern) => !known.some((key) => pattern.test(key)));
  return [...[...keys].filter(isWord), ...families.map(String)];
}

describe('a page', () => {
  it.each(pages)('$page has the words it speaks', ({ page, words }) => {
    expect(speechless(`pages/${page}.svelte`, words)).toEqual([]);
  });

  it('would be caught without some of its words', () => {
    expect(speechless('pages/Held.svelte', [])).toContain('held.none');
  });

  it('comes with the frame, which needs no more than the words of every page', () => {
    expect(speechless('App.svelte', [])).toEqual([]);
  });
});

interface Node {
  type: string;
  name?: string;
  data?: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The words that stand in a component's markup itself. */
function literals(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literals);
  if (!isNode(node)) return [];
  if (node.type === 'Text') return /\p{L}{2}/u.test(node.data ?? '') ? [(node.data ?? '').trim()] : [];
  if (node.type === 'Attribute') {
    const isRead = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label'].includes(node.name ?? '');
    return isRead ? literals(node.value) : [];
  }
  const children = ['fragment', 'nodes', 'attributes', 'consequent', 'alternate', 'body', 'then', 'pending', 'fallback'];
  return children.flatMap((key) => literals(node[key]));
}

describe('the components', () => {
  const components = files.filter(({ name }) => name.endsWith('.svelte'));

  it.each(components)('$name has no words of its own', ({ text }) => {
    expect(literals(parse(text, { modern: true }).fragment)).toEqual([]);
  });

  it('would be caught with words of their own', () => {
    const inside = '{#if a}<p title="Some words">{b}</p>{:else}<b>More words</b>{/if}';
    expect(literals(parse(inside, { modern: true }).fragment)).toEqual(['Some words', 'More words']);
  });
});

describe('messageParts', () => {
  const write = (value: string | number) => `<${value}>`;
  const text = (lang: string, message: Message, params: Record<string, string | number>) =>
    messageParts(lang, message, params, write)
      .map((part) => part.text)
      .join('');

  it.each([
    ['en', 0, '<0> files'],
    ['en', 1, '<1> file'],
    ['en', 2, '<2> files'],
    ['ja', 1, '<1> files'],
  ])('chooses the form of %s for %i', (lang, n, wanted) => {
    expect(text(lang, { by: 'n', one: '{n} file', other: '{n} files' }, { n })).toBe(wanted);
  });

  it('keeps the parameters apart, so that they can be links', () => {
    expect(messageParts('en', 'a {x} b', { x: 'y' }, String)).toEqual([
      { text: 'a ' },
      { name: 'x', text: 'y' },
      { text: ' b' },
    ]);
  });

  it('does not read braces in a value as a parameter', () => {
    expect(text('en', '{a}', { a: '{b}', b: 'no' })).toBe('<{b}>');
  });
});
