-- Step 2: what SMTP told beside a mail, and mail that is for people, not for the report addresses.

-- The envelope of a delivery by SMTP. The raw octets stay as they were sent: our Return-Path and
-- Received stand here, and go before them when somebody asks for the mail.
CREATE TABLE envelope (
    id         INTEGER PRIMARY KEY,
    intake     INTEGER NOT NULL,
    received   INTEGER NOT NULL,
    takes      INTEGER NOT NULL,        -- what its recipients took then: 1 rua + 2 ruf + 4 tls
    peer       TEXT NOT NULL,           -- address of the client
    helo       TEXT NOT NULL,
    mail_from  TEXT NOT NULL,           -- '' for the null reverse-path
    recipients TEXT NOT NULL,           -- joined by line feeds
    tls        TEXT NOT NULL,           -- 'TLSv1.3'; '' for none
    queue_id   TEXT NOT NULL,           -- as told in the reply
    trace      TEXT NOT NULL            -- our Return-Path and Received, as lines of a header
) STRICT;
CREATE INDEX envelope_by_intake ON envelope (intake);

-- Mail for postmaster, each octets once; the oldest go first when the box is full.
CREATE TABLE other_mail (
    id         INTEGER PRIMARY KEY,
    received   INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    packed     INTEGER NOT NULL,        -- length of octets
    digest     BLOB NOT NULL,
    name       TEXT NOT NULL,
    peer       TEXT NOT NULL,
    helo       TEXT NOT NULL,
    mail_from  TEXT NOT NULL,
    recipients TEXT NOT NULL,
    tls        TEXT NOT NULL,
    queue_id   TEXT NOT NULL,
    trace      TEXT NOT NULL,
    octets     BLOB NOT NULL            -- zstd
) STRICT;
CREATE UNIQUE INDEX other_mail_by_digest ON other_mail (digest);
CREATE INDEX other_mail_room ON other_mail (id, packed);

-- What the page of ingestion counts, without reading the mails themselves.
CREATE INDEX intake_by_via ON intake (via, received);
CREATE INDEX intake_held ON intake (state) WHERE state = 3;
