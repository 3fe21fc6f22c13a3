import type { Policy, PolicyDomain } from './api/types';
import { quoted } from './format/untrusted';

const kLength = 90;

/** True at the last step: nothing stricter is left to advise. */
export function isAtTop({ stage }: Pick<PolicyDomain, 'stage'>): boolean {
  return stage === 'enforced';
}

/** The record's tags as reporters saw them: what is not there is not made up. */
export function tagsOf(policy: Policy): string {
  const pairs = Object.entries({ p: policy.p, sp: policy.sp, np: policy.np, adkim: policy.adkim, aspf: policy.aspf });
  const told = pairs.filter(([, value]) => value).map(([tag, value]) => `${tag}=${value}`);
  if (policy.testing === 'y') told.push('t=y');
  if (policy.pct !== null && policy.pct !== 100) told.push(`pct=${policy.pct}`);
  return quoted(told.join('; '), kLength);
}
