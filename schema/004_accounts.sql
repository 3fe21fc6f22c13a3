-- Step 4: who may look, and what other programs may do.

-- Somebody who logs in. While there is none, and the server listens on this machine alone, all is open.
CREATE TABLE account (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL UNIQUE,      -- in lower case
    password TEXT NOT NULL,             -- as server/base/password.hpp writes it
    role     INTEGER NOT NULL,          -- 1 viewer, 2 admin
    created  INTEGER NOT NULL
) STRICT;

-- A browser that is logged in. Its cookie has 256 random bits, so a plain digest gives nothing away.
CREATE TABLE session (
    digest  BLOB PRIMARY KEY,           -- SHA-256 of the cookie
    account INTEGER NOT NULL,
    csrf    TEXT NOT NULL,              -- what its pages must send with every change
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL,           -- to some minutes
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account);

-- What a program shows in place of a password. A number is never given twice, also when its row is gone.
CREATE TABLE token (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    account   INTEGER,                  -- whose it is; NULL: made on the command line
    name      TEXT NOT NULL,            -- for people
    digest    BLOB NOT NULL UNIQUE,     -- SHA-256 of the token
    scope     INTEGER NOT NULL,         -- 1 read, 2 ingest, 3 admin
    created   INTEGER NOT NULL,
    expires   INTEGER,                  -- NULL: never
    last_used INTEGER,                  -- to some minutes; NULL: never
    revoked   INTEGER                   -- when; NULL: it is good
) STRICT;
CREATE INDEX token_by_account ON token (account);
