import type { Message } from '../message';

// English: why mail fails, and what to do next.
export const words = {
  'cause.next': 'Next:',
  'cause.details': 'Steps for SPF and DKIM',
  'cause.unnamed': 'a domain the report does not name',
  'cause.no_selector': 'not told',
  'cause.one_of': 'one of {list}',
  'cause.no_result': 'no result told',
  'cause.overrides': 'The receiver made an exception: {types}.',
  'cause.unknown': 'This page does not know this case yet: look at the records.',
  'class.aligned_both.title': 'Both aligned',
  'class.aligned_both.wrong': 'Nothing is wrong: SPF and DKIM both pass for {from}.',
  'class.aligned_both.next': 'nothing to do.',
  'class.spf_only.title': 'Only SPF aligned',
  'class.spf_only.wrong': 'Only SPF passes for {from}. A forwarded copy of the mail would fail.',
  'class.spf_only.next': 'let {ip} sign with DKIM as {from}, so that forwarded mail passes too.',
  'class.dkim_only.title': 'Only DKIM aligned',
  'class.dkim_only.wrong': 'Only DKIM passes for {from}. That is enough, also for forwarded mail.',
  'class.dkim_only.next': 'nothing urgent; a return path under {from} would align SPF as well.',
  'class.unaligned.title': 'Not aligned',
  'class.unaligned.wrong': 'The mail is authenticated, but for another domain than {from}.',
  'class.unaligned.next':
    'if you use this service, let it sign with DKIM as {from} (it gives you DNS records to publish), or give it a return path under {from}.',
  'class.broken.title': 'Own authentication broken',
  'class.broken.wrong': 'SPF or DKIM is set up for {from}, but does not pass.',
  'class.broken.next': 'repair the DNS record or the signer; the steps name the record to look at.',
  'class.indirect.title': 'Forwarded',
  'class.indirect.wrong':
    'The mail reached its receiver through a forwarder or mailing list at {ip}, which is how alignment with {from} was lost.',
  'class.indirect.next': 'nothing to do here; DKIM signatures as {from} are what survives forwarding.',
  'class.unauthenticated.title': 'Not authenticated',
  'class.unauthenticated.wrong':
    'Nothing passes for any domain: {ip} is a server you have not set up, or somebody who forges {from}.',
  'class.unauthenticated.next':
    'if {ip} is yours, add it to the SPF record of {from} and let it sign with DKIM; if not, a stricter DMARC policy stops it.',
  'spf.aligned.wrong': 'SPF passes for {spf_domains}, aligned with {from}.',
  'spf.aligned.next': 'SPF: nothing to do.',
  'spf.unaligned.wrong': 'SPF passes for {spf_domains}, which is not aligned with {from}.',
  'spf.unaligned.next':
    'SPF: use a return path (envelope sender) under {from}, such as bounce.{from}. Services call it custom return path or MAIL FROM domain.',
  'spf.failed.wrong': 'SPF does not pass for {spf_domains} ({spf_results}).',
  'spf.failed.next':
    'SPF: if {ip} sends for you, add it, or the include of its service, to the SPF record of {spf_domains}.',
  'spf.none.wrong': '{spf_domains} has no SPF record ({spf_results}).',
  'spf.none.next': 'SPF: if you send as {spf_domains}, publish one TXT record there that begins v=spf1 and names {ip}.',
  'spf.error.wrong': 'The SPF record of {spf_domains} could not be evaluated ({spf_results}).',
  'spf.error.next':
    'SPF: check the record of {spf_domains}: only one, no typing errors, at most 10 lookups. A temperror alone often passes by itself.',
  'spf.absent.wrong': 'The reporter tells nothing about SPF.',
  'spf.absent.next': 'SPF: look at what other reporters say about {ip}.',
  'dkim.aligned.wrong': 'DKIM passes as {dkim_domains} (selector {dkim_selectors}), aligned with {from}.',
  'dkim.aligned.next': 'DKIM: nothing to do.',
  'dkim.unaligned.wrong': 'DKIM signs as {dkim_domains} (selector {dkim_selectors}), not as {from}.',
  'dkim.unaligned.next':
    'DKIM: switch on signing for {from} at this sender, and publish the records it gives you under _domainkey.{from}.',
  'dkim.broken.wrong':
    'The DKIM signature as {dkim_domains} (selector {dkim_selectors}) does not verify ({dkim_results}).',
  'dkim.broken.next':
    'DKIM: compare the key published at {dkim_key} with the one the signer uses. If it passes from other sources, something on the way changes the mail.',
  'dkim.failed_other.wrong':
    'A DKIM signature as {dkim_domains} does not verify ({dkim_results}), and would not align with {from} either.',
  'dkim.failed_other.next': 'DKIM: let this sender sign as {from}; the signature of {dkim_domains} does not help you.',
  'dkim.none.wrong': 'The mail has no DKIM signature.',
  'dkim.none.next': 'DKIM: if this sender is yours, switch on signing as {from} and publish its key under _domainkey.{from}.',
  'dkim.absent.wrong': 'The reporter tells of no DKIM signature.',
  'dkim.absent.next':
    'DKIM: see in a mail of this sender whether it signs at all. Some reporters leave signatures out of their reports.',
} as const satisfies Record<string, Message>;
