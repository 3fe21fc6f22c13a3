-- Step 1: the store as first released. A released step never changes; what comes later is a new file.
-- Times are epoch seconds UTC, days are days since 1970-01-01 UTC, message sums are 64-bit integers.

-- ---- what repeats, once

-- Repeated words: organisation names, selectors, envelope domains, comments.
CREATE TABLE word (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- Domain names that head rollups. `reversed` is "com.example.": a domain and all below it are one
-- range of that index.
CREATE TABLE domain (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,
    reversed TEXT NOT NULL UNIQUE
) STRICT;

-- Source addresses, 4 or 16 octets.
CREATE TABLE source (
    id      INTEGER PRIMARY KEY,
    address BLOB NOT NULL UNIQUE
) STRICT;

-- Distinct sets of authentication results; `packed` as server/store/packed_auth_set.hpp says.
CREATE TABLE auth_set (
    id     INTEGER PRIMARY KEY,
    packed BLOB NOT NULL UNIQUE
) STRICT;

-- The atom of the analysis: one From domain, one source, one set of results.
CREATE TABLE flow (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL,
    domain   INTEGER NOT NULL,
    auth_set INTEGER NOT NULL,
    UNIQUE (source, domain, auth_set)
) STRICT;

-- A reporter as it describes itself. `key` is all of it in one text.
CREATE TABLE reporter (
    id            INTEGER PRIMARY KEY,
    key           TEXT NOT NULL UNIQUE,
    org_name      TEXT NOT NULL,
    email         TEXT,
    contact       TEXT,
    generator     TEXT,
    version       TEXT,
    xml_namespace TEXT NOT NULL,
    generation    INTEGER NOT NULL      -- 0 RFC 7489, 1 RFC 9990
) STRICT;

-- A policy as reporters found it. `key` is all of it in one text.
CREATE TABLE policy (
    id               INTEGER PRIMARY KEY,
    key              TEXT NOT NULL UNIQUE,
    domain           TEXT NOT NULL,
    p                TEXT,
    sp               TEXT,
    np               TEXT,
    adkim            TEXT,
    aspf             TEXT,
    pct              INTEGER,
    fo               TEXT,
    testing          TEXT,
    discovery_method TEXT
) STRICT;

-- ---- what came in

-- One mail or file as it was received.
CREATE TABLE intake (
    id       INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    via      INTEGER NOT NULL,          -- 1 file, 2 upload, 3 smtp, 4 imap
    state    INTEGER NOT NULL,          -- 1 pending, 2 done, 3 held, 4 being decoded
    tries    INTEGER NOT NULL DEFAULT 0,
    size     INTEGER NOT NULL,
    digest   BLOB NOT NULL,
    name     TEXT NOT NULL              -- a file name or a sender; never a path
) STRICT;
CREATE UNIQUE INDEX intake_by_digest ON intake (digest);
CREATE INDEX intake_open ON intake (state) WHERE state IN (1, 4);

-- Its octets, compressed; goes when retention says so.
CREATE TABLE raw (
    intake INTEGER PRIMARY KEY,
    octets BLOB NOT NULL                -- zstd
) STRICT;

-- The same octets once more.
CREATE TABLE redelivery (
    intake   INTEGER NOT NULL,
    received INTEGER NOT NULL,
    via      INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (intake, received, via, name)
) STRICT, WITHOUT ROWID;

-- What could not be read.
CREATE TABLE held (
    id        INTEGER PRIMARY KEY,
    intake    INTEGER NOT NULL,
    reason    INTEGER NOT NULL,         -- model::HeldReason
    part      TEXT NOT NULL,
    detail    TEXT NOT NULL,
    mail_from TEXT NOT NULL,
    subject   TEXT NOT NULL
) STRICT;
CREATE INDEX held_by_intake ON held (intake);
CREATE INDEX held_by_reason ON held (reason);

-- ---- reports

CREATE TABLE report (
    id        INTEGER PRIMARY KEY,
    kind      INTEGER NOT NULL,         -- 0 aggregate, 1 failure, 2 tls
    state     INTEGER NOT NULL,         -- 1 counted, 2 superseded, 3 foreign
    flags     INTEGER NOT NULL,         -- 1 in conflict, 2 several days, 4 over 31 days,
                                        -- 8 a From domain outside the policy domain
    day       INTEGER NOT NULL,
    domain    INTEGER NOT NULL,         -- policy domain; 0 when there is none
    reporter  INTEGER NOT NULL,
    policy    INTEGER NOT NULL,         -- 0 when there is none
    begin     INTEGER NOT NULL,
    end       INTEGER NOT NULL,
    records   INTEGER NOT NULL,
    messages  INTEGER NOT NULL,
    failing   INTEGER NOT NULL,
    disagreed INTEGER NOT NULL,         -- records whose evaluated result we cannot follow
    warnings  INTEGER NOT NULL,
    skipped   INTEGER NOT NULL,
    intake    INTEGER NOT NULL,
    identity  BLOB NOT NULL,
    content   BLOB NOT NULL,
    part      TEXT NOT NULL,
    report_id TEXT NOT NULL
) STRICT;
CREATE INDEX report_by_identity ON report (identity);
CREATE INDEX report_by_day ON report (kind, domain, day);
CREATE INDEX report_by_intake ON report (intake);
CREATE INDEX report_several ON report (domain, day) WHERE flags & 2;
CREATE INDEX report_stray ON report (day) WHERE flags & 8;
CREATE INDEX report_not_counted ON report (state) WHERE state IN (2, 3);

-- The records of an aggregate report, packed as server/store/packed_records.hpp says. They are
-- written once and always read with their report, so a row each would only cost.
CREATE TABLE record_list (
    report INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
) STRICT;

-- Warnings (kind 1), skipped records (2) and what the reporter itself met (3).
CREATE TABLE note (
    report  INTEGER NOT NULL,
    seq     INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    code    TEXT NOT NULL,
    detail  TEXT NOT NULL,
    PRIMARY KEY (report, seq)
) STRICT, WITHOUT ROWID;

-- The same report once more, in another mail or another part of the same one.
CREATE TABLE duplicate (
    report INTEGER NOT NULL,
    intake INTEGER NOT NULL,
    part   TEXT NOT NULL,
    PRIMARY KEY (report, intake, part)
) STRICT, WITHOUT ROWID;

-- Lists are texts joined by line feeds.
CREATE TABLE failure_report (
    report             INTEGER PRIMARY KEY,
    arrived            INTEGER,
    source             INTEGER,
    source_port        INTEGER,
    incidents          INTEGER,
    is_dmarc_failure   INTEGER NOT NULL,
    domain             TEXT NOT NULL,
    feedback_type      TEXT,
    user_agent         TEXT,
    version            TEXT,
    auth_failure       TEXT NOT NULL,
    auth_results       TEXT NOT NULL,
    identity_alignment TEXT NOT NULL,
    delivery_result    TEXT,
    reported_domain    TEXT NOT NULL,
    arrival_date       TEXT,
    mail_from          TEXT,
    rcpt_to            TEXT NOT NULL,
    envelope_id        TEXT,
    reporting_mta      TEXT,
    dkim_domain        TEXT,
    dkim_identity      TEXT,
    dkim_selector      TEXT,
    spf_dns            TEXT
) STRICT;

CREATE TABLE failure_field (
    report INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (report, seq)
) STRICT, WITHOUT ROWID;

-- The header of the mail that failed; goes earlier than the rest when retention says so.
CREATE TABLE failure_sample (
    report       INTEGER PRIMARY KEY,
    part_type    TEXT NOT NULL,
    has_body     INTEGER NOT NULL,
    header_count INTEGER NOT NULL,
    from_field   TEXT,
    to_field     TEXT,
    subject      TEXT,
    date         TEXT,
    message_id   TEXT,
    header       TEXT NOT NULL
) STRICT;

CREATE TABLE tls_policy (
    report     INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    type       TEXT,
    domain     TEXT,
    strings    TEXT NOT NULL,
    mx_hosts   TEXT NOT NULL,
    successful INTEGER,
    failed     INTEGER,
    PRIMARY KEY (report, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE tls_failure (
    report      INTEGER NOT NULL,
    policy      INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    result_type TEXT NOT NULL,
    sending_ip  TEXT,
    receiving_ip TEXT,
    mx_hostname TEXT,
    mx_helo     TEXT,
    sessions    INTEGER,
    information TEXT,
    reason_code TEXT,
    PRIMARY KEY (report, policy, seq)
) STRICT, WITHOUT ROWID;

-- ---- rollups over counted reports: `sendpath check` proves them equal to the records

-- Messages of a flow on a day under one outcome (store::Outcome).
CREATE TABLE flow_day (
    domain   INTEGER NOT NULL,          -- header From
    day      INTEGER NOT NULL,
    flow     INTEGER NOT NULL,
    outcome  INTEGER NOT NULL,
    source   INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (domain, day, flow, outcome)
) STRICT, WITHOUT ROWID;

-- Messages of a header From domain on a day; domain 0 is all of them together.
CREATE TABLE domain_day (
    domain   INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    outcome  INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (domain, day, outcome)
) STRICT, WITHOUT ROWID;

-- Reports of a policy domain by report day and reporter.
CREATE TABLE reporter_day (
    domain   INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    reports  INTEGER NOT NULL,
    records  INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (domain, day, reporter)
) STRICT, WITHOUT ROWID;

-- ---- the store's own state: generation, configured domains
CREATE TABLE state (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 1), ('duplicates', 0), ('skipped_records', 0);
