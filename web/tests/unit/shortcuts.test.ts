import { beforeEach, describe, expect, it } from 'vitest';
import { areOn, meaning, switchShortcuts } from '../../src/lib/shortcuts';

describe('a shortcut', () => {
  beforeEach(() => {
    meaning('Escape', 0); // nothing waits for a second letter
    localStorage.clear();
  });

  it.each([
    ['/', 'search'],
    ['?', 'help'],
    ['p', null],
    ['g', null],
  ])('of %s alone asks for %s', (key, wanted) => {
    expect(meaning(key, 1)).toBe(wanted);
  });

  it.each([
    ['o', '/'],
    ['p', '/paths'],
    ['d', '/domains'],
    ['r', '/reports'],
    ['i', '/ingestion'],
    ['x', null],
  ])('of g and %s goes to %s', (key, wanted) => {
    meaning('g', 1000);
    expect(meaning(key, 1500)).toBe(wanted);
  });

  it('does not wait for ever for its second letter', () => {
    meaning('g', 1000);
    expect(meaning('p', 2500)).toBeNull();
  });

  it('takes one letter after g and no more', () => {
    meaning('g', 1000);
    meaning('p', 1100);
    expect(meaning('r', 1200)).toBeNull();
  });

  it('can be switched off, and on again', () => {
    expect(areOn()).toBe(true);
    switchShortcuts(false);
    expect(areOn()).toBe(false);
    switchShortcuts(true);
    expect(areOn()).toBe(true);
  });
});
