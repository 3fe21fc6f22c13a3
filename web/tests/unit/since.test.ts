import { describe, expect, it } from 'vitest';
import { failingSince } from '../../src/lib/since';

/** Days of November: `fail/messages` each, in order. */
const days = (...written: string[]) =>
  written.map((text, at) => {
    const [fail = 0, messages = 0] = text.split('/').map(Number);
    return { day: `2026-11-0${at + 1}`, fail, messages };
  });

describe('failingSince', () => {
  it.each([
    ['the first day where all of it failed', days('2/5', '1/9'), '2026-11-01'],
    ['the day after the last sound one', days('3/3', '0/4', '2/5', '1/1'), '2026-11-03'],
    ['a stretch with days without a message in it', days('0/4', '2/5', '0/0', '1/1'), '2026-11-02'],
    ['no stretch before a day without a message', days('0/4', '0/0', '1/1'), '2026-11-03'],
    ['nothing once all passes again', days('2/5', '0/4'), null],
    ['nothing where nothing fails', days('0/5', '0/4'), null],
    ['nothing without a day', [], null],
  ])('tells %s', (_, seen, since) => {
    expect(failingSince(seen)).toBe(since);
  });
});
