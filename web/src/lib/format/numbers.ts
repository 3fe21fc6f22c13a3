// Making an Intl formatter costs far more than using it, so each is made once.

const kTooFew = 10;
const made = new Map<string, Intl.NumberFormat>();

function formatter(lang: string, kind: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang} ${kind}`;
  let known = made.get(key);
  if (!known) made.set(key, (known = new Intl.NumberFormat(lang, options)));
  return known;
}

export function count(lang: string, value: number): string {
  return formatter(lang, 'count', { maximumFractionDigits: 0 }).format(value);
}

/** Short enough for an axis: 12K, 1.5M. */
export function compact(lang: string, value: number): string {
  return formatter(lang, 'compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/**
 * `part` of `all` in percent. A share that is not nothing never reads as 0 %, and one that is not
 * everything never as 100 %.
 */
export function share(lang: string, part: number, all: number): string {
  const percent = formatter(lang, 'percent', { style: 'percent', maximumFractionDigits: 1 });
  if (all <= 0) return percent.format(0);
  const value = part / all;
  if (value > 0 && value < 0.0005) return `<${percent.format(0.001)}`;
  if (value < 1 && value >= 0.9995) return `>${percent.format(0.999)}`;
  return percent.format(value);
}

/** True when a share of `all` messages would say more than the data does. */
export function tooFew(all: number): boolean {
  return all < kTooFew;
}

export function octets(lang: string, value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte'] as const;
  let step = 0;
  let rest = value;
  while (rest >= 1000 && step < units.length - 1) {
    rest /= 1000;
    step += 1;
  }
  const unit = units[step] ?? 'byte';
  return formatter(lang, unit, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 || rest >= 100 ? 0 : 1,
  }).format(rest);
}
