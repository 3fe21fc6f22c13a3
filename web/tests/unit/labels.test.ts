import { describe, expect, it } from 'vitest';
import type { PathRow } from '../../src/lib/api/types';
import { examples, labelBys, ruleFor, uses } from '../../src/lib/labels';
import { wordsOf } from './contract';

describe('labels', () => {
  it('may know a sender by all that the API knows one by', () => {
    expect([...labelBys].sort()).toEqual(wordsOf('Label.by').sort());
    expect(Object.keys(examples).sort()).toEqual(wordsOf('Label.by').sort());
    expect([...uses].sort()).toEqual(wordsOf('Label.use').sort());
  });
});

describe('ruleFor', () => {
  it.each([
    ['signer', 'signer:mailer.example.net', { by: 'dkim_domain', pattern: 'mailer.example.net' }],
    ['reverse_name', 'reverse_name:example.net', { by: 'reverse_name', pattern: 'example.net' }],
    ['network', 'network:2001:db8:2::/64', { by: 'network', pattern: '2001:db8:2::/64' }],
    ['asn', 'asn:AS64500', { by: 'asn', pattern: 'AS64500' }],
    ['label', 'label:1', null],
    ['service', 'service:sendgrid', null],
    ['unknown', 'unknown', null],
  ] as const)('of a %s with the key %s is %j', (kind, key, wanted) => {
    const sender: PathRow['sender'] = { kind, key, name: '', service_kind: null };
    expect(ruleFor({ sender })).toEqual(wanted);
  });
});
