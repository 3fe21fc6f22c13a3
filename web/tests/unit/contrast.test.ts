import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(join(import.meta.dirname, '../../src/tokens.css'), 'utf8');
const tokens = new Map(
  Array.from(sheet.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g), (match) => [
    match[1] ?? '',
    { light: match[2] ?? '', dark: match[3] ?? '' },
  ]),
);

/** Source: WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const kText = 4.5;
const kGraphic = 3;
const limits: [token: string, on: string[], limit: number][] = [
  ...['text', 'muted', 'link', 'healthy', 'misconfigured', 'spoofed', 'forwarded', 'unsure'].map(
    (token): [string, string[], number] => [token, ['bg', 'card'], kText],
  ),
  ['control', ['bg', 'card'], kGraphic],
  ...['failing', 'forwarded', 'one-aligned', 'both-aligned'].map((name): [string, string[], number] => [
    `series-${name}`,
    ['bg'],
    kGraphic,
  ]),
];

describe('contrast', () => {
  it.each(['light', 'dark'] as const)('in %s is enough for every token', (look) => {
    const short = limits.flatMap(([token, grounds, limit]) =>
      grounds
        .map((on) => ({ token, on, limit, got: contrast(tokens.get(token)?.[look] ?? '', tokens.get(on)?.[look] ?? '') }))
        .filter(({ got }) => !(got >= limit)),
    );
    expect(short).toEqual([]);
  });

  it('knows black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeLessThan(kText);
  });

  it('covers every token but the grounds and the hairline', () => {
    const covered = limits.map(([token]) => token);
    expect([...tokens.keys()].filter((token) => !covered.includes(token))).toEqual(['bg', 'card', 'line']);
  });
});

describe('the style sheets', () => {
  it('name no colour outside the tokens', () => {
    const own = sheet.replace(/light-dark\([^)]*\)/g, '');
    expect(own).not.toMatch(/#[0-9a-f]{3,8}\b/i);
    const base = readFileSync(join(import.meta.dirname, '../../src/app.css'), 'utf8');
    expect(base).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/i);
  });
});
