import type { Counts, Overview } from '../../src/lib/api/types';

/** Counts whose sums agree, from the four outcomes. */
export function counts(some: Partial<Counts>): Counts {
  const { fail = 0, both_aligned = 0, dkim_only = 0, spf_only = 0 } = some;
  const pass = both_aligned + dkim_only + spf_only;
  return {
    messages: pass + fail,
    pass,
    fail,
    both_aligned,
    dkim_only,
    spf_only,
    dkim_aligned: both_aligned + dkim_only,
    spf_aligned: both_aligned + spf_only,
    none: pass + fail,
    quarantine: 0,
    reject: 0,
    ...some,
  };
}

export const noPaths = { paths: 0, messages: 0, fail: 0 };

export function overview(some: Partial<Overview>): Overview {
  return {
    ...counts(some),
    reports: 1,
    records: 1,
    sources: 0,
    failing_sources: 0,
    reporters: 1,
    domains: [],
    held: 0,
    duplicates: 0,
    conflicts: 0,
    skipped_records: 0,
    foreign_reports: 0,
    by_verdict: { healthy: noPaths, misconfigured: noPaths, forwarded: noPaths, spoofed: noPaths, unsure: noPaths },
    own_messages: 0,
    under_reject: {
      messages: 0,
      own: 0,
      by_verdict: { healthy: 0, misconfigured: 0, forwarded: 0, spoofed: 0, unsure: 0 },
      spared: 0,
      acted_on: 0,
      lost_by_strict: 0,
    },
    spoofed: { quarantined: 0, rejected: 0 },
    changes: [],
    fix_next: [],
    policy_domains: [],
    ...some,
  };
}
