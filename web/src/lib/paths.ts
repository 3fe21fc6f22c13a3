import type { PathRow, PathToFix, Reason, Verdict } from './api/types';
import type { Params } from './i18n/message';

export const verdicts = ['misconfigured', 'unsure', 'spoofed', 'forwarded', 'healthy'] as const satisfies readonly Verdict[];

/** Why a path may be what it is, in the order the page offers them. */
export const reasons = [
  'service_domain_dkim',
  'service_domain_spf',
  'strict_alignment_dkim',
  'strict_alignment_spf',
  'dkim_no_key',
  'dkim_temperror',
  'dkim_signature_fails',
  'spf_permerror',
  'spf_temperror',
  'own_server_unauthenticated',
  'intermittent',
  'ask_do_you_use',
  'ask_is_it_yours',
  'reporters_disagree',
  'too_few',
  'other',
  'unauthenticated',
  'not_yours',
  'dkim_survived',
  'override_mailing_list',
  'override_arc',
  'override_forwarder',
  'signature_broken_in_transit',
  'passing',
  'operator',
] as const satisfies readonly Reason[];

/** The keys of the sentence about a reason: the one that tells most comes first. */
export function sentencesOf(reason: string): string[] {
  return ['full', 'most', 'some', 'plain'].map((kind) => `reason.${reason}.${kind}`);
}

/** What the sentences of a path are filled in with. */
export function paramsOf(path: PathRow | PathToFix): Params {
  return { ...path.parameters, messages: path.messages, failing: path.fail };
}

/** A step as it stands by itself, without the records that its colon leads to. */
export function alone(step: string): string {
  return step.replace(/:$/, '.');
}

/** Two names as they stand one above the other: what is before their common end, and that end. */
export interface Compared {
  own: string;
  common: string;
}

/** `name` beside `from`, label by label from the end. */
export function compared(from: string, name: string): Compared {
  const others = from.toLowerCase().split('.').reverse();
  const labels = name.split('.');
  let same = 0;
  while (same < labels.length && labels[labels.length - 1 - same]?.toLowerCase() === others[same]) same += 1;
  const common = labels.slice(labels.length - same).join('.');
  const own = labels.slice(0, labels.length - same).join('.');
  return { own: own && common ? `${own}.` : own, common };
}

/** Of several results the one that says most about alignment: an aligned pass, a pass, most failing. */
export function telling<T extends { aligned: boolean; result: string | null }>(all: readonly T[]): T | null {
  const passing = all.filter((one) => one.result === 'pass');
  return passing.find((one) => one.aligned) ?? passing[0] ?? all[0] ?? null;
}
