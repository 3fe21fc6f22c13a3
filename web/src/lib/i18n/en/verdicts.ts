import type { Message } from '../message';

// English: verdicts on sending paths, why each, and what to do. A reason has its fullest sentence under
// `full`; one whose names are not all known is told by `most`, `some` or `plain`, which needs none.
export const words = {
  'verdict.healthy': 'Healthy',
  'verdict.misconfigured': 'Misconfigured',
  'verdict.forwarded': 'Forwarded',
  'verdict.spoofed': 'Spoofed',
  'verdict.unsure': 'Unsure',
  'path.name': '{sender} → {domain}',
  'path.unknown': 'Unknown sources',
  'reason.operator.title': 'Set by you',
  'reason.operator.plain': 'You set this verdict.',
  'reason.passing.title': 'Passes',
  'reason.passing.plain': '{failing} of {messages} messages fail.',
  'reason.dkim_survived.title': 'Passed on, signature intact',
  'reason.dkim_survived.full':
    'Mail that {home_sender} signed as {own_dkim_domain} (selector {own_selector}) comes from here with its signature intact but without aligned SPF: it was passed on.',
  'reason.dkim_survived.plain':
    'Mail comes from here with the signature of another sender of yours, but without aligned SPF: it was passed on.',
  'reason.override_mailing_list.title': 'Mailing list',
  'reason.override_mailing_list.plain': 'Receivers say that a mailing list passed this mail on.',
  'reason.override_arc.title': 'Forwarded, vouched for by ARC',
  'reason.override_arc.plain':
    'Receivers trust the chain of servers (ARC) that says how this mail was authenticated before it was passed on.',
  'reason.override_forwarder.title': 'Forwarder',
  'reason.override_forwarder.plain': 'Receivers say that a forwarder passed this mail on.',
  'reason.signature_broken_in_transit.title': 'Changed on the way',
  'reason.signature_broken_in_transit.full':
    'The signature of {own_dkim_domain} (selector {own_selector}) is there but broken, while the same key passes elsewhere: a list or forwarder changed the mail.',
  'reason.signature_broken_in_transit.plain':
    'Your signature is there but broken, while the same key passes elsewhere: a list or forwarder changed the mail.',
  'reason.strict_alignment_dkim.title': 'DKIM alignment is strict',
  'reason.strict_alignment_dkim.full':
    'DKIM passes as {own_dkim_domain}, From is {header_from}: your strict alignment (adkim=s) refuses it.',
  'reason.strict_alignment_dkim.plain':
    'DKIM passes for another name of yours: your strict alignment (adkim=s) refuses it.',
  'reason.strict_alignment_spf.title': 'SPF alignment is strict',
  'reason.strict_alignment_spf.full':
    'SPF passes as {own_spf_domain}, From is {header_from}: your strict alignment (aspf=s) refuses it.',
  'reason.strict_alignment_spf.plain':
    'SPF passes for another name of yours: your strict alignment (aspf=s) refuses it.',
  'reason.dkim_no_key.title': 'DKIM key missing',
  'reason.dkim_no_key.full':
    'Mail is signed as {own_dkim_domain} with selector {own_selector}, but that key is not in the DNS or cannot be used.',
  'reason.dkim_no_key.plain': 'Mail is signed as yours with a key that is not in the DNS.',
  'reason.dkim_temperror.title': 'DKIM key cannot be looked up',
  'reason.dkim_temperror.full':
    'Receivers cannot look up the key {own_selector} of {own_dkim_domain}: its name servers do not answer.',
  'reason.dkim_temperror.plain': 'Receivers cannot look up your DKIM key: its name servers do not answer.',
  'reason.dkim_signature_fails.title': 'DKIM signature invalid',
  'reason.dkim_signature_fails.full':
    'The signature of {own_dkim_domain} (selector {own_selector}) does not verify, here or anywhere else.',
  'reason.dkim_signature_fails.plain': 'Your signature does not verify, here or anywhere else.',
  'reason.spf_permerror.title': 'SPF record broken',
  'reason.spf_permerror.full':
    'The SPF record of {own_spf_domain} cannot be evaluated: there are two, it needs too many lookups, or it has a mistake.',
  'reason.spf_permerror.plain': 'Your SPF record cannot be evaluated.',
  'reason.spf_temperror.title': 'SPF record cannot be looked up',
  'reason.spf_temperror.full':
    'Receivers cannot look up the SPF record of {own_spf_domain}: its name servers do not answer.',
  'reason.spf_temperror.plain': 'Receivers cannot look up your SPF record.',
  'reason.service_domain_dkim.title': 'Signs as the service, not as you',
  'reason.service_domain_dkim.full':
    'DKIM passes as {dkim_domain} (selector {dkim_selector}), SPF passes as {spf_domain}; neither is {header_from}.',
  'reason.service_domain_dkim.some':
    'DKIM passes as {dkim_domain} (selector {dkim_selector}), which is not {header_from}.',
  'reason.service_domain_dkim.plain': 'DKIM passes for a name that is not yours.',
  'reason.service_domain_spf.title': 'Return path of the service, not yours',
  'reason.service_domain_spf.full':
    'SPF passes as {spf_domain}, which is not {header_from}, and no signature passes as {header_from}.',
  'reason.service_domain_spf.plain': 'SPF passes for a name that is not yours.',
  'reason.own_server_unauthenticated.title': 'Your server is not authenticated',
  'reason.own_server_unauthenticated.full':
    '{address} sends as {header_from}, and neither SPF nor DKIM vouches for it.',
  'reason.own_server_unauthenticated.plain': 'This sender is yours, and neither SPF nor DKIM vouches for it.',
  'reason.intermittent.title': 'Fails from time to time',
  'reason.intermittent.plain':
    '{failing} of {messages} messages have no aligned pass; the others from here do.',
  'reason.ask_do_you_use.title': 'Do you use this service?',
  'reason.ask_do_you_use.full':
    '{service} sends as {header_from}; SPF passes as {spf_domain}, which is not aligned. Do you use it?',
  'reason.ask_do_you_use.most':
    '{service} sends as {header_from}; DKIM passes as {dkim_domain}, which is not aligned. Do you use it?',
  'reason.ask_do_you_use.some': '{sender} sends as {header_from}, and no name of yours passes. Do you use it?',
  'reason.ask_do_you_use.plain': 'A service sends in your name. Do you use it?',
  'reason.ask_is_it_yours.title': 'Is this server yours?',
  'reason.ask_is_it_yours.full':
    '{address} steadily sends as {header_from}, and nothing vouches for it. Is it yours?',
  'reason.ask_is_it_yours.plain': 'Somebody steadily sends in your name. Is it a server of yours?',
  'reason.reporters_disagree.title': 'Reporters disagree',
  'reason.reporters_disagree.plain': 'Reporters contradict each other, or their own results.',
  'reason.too_few.title': 'Too few messages',
  'reason.too_few.plain': '{messages} messages are too few to tell.',
  'reason.not_yours.title': 'Not yours, you said',
  'reason.not_yours.plain': 'You said that this sender is not yours.',
  'reason.unauthenticated.title': 'Nothing vouches for it',
  'reason.unauthenticated.plain': 'Nothing but the From field says that this mail is yours.',
  'reason.other.title': 'Not enough to tell',
  'reason.other.plain': 'The reports do not say enough.',
  'reason.new': 'This page does not know this case yet: look at the records.',
  'step.nothing_to_do': 'Nothing to do.',
  'step.say_if_used': 'Say whether you use this service. If you do, go on with the next steps.',
  'step.say_if_yours': 'Say whether this is a server of yours. If it is, go on with the next steps.',
  'step.set_up_own_dkim': 'Let the service sign as {header_from}, and publish its key:',
  'step.set_up_own_return_path': 'Let the service use a return path below {header_from}, so that SPF aligns:',
  'step.no_own_names_there':
    'This service cannot send in your name. Use a From address of its own, or another way to send.',
  'step.sign_as_from_domain': 'Sign as {header_from} itself (d={header_from}).',
  'step.relax_dkim': 'Or relax DKIM alignment, so that names of one organisation count as equal. Change in the record:',
  'step.return_path_as_from_domain': 'Use {header_from} itself in the return path.',
  'step.relax_spf': 'Or relax SPF alignment, so that names of one organisation count as equal. Change in the record:',
  'step.publish_key': 'Publish the key that the server signs with, or let it sign with one that is published:',
  'step.compare_key': 'Compare the published key with the one that the server signs with:',
  'step.look_for_changes_after_signing':
    'Look for what changes mail after it was signed: footers, gateways, conversions.',
  'step.check_name_servers': 'Check that all name servers of the domain answer, over TCP too, and quickly.',
  'step.one_spf_record': 'Keep exactly one SPF record at the domain.',
  'step.at_most_ten_lookups':
    'Bring it to ten lookups at most: drop what is not used, and give services a return path of their own below your domain.',
  'step.add_server_to_spf': 'Add the server to the SPF record of the return path; keep what is in it:',
  'step.sign_on_server': 'Sign on the server as {header_from}, and publish the key; a signature survives forwarding:',
  'step.find_what_differs':
    'Find what sets the failing messages apart: one of several servers, one program, one day.',
  'step.compare_reporters': 'Compare what the reporters say; the mistake may be theirs.',
  'step.wait_for_more': 'Wait for more reports.',
  'step.let_policy_refuse': 'Nothing to publish for this one: with p=reject, receivers refuse it.',
  'step.yes': 'Yes',
  'step.no': 'No',
  'path.since': 'since {day}',
  'path.failing_since': 'failing since {day}',
  'source.unconfirmed': '(not confirmed by a lookup of the name)',
} as const satisfies Record<string, Message>;
