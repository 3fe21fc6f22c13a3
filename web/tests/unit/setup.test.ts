import { describe, expect, it } from 'vitest';
import { listSetting, mailboxSettings, setupSteps, sinkSettings, stepOf } from '../../src/lib/setup';

describe('the steps of setting up', () => {
  it.each(setupSteps)('are found by name: %s', (step) => {
    expect(stepOf(step)).toBe(step);
  });

  it.each(['', 'nowhere', 'toString'])('begin with the first for %j', (text) => {
    expect(stepOf(text)).toBe('receive');
  });
});

describe('lines of the settings file', () => {
  it.each([
    [[], 'domains = []'],
    [['example.com'], 'domains = ["example.com"]'],
    [['example.com', 'a"b\\c'], 'domains = ["example.com", "a\\"b\\\\c"]'],
  ])('hold %j as a list that the file can be read with', (values, wanted) => {
    expect(listSetting('domains', values)).toBe(wanted);
  });

  it('let the sink take mail to one address', () => {
    expect(sinkSettings('dmarc@example.com')).toBe('[smtp]\nlisten = ["0.0.0.0:25"]\nrecipients = ["dmarc@example.com"]');
  });

  it('have what is told of a mailbox, and the rest in braces', () => {
    const told = { host: 'mail.example.com', port: 1143, tls: 'starttls', user: 'a"b@example.com', folder: 'DMARC' };
    expect(mailboxSettings(told).split('\n')).toEqual([
      '[[imap]]',
      'name = "reports"',
      'host = "mail.example.com"',
      'port = 1143',
      'tls = "starttls"',
      'user = "a\\"b@example.com"',
      'password_file = "{imap.secret}"',
      'folders = ["DMARC"]',
    ]);
    expect(mailboxSettings({})).toContain('host = "{imap.example.com}"');
  });
});
