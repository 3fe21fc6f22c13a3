-- Step 6: the names of sources, as the DNS has them. Written in the background, never while mail is taken.

CREATE TABLE name (
    source    INTEGER PRIMARY KEY,      -- row of source
    name      TEXT,                     -- NULL: it has none, or none was learned yet
    confirmed INTEGER NOT NULL,         -- 1 the name leads back to the address
    looked_up INTEGER NOT NULL,         -- when name was last answered; until there was an answer, when it was asked
    outcome   INTEGER NOT NULL,         -- of the last time: store::NameOutcome
    tries     INTEGER NOT NULL,         -- how often it failed one after another
    due       INTEGER NOT NULL,         -- when it is asked again
    changed   INTEGER NOT NULL          -- goes up with every change of a confirmed name; 0: there was never one
) STRICT;
CREATE INDEX name_due ON name (due);
CREATE INDEX name_changed ON name (changed) WHERE changed > 0;
