import { beforeEach, describe, expect, it } from 'vitest';
import { pageAfterLogin } from '../../src/lib/api/session.svelte';

describe('pageAfterLogin', () => {
  beforeEach(() => {
    const base = document.createElement('base');
    base.href = '/dmarc/';
    document.head.replaceChildren(base);
  });

  it.each([
    [null, '/dmarc/'],
    ['', '/dmarc/'],
    ['/', '/dmarc/'],
    ['/records?result=fail&domain=a.example', '/dmarc/records?result=fail&domain=a.example'],
    ['/login', '/dmarc/'],
    ['/login?next=/held', '/dmarc/'],
    ['//evil.example/', '/dmarc/'],
    ['/\\evil.example/', '/dmarc/'],
    ['https://evil.example/', '/dmarc/'],
    ['javascript:alert(1)', '/dmarc/'],
    ['records', '/dmarc/'],
  ])('leads from "%s" to %s and never elsewhere', (next, page) => {
    expect(pageAfterLogin(next)).toBe(page);
  });

  it('stays on this server even where dots climb', () => {
    const page = new URL(pageAfterLogin('/../../x'), 'https://here.example/dmarc/login');
    expect(page.origin).toBe('https://here.example');
  });
});
