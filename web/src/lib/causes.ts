import type { CauseCodes, RecordRow, SourceCause } from './api/types';

/** What the sentences about a cause are filled in with. Empty lists mean: the report did not say. */
export interface CauseNames {
  from: string;
  spfDomains: string[];
  spfResults: string[];
  dkimDomains: string[];
  dkimSelectors: string[];
  /** False when the selectors are those of several signatures, and only some of these are meant. */
  isSelectorSure: boolean;
  dkimResults: string[];
}

interface Check {
  domain: string | null;
  selector?: string | null;
  result: string | null;
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && value !== ''))];
}

/** True when one domain is the other or below it: what alignment of the two can rest on. */
function isRelated(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** `all` without those that a sentence about `code` does not mean; all of them if none is left. */
function meant<T>(all: readonly T[], isMeant: (one: T) => boolean): T[] {
  const some = all.filter(isMeant);
  return some.length > 0 ? some : [...all];
}

const kPassing = ['aligned', 'unaligned'];
const kOwn = ['aligned', 'broken'];

/** Sentences about a pass name what passes, others what does not. */
function hasResult(code: string, result: string | null): boolean {
  return kPassing.includes(code) === (result === 'pass');
}

/** Sentences about the own domain name it, those about another leave it out. */
function hasDomain(code: string, domain: string, from: string): boolean {
  return kOwn.includes(code) === isRelated(domain, from);
}

/** A source tells its domains, selectors and results in lists of their own, without who is whose. */
export function namesOfSource(from: string, cause: SourceCause): CauseNames {
  const all = distinct(cause.dkim_domains);
  const dkimDomains = meant(all, (domain) => hasDomain(cause.dkim, domain, from));
  const dkimSelectors = distinct(cause.dkim_selectors);
  return {
    from,
    spfDomains: distinct(cause.spf_domains),
    spfResults: meant(distinct(cause.spf_results), (result) => hasResult(cause.spf, result)),
    dkimDomains,
    dkimSelectors,
    isSelectorSure: dkimSelectors.length < 2 || dkimDomains.length === all.length,
    dkimResults: meant(distinct(cause.dkim_results), (result) => hasResult(cause.dkim, result)),
  };
}

export function namesOfRecord(record: RecordRow): CauseNames {
  const { spf, dkim } = record.cause;
  const from = record.header_from ?? '';
  const checks = meant<Check>(record.auth_spf, (one) => hasResult(spf, one.result));
  const signatures = meant(
    meant<Check>(record.auth_dkim, (one) => hasResult(dkim, one.result)),
    (one) => hasDomain(dkim, one.domain ?? '', from),
  );
  return {
    from,
    spfDomains: distinct(checks.map((one) => one.domain)),
    spfResults: distinct(checks.map((one) => one.result)),
    dkimDomains: distinct(signatures.map((one) => one.domain)),
    dkimSelectors: distinct(signatures.map((one) => one.selector)),
    isSelectorSure: true,
    dkimResults: distinct(signatures.map((one) => one.result)),
  };
}

const failing = new Set<CauseCodes['class']>(['unaligned', 'broken', 'unauthenticated']);

/** True when messages of this cause had no aligned pass. Forwarded ones may have: both legs tell. */
export function isFailing(cause: CauseCodes): boolean {
  if (cause.class === 'indirect') return cause.spf !== 'aligned' && cause.dkim !== 'aligned';
  return failing.has(cause.class);
}
