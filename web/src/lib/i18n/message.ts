/** A text of a dictionary. With `by`, the number of that name chooses the form. */
export type Message = string | { by: string; one?: string; other: string };
export type Params = Readonly<Record<string, string | number>>;
/** A piece of a sentence: `name` is set where a parameter stands. */
export interface Part {
  name?: string;
  text: string;
}

const rules = new Map<string, Intl.PluralRules>();

function chosen(lang: string, message: Message, params: Params): string {
  if (typeof message === 'string') return message;
  let rule = rules.get(lang);
  if (!rule) rules.set(lang, (rule = new Intl.PluralRules(lang)));
  const isOne = rule.select(Number(params[message.by] ?? 0)) === 'one';
  return isOne && message.one !== undefined ? message.one : message.other;
}

/** The message in pieces, so that a parameter can become a link. `write` makes a value readable. */
export function messageParts(
  lang: string,
  message: Message,
  params: Params,
  write: (value: string | number) => string,
): Part[] {
  return chosen(lang, message, params)
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return { text: piece };
      const value = params[name];
      return value === undefined ? { text: piece } : { name, text: write(value) };
    });
}

/** The names of the parameters of all forms of a message, sorted. */
export function parameterNames(message: Message): string[] {
  const forms = typeof message === 'string' ? [message] : [message.one ?? '', message.other];
  const names = forms.flatMap((form) => Array.from(form.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ''));
  if (typeof message !== 'string') names.push(message.by);
  return [...new Set(names)].sort();
}

/** True when `params` fill in every form of the message. */
export function fits(message: Message, params: Params): boolean {
  return parameterNames(message).every((name) => params[name] !== undefined);
}
