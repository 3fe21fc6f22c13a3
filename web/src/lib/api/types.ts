// The answers of /api/v1, as the server's contract has them. All counts are messages.

/** Who is looking. */
export interface Me {
  /** Nobody has an account here: all is open to this machine. */
  open: boolean;
  account: string | null;
  role: 'viewer' | 'admin' | null;
  scopes: ('read' | 'ingest' | 'admin')[];
  csrf: string | null;
}

export interface Counts {
  messages: number;
  pass: number;
  fail: number;
  dkim_aligned: number;
  spf_aligned: number;
  both_aligned: number;
  dkim_only: number;
  spf_only: number;
  none: number;
  quarantine: number;
  reject: number;
}

export interface Meta {
  from: string | null;
  to: string | null;
  /** First and last report day within the domain filter, whatever the period. */
  first_day: string | null;
  data_through: string | null;
  generation: number;
}

export interface Page<Row, M extends Meta = Meta> {
  data: Row[];
  page: { next_cursor: string | null };
  meta: M;
}

export interface One<T> {
  data: T;
  meta: Meta;
}

export interface Policy {
  p: string | null;
  sp: string | null;
  np: string | null;
  adkim: string | null;
  aspf: string | null;
  pct: number | null;
  testing: string | null;
}

export interface DomainRow extends Counts {
  domain: string;
  policy: (Policy & { seen: string }) | null;
  counted: boolean;
}

export interface Overview extends Counts {
  reports: number;
  records: number;
  sources: number;
  failing_sources: number;
  reporters: number;
  domains: DomainRow[];
  held: number;
  duplicates: number;
  conflicts: number;
  skipped_records: number;
  foreign_reports: number;
}

export interface Day extends Counts {
  day: string;
}

export const causeClasses = [
  'aligned_both',
  'spf_only',
  'dkim_only',
  'unaligned',
  'broken',
  'indirect',
  'unauthenticated',
] as const;
export type CauseClass = (typeof causeClasses)[number];

export const spfCauses = ['aligned', 'unaligned', 'failed', 'none', 'error', 'absent'] as const;
export type SpfCause = (typeof spfCauses)[number];

export const dkimCauses = ['aligned', 'unaligned', 'broken', 'failed_other', 'none', 'absent'] as const;
export type DkimCause = (typeof dkimCauses)[number];

export interface CauseCodes {
  class: CauseClass;
  spf: SpfCause;
  dkim: DkimCause;
}

export interface SourceCause extends CauseCodes {
  messages: number;
  spf_domains: string[];
  spf_results: string[];
  dkim_domains: string[];
  dkim_selectors: string[];
  dkim_results: string[];
  override_reasons: string[];
}

export interface Source extends Counts {
  source_ip: string;
  /** The header From domain. */
  domain: string;
  first_day: string;
  last_day: string;
  causes: SourceCause[];
}

export interface DkimAuth {
  domain: string | null;
  selector: string | null;
  result: string | null;
  human_result: string | null;
}

export interface SpfAuth {
  domain: string | null;
  scope: string | null;
  result: string | null;
  human_result: string | null;
}

export type Derived = 'pass' | 'fail' | 'undecidable';
export type Agreement = 'agree' | 'disagree' | 'undecidable' | 'not_checkable' | 'helo';

export interface RecordRow {
  report: number;
  ordinal: number;
  day: string;
  reporter: string;
  policy_domain: string;
  header_from: string;
  source_ip: string;
  count: number;
  disposition: string | null;
  dkim: string | null;
  spf: string | null;
  envelope_from: string | null;
  envelope_to: string | null;
  reasons: { type: string | null; comment: string | null }[];
  auth_dkim: DkimAuth[];
  auth_spf: SpfAuth[];
  derived: { dkim: Derived; spf: Derived };
  agreement: { dkim: Agreement; spf: Agreement };
  cause: CauseCodes;
}

export interface RecordsMeta extends Meta {
  /** Of the whole filtered set. */
  records: number;
  messages: number;
}

export interface ReportRow {
  id: number;
  kind: 'aggregate' | 'failure' | 'tls';
  org_name: string;
  email: string | null;
  report_id: string;
  domain: string;
  begin: number;
  end: number;
  day: string;
  received: number;
  records: number;
  messages: number;
  failing: number;
  format: 'rfc7489' | 'rfc9990';
  warnings: number;
  skipped: number;
  deliveries: number;
  state: 'counted' | 'superseded' | 'foreign';
  conflict: boolean;
  multi_day: boolean;
}

