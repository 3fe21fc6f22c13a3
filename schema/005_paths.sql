-- Step 5: sending paths. A path is one From domain and one sender; flows are grouped into paths, and
-- records never rewritten when the grouping changes.

-- Who sends, whatever the From domain; `key` is analysis::SenderIdentity::key(), kind its IdentityKind.
CREATE TABLE sender (
    id   INTEGER PRIMARY KEY,
    key  TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL
) STRICT;

-- Rows are only added: the number of a path stays with its From domain and sender.
CREATE TABLE path (
    id       INTEGER PRIMARY KEY,
    domain   INTEGER NOT NULL,          -- header From
    sender   INTEGER NOT NULL,
    stranger INTEGER NOT NULL,          -- 1 made for a flow that nothing vouches for
    UNIQUE (domain, sender)
) STRICT;

-- The distinct kinds of flows of a path: what the rules ask of a flow, and nothing else of it.
-- Rows are only added.
CREATE TABLE flow_class (
    id          INTEGER PRIMARY KEY,
    path        INTEGER NOT NULL,
    facts       INTEGER NOT NULL,       -- analysis::FlowFacts
    network     INTEGER NOT NULL,       -- row of sender; 0 where the sender is none of the operator's own,
                                        -- -1 strangers of several networks, of path `unknown`
    named_after INTEGER NOT NULL,       -- 1 it passes with a name that a service made of the operator's
    keys        BLOB NOT NULL,          -- own signatures, as server/store/flow_grouper.hpp says
    auth_set    INTEGER NOT NULL,       -- of the first of its flows: an example of its names
    source      INTEGER NOT NULL,       -- likewise of its addresses
    UNIQUE (path, facts, network, named_after, keys)
) STRICT;

ALTER TABLE flow ADD COLUMN class INTEGER NOT NULL DEFAULT 0;  -- 0: not grouped yet

-- All messages of a header From domain on a day, by reporter, flow class and outcome, and once more by
-- source: a rollup in one row, packed as server/store/sheet.hpp says.
CREATE TABLE path_sheet (
    key       INTEGER PRIMARY KEY,      -- domain << 24 | day
    compacted INTEGER NOT NULL,         -- octets of runs when they were last put in order
    runs      BLOB NOT NULL
) STRICT;

-- When a sheet last changed or went, as the generation before: sums of sheets are remembered.
CREATE TABLE sheet_version (
    key     INTEGER PRIMARY KEY,        -- of path_sheet
    version INTEGER NOT NULL
) STRICT;

-- Sheets to be made again from the records. Nothing is counted into them until then.
CREATE TABLE stale_sheet (
    key INTEGER PRIMARY KEY
) STRICT;
INSERT INTO stale_sheet
    SELECT DISTINCT domain << 24 | max(0, min(day, 16777215)) FROM flow_day;

-- From domains whose strangers are to be looked at: some may be worth a path.
CREATE TABLE stranger_mark (
    domain INTEGER PRIMARY KEY
) STRICT;

-- What counted reports found as a domain's policy, by their middle day: a rollup.
CREATE TABLE policy_day (
    domain  INTEGER NOT NULL,           -- policy domain
    day     INTEGER NOT NULL,
    policy  INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (domain, day, policy)
) STRICT, WITHOUT ROWID;
INSERT INTO policy_day
    SELECT domain, day, policy, count(*) FROM report
     WHERE kind = 0 AND state = 1 AND policy <> 0 GROUP BY domain, day, policy;

-- Messages of the records that report.disagreed counts; NULL: read before they were counted.
ALTER TABLE report ADD COLUMN disagreed_messages INTEGER;

-- ---- what the operator says

-- His names for senders.
CREATE TABLE label (
    id      INTEGER PRIMARY KEY,
    kind    INTEGER NOT NULL,           -- analysis::LabelBy
    pattern TEXT NOT NULL,
    name    TEXT NOT NULL,
    use     INTEGER NOT NULL,           -- analysis::Use
    note    TEXT NOT NULL,
    changed INTEGER NOT NULL,
    author  TEXT NOT NULL,
    UNIQUE (kind, pattern)
) STRICT;

-- His word on a path, by name and not by number: it holds whatever becomes of the grouping.
CREATE TABLE path_override (
    id      INTEGER PRIMARY KEY,
    domain  TEXT NOT NULL,              -- header From
    sender  TEXT NOT NULL,              -- SenderIdentity::key()
    verdict INTEGER,                    -- analysis::Verdict; NULL: taken back, the note stays
    use     INTEGER NOT NULL,           -- analysis::Use: the answer to a question
    note    TEXT NOT NULL,
    changed INTEGER NOT NULL,
    author  TEXT NOT NULL
) STRICT;
CREATE INDEX path_override_by_path ON path_override (domain, sender, id);

-- The next flow to be looked at; what the grouping was made by; which store this is.
INSERT INTO state VALUES ('regroup_flow', 1), ('grouped_by', 0), ('store', abs(random() % 4611686018427387904));

-- ---- held messages that somebody has looked at and wants no more of
ALTER TABLE held ADD COLUMN ignored INTEGER;  -- when; NULL: it waits for somebody
