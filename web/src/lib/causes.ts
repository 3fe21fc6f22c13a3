import type { CauseCodes, RecordRow, SourceCause } from './api/types';

/** What the sentences about a cause are filled in with. Empty lists mean: the report did not say. */
export interface CauseNames {
  from: string;
  spfDomains: string[];
  spfResults: string[];
  dkimDomains: string[];
  dkimSelectors: string[];
  dkimResults: string[];
}

export type Leg = 'spf' | 'dkim';

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value): value is string => value !== null && value !== ''))];
}

export function namesOfSource(from: string, cause: SourceCause): CauseNames {
  return {
    from,
    spfDomains: distinct(cause.spf_domains),
    spfResults: distinct(cause.spf_results),
    dkimDomains: distinct(cause.dkim_domains),
    dkimSelectors: distinct(cause.dkim_selectors),
    dkimResults: distinct(cause.dkim_results),
  };
}

export function namesOfRecord(record: RecordRow): CauseNames {
  return {
    from: record.header_from,
    spfDomains: distinct(record.auth_spf.map((one) => one.domain)),
    spfResults: distinct(record.auth_spf.map((one) => one.result)),
    dkimDomains: distinct(record.auth_dkim.map((one) => one.domain)),
    dkimSelectors: distinct(record.auth_dkim.map((one) => one.selector)),
    dkimResults: distinct(record.auth_dkim.map((one) => one.result)),
  };
}

const failing = new Set<CauseCodes['class']>(['unaligned', 'broken', 'unauthenticated']);

/** True when messages of this cause had no aligned pass. Forwarded ones may have: both legs tell. */
export function isFailing(cause: CauseCodes): boolean {
  if (cause.class === 'indirect') return cause.spf !== 'aligned' && cause.dkim !== 'aligned';
  return failing.has(cause.class);
}