/** What the page reads of the report document; the rest is shown by its raw form. */
export interface ReportDocument {
  errors?: string[];
  extra_contact_info?: string | null;
  generator?: string | null;
  version?: string | null;
  policy?: Partial<Policy> & { domain?: string; fo?: string | null; discovery_method?: string | null };
}

export interface ReportDetail extends Omit<ReportRow, 'warnings' | 'skipped'> {
  report: ReportDocument;
  warnings: { code: string; detail: string }[];
  skipped: { code: string; ordinal: number; detail: string }[];
  arrivals: { received: number; via: 'file' | 'upload' | 'smtp' | 'imap'; name: string }[];
}

export const heldReasons = [
  'not_a_report',
  'mime_broken',
  'bad_archive',
  'archive_too_large',
  'too_many_files',
  'encrypted',
  'bad_xml',
  'missing_field',
  'bad_value',
  'unsupported_type',
  'unknown_domain',
  'empty',
  'placeholder_body',
  'too_deep',
  'too_many_elements',
  'message_too_large',
  'decoder_crashed',
  'not_taken_here',
  'decoder_stuck',
] as const;
export type HeldReason = (typeof heldReasons)[number];

export interface HeldRow {
  id: number;
  received: number;
  via: string;
  name: string | null;
  from: string | null;
  subject: string | null;
  size: number;
  reason: string;
  detail: string | null;
  part: string | null;
  advice: string;
}

/** Why the SMTP sink refuses; a newer server may know more. */
export const refusals = [
  'unknown_recipient',
  'relay_denied',
  'too_many_recipients',
  'too_large',
  'bare_line_end',
  'too_many_received',
  'storage_full',
  'memory_full',
  'storage_error',
  'too_many_sessions',
  'too_many_per_address',
  'too_fast',
  'too_many_errors',
  'pipelining',
  'not_smtp',
  'timeout',
  'tls_required',
  'tls_failed',
  'bad_proxy_header',
  'early_talker',
  'bad_command',
  'shutting_down',
] as const;

/** The SMTP sink since the program started. */
export interface Sink {
  listen: string[];
  accepting: boolean;
  sessions_open: number;
  sessions_total: number;
  tls_sessions: number;
  accepted: number;
  accepted_octets: number;
  bare_line_feeds: number;
  refused: { reason: string; count: number }[];
  certificate_until: string | null;
}

export interface Door {
  via: string;
  accepted: number;
  last_received: number;
}

export interface Ingest {
  smtp: Sink | null;
  mails: {
    accepted: number;
    pending: number;
    held: number;
    last_received: number | null;
    by_via: Door[];
  };
  queue: {
    waiting: number;
    under_way: number;
    stuck_threads: number;
    store_fails: boolean;
    stopped: boolean;
  } | null;
  other_mail: { count: number; octets: number };
}

/** Why a mailbox is given up; a newer server may know more. */
export const mailboxTroubles = [
  'no_start_tls',
  'preauth_in_clear',
  'login_disabled',
  'no_way_to_log_in',
  'login_refused',
  'unavailable',
  'said_bye',
  'folder_missing',
  'folder_refused',
  'not_understood',
  'not_connected',
  'secret_missing',
  'token_refused',
  'name_not_found',
  'cannot_connect',
  'tls_failed',
  'certificate_refused',
  'connection_lost',
  'timed_out',
  'store_failed',
] as const;
export type MailboxTrouble = (typeof mailboxTroubles)[number];

export interface MailboxCounts {
  found: number;
  new_mails: number;
  known: number;
  held: number;
  too_large: number;
  waiting: number;
}

/** An IMAP folder that is polled. Times are epoch seconds. */
export interface Mailbox {
  id: number;
  account: string;
  folder: string;
  server: string;
  state: string;
  idle: boolean;
  after: string;
  certificate_unchecked: boolean;
  last_success: number | null;
  next_poll: number | null;
  last_error: { reason: string; detail: string; advice: string; at: number } | null;
  backlog: number | null;
  uid_validity: number | null;
  renumbered: number | null;
  alert: string | null;
  counts: MailboxCounts;
  counts_7d: MailboxCounts;
}

export interface UploadAnswer {
  intake: number;
  state: 'done' | 'held';
  /** The same octets were here before. */
  known?: boolean;
  reports: {
    id: number;
    kind: string;
    org_name: string;
    domain: string;
    report_id: string;
    outcome: 'new' | 'duplicate' | 'conflict' | 'foreign';
  }[];
  held: { reason: string; detail: string; advice: string }[];
}

export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  parameter?: string;
}
