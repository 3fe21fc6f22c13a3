import type { components, paths } from './schema';

// Names for the answers of /api/v1. schema.ts is made from schema/openapi.json by `npm run types`.

type Schemas = components['schemas'];

/** Who is looking. */
export type Me = Schemas['Me'];
export type Token = Schemas['Token'];
export type ServerSettings = Schemas['Settings'];
export type Scope = Token['scope'];
export type NewToken = Schemas['NewToken'];
export type Problem = Schemas['Problem'];

/** All counts are messages. */
export type Counts = Schemas['Counts'];
export type Meta = Schemas['Meta'];

export interface Page<Row, M extends Meta = Meta> {
  data: Row[];
  page: Schemas['Page'];
  meta: M;
}

export interface One<T> {
  data: T;
  meta: Meta;
}

export type Policy = Schemas['Policy'];
export type DomainRow = Schemas['Domain'];
export type Overview = Schemas['Overview'];
export type Day = Schemas['Day'];

export type SourceCause = Schemas['Cause'];
export type CauseCodes = Pick<SourceCause, 'class' | 'spf' | 'dkim'>;
export type CauseClass = CauseCodes['class'];
export type Source = Schemas['Source'];

export type RecordRow = Schemas['Record'];
export type DkimAuth = RecordRow['auth_dkim'][number];
export type SpfAuth = RecordRow['auth_spf'][number];
export type Derived = RecordRow['derived']['dkim'];
export type Agreement = RecordRow['agreement']['dkim'];

export interface RecordsMeta extends Meta {
  /** Of the whole filtered set. */
  records: number;
  messages: number;
}

export type ReportRow = Schemas['ReportRow'];

/** What the page reads of the report document; the rest is shown by its raw form. */
export interface ReportDocument {
  errors?: string[];
  extra_contact_info?: string | null;
  generator?: string | null;
  version?: string | null;
  policy?: Partial<Policy> & { domain?: string; fo?: string | null; discovery_method?: string | null };
}

export type ReportDetail = DetailOf<ReportDocument>;

export type FailureRow = Schemas['FailureReport'];
export type TlsRow = Schemas['TlsReport'];
/** What TLS reports tell of one policy domain in a period. */
export type TlsDomain = Schemas['TlsDomain'];

/** What the page reads of a failure report. */
export interface FailureDocument {
  feedback_type: string | null;
  user_agent: string | null;
  auth_failure: string[];
  authentication_results: string[];
  identity_alignment: string[];
  delivery_result: string | null;
  source_ip: string | null;
  arrival_date: string | null;
  incidents: number | null;
  original_mail_from: string | null;
  original_rcpt_to: string[];
  reporting_mta: string | null;
  dkim_domain: string | null;
  dkim_selector: string | null;
  spf_dns: string | null;
  original: {
    has_body: boolean;
    from: string | null;
    to: string | null;
    subject: string | null;
    date: string | null;
    message_id: string | null;
  } | null;
  /** Every field of the report, names in lower case. */
  fields: Record<string, string[]>;
}

export interface TlsFailure {
  result_type: string | null;
  sending_mta_ip: string | null;
  receiving_ip: string | null;
  receiving_mx_hostname: string | null;
  receiving_mx_helo: string | null;
  count: number | null;
  info: string | null;
  reason_code: string | null;
}

export interface TlsPolicy {
  type: string | null;
  domain: string | null;
  strings: string[];
  mx_hosts: string[];
  success: number | null;
  failure: number | null;
  details: TlsFailure[];
}

/** What the page reads of a TLS report. */
export interface TlsDocument {
  organization: string | null;
  contact: string | null;
  policies: TlsPolicy[];
}

export type DetailOf<Document> = Omit<Schemas['Report'], 'report'> & { report: Document };

export type HeldRow = Schemas['Held'];
export type HeldReason = HeldRow['reason'];

export type Ingest = Schemas['Ingest'];
/** The SMTP sink since the program started. */
export type Sink = NonNullable<Ingest['smtp']>;
export type Door = Ingest['mails']['by_via'][number];

/** An IMAP folder that is polled. Times are epoch seconds. */
export type Mailbox = Schemas['Mailbox'];
export type MailboxCounts = Schemas['MailboxCounts'];
export type MailboxTrouble = NonNullable<Mailbox['last_error']>['reason'];

export type UploadAnswer = Schemas['Upload'];

export type Verdict = Schemas['Judgement']['verdict'];
export type Reason = Schemas['Judgement']['reason'];
export type Confidence = Schemas['Judgement']['confidence'];
export type Use = Schemas['PathWord']['use'];
export type Settings = Schemas['Settings'];

/** A record that setting up needs, and what is there now. */
export type SetupRecord = Schemas['SetupRecord'];
export type SetupDns = Schemas['SetupDns'];
export type TestReport = Schemas['TestReport'];
export type MailboxTest = Schemas['MailboxTest'];
/** An account to be tried: one of the settings by its name, or all that a login needs. */
export type MailboxToTest = NonNullable<
  paths['/api/v1/mailboxes/test']['post']['requestBody']
>['content']['application/json'];

/** How an organisation reports. */
export type Reporter = Schemas['Reporter'];
export type Label = Schemas['Label'];
export type NewLabel = Schemas['NewLabel'];
export type PathRow = Schemas['Path'];
export type PathDetail = Schemas['PathDetail'];
export type PathToFix = Schemas['PathToFix'];
export type PathWord = Schemas['PathWord'];
export type Step = Schemas['Step'];
export type DnsRecord = Schemas['DnsRecord'];
export type Evidence = Schemas['PathEvidence'];
export type PathReporter = Schemas['PathReporter'];
export type PathSource = Schemas['PathSource'];
export type VerdictSum = Schemas['VerdictSum'];
export type ByVerdict = Schemas['ByVerdict'];

export interface PathsMeta extends Meta {
  totals: VerdictSum;
  by_verdict: ByVerdict;
  /** Addresses that are gathered as unknown sources. */
  gathered: number;
  regrouping: Schemas['Regrouping'];
}

export interface LabelsMeta extends Meta {
  regrouping: Schemas['Regrouping'];
}

/** What the operator says of a path; a verdict of null gives it back to the rules. */
export interface NewWord {
  verdict: Verdict | null;
  use: Use;
  note: string | null;
}

export type PolicyDomain = Schemas['PolicyDomain'];
export type PolicyDomainDetail = Schemas['PolicyDomainDetail'];
export type Affected = Schemas['Affected'];
export type Simulation = Schemas['Simulation'];
export type ReadinessCheck = Schemas['ReadinessCheck'];
