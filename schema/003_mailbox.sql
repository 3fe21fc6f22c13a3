-- Step 3: which messages of which IMAP folders are ours already, and what became of them there.

-- One folder of one account. Numbers of messages are good for one uid_validity only.
CREATE TABLE mailbox (
    id           INTEGER PRIMARY KEY,
    account      TEXT NOT NULL,         -- as the settings name it
    folder       TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,      -- 0: never seen
    renumbered   INTEGER,               -- when the server last gave new numbers; NULL: never
    UNIQUE (account, folder)
) STRICT;

-- A message that was taken, or refused for its size. Its row is committed with its octets.
CREATE TABLE mailbox_message (
    mailbox      INTEGER NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid          INTEGER NOT NULL,
    state        INTEGER NOT NULL,      -- store::MessageState; 1 must still be put out of the way
    intake       INTEGER,               -- NULL: too large, never downloaded
    size         INTEGER NOT NULL,
    stored       INTEGER NOT NULL,
    known        INTEGER NOT NULL,      -- 1: these octets were here before
    PRIMARY KEY (mailbox, uid_validity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailbox_message_by_intake ON mailbox_message (intake);
-- What the page of ingestion counts.
CREATE INDEX mailbox_message_by_time ON mailbox_message (mailbox, stored, known, state, intake);
-- What a folder may still hold: all but what was moved or deleted.
CREATE INDEX mailbox_message_there ON mailbox_message (mailbox, uid_validity, uid)
    WHERE state <> 5;
-- What has still to be put out of the way there.
CREATE INDEX mailbox_message_stored ON mailbox_message (mailbox, uid_validity, uid)
    WHERE state = 1;
