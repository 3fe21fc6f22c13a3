import type { Label, NewLabel, PathRow } from './api/types';

/** By what a label may know a sender, in the order the page offers them. */
export const labelBys = ['dkim_domain', 'spf_domain', 'reverse_name', 'network', 'asn'] as const satisfies readonly Label['by'][];
export const uses = ['used', 'not_used', 'unknown'] as const satisfies readonly Label['use'][];

/** How a pattern of each kind is written. */
export const examples: Record<Label['by'], string> = {
  dkim_domain: 'mailer.example.net',
  spf_domain: 'bounces.example.net',
  reverse_name: 'example.net',
  network: '192.0.2.0/24',
  asn: 'AS64500',
};

const kinds: Record<string, Label['by']> = { signer: 'dkim_domain', reverse_name: 'reverse_name', network: 'network', asn: 'asn' };

/** The rule that would give the sender of a path a name; null where it has one, or none can. */
export function ruleFor({ sender }: Pick<PathRow, 'sender'>): Pick<NewLabel, 'by' | 'pattern'> | null {
  const by = kinds[sender.kind];
  const at = sender.key.indexOf(':');
  return by && at > 0 ? { by, pattern: sender.key.slice(at + 1) } : null;
}
