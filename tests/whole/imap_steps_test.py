"""T3: a poller that ends right before any of its steps - a sync of the store, a send to the server -
and is started again comes to the same state as one that was left in peace. SENDPATH_WHOLE_IMAP_STEPS
says before how many of them; 0 says before every one.

The library tests/support/die_at_step counts the steps and ends it.
"""
import concurrent.futures
import os
import pathlib
import re

import corpus
import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import NO_REPORT, Poller, PollerTest, account, mails
from support import Running, main, wait_until

STEPS = int(os.environ.get("SENDPATH_WHOLE_IMAP_STEPS", "12"))
LIBRARY = pathlib.Path(os.environ.get("SENDPATH_DIE_AT_STEP", "libdie_at_step.so"))
DIED = 100
LEAST, MOST = 20, 400  # steps that there may be
AT_ONCE = 3
FOLDERS = ("INBOX", "DMARC/Processed", "DMARC/Failed")


class ImapSteps(PollerTest):
    def test_filing(self):
        self.assert_same("file")

    def test_filing_without_move(self):
        self.assert_same("file", capability="IMAP4rev1 NAMESPACE UIDPLUS", copies=True)

    def test_deleting(self):
        self.assert_same("delete")

    def test_flagging(self):
        self.assert_same("flag")

    def assert_same(self, after, capability="", copies=False):
        self.after = after
        self.copies = copies  # one may be there twice, the second as deleted as what it was made of
        self.server = self.served(Dovecot(capability=capability,
                                          users=[f"n{each}" for each in range(MOST)]))
        undisturbed, count = self.state(0)
        self.assertGreater(count, LEAST, "the library counts")
        self.assertLess(count, MOST)
        steps = range(1, count + 1)
        if STEPS and count > STEPS:
            steps = [1 + at * count // STEPS for at in range(STEPS)]
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            for step, (state, _) in zip(steps, pool.map(self.state, steps)):
                with self.subTest(step=step):
                    self.assertEqual(state, undisturbed)
        print(f"\n  {after}: {len(steps)} of {count} steps")

    def state(self, step):
        """What it comes to when it ends before that step and is started again; the steps there were."""
        user = f"n{step}"
        store = self.scratch / f"{user}.db"
        counted = self.scratch / f"{user}.count"
        counted.write_bytes(bytes(8))
        for each in (*mails(range(3)), reports.report_mail(0), NO_REPORT):
            self.server.deliver(each, user=user)
        settings = account(self.server, user=user, after=self.after)
        environment = {"LD_PRELOAD": str(LIBRARY), "DIE_AT_STEP": str(step),
                       "DIE_AT_PORT": str(self.server.tls_port), "DIE_AT_COUNT": str(counted)}
        if step:
            poller = Poller(store, settings)  # writes the settings
            ended = Running("serve", "--store", store, "--listen", "127.0.0.1:0", "--config",
                            poller.config, environment=environment).wait(60)
            assert ended.code == DIED, (step, ended)
        with Poller(store, settings, environment={} if step else environment) as poller:
            wait_until(lambda: self.is_done(poller), 60, f"step {step}: it is done\n{poller.log()}")
            steps = int.from_bytes(counted.read_bytes(), "little")
            counts = poller.mailbox()["counts"]
            told = corpus.everything_told(poller) | {
                "counts": {name: counts[name] for name in ("found", "held", "too_large", "waiting")},
                "folders": self.folders(user)}
        self.assert_whole(store)
        return told, steps

    def is_done(self, poller):
        told = poller.mailbox()
        return (told["counts"]["found"] == 5 and told["counts"]["waiting"] == 0
                and told["state"] == "waiting" and poller.api("ingest")["mails"]["pending"] == 0)

    def folders(self, user):
        """Flags and message ids by folder."""
        held = {}
        with self.server.client(user=user) as client:
            for name in FOLDERS:
                if client.select(f'"{self.server.named(name)}"', True)[0] != "OK":
                    continue
                _, told = client.uid("FETCH", "1:*", "(FLAGS BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
                rows = [(flags_of(each[0]), each[1].strip()) for each in told
                        if isinstance(each, tuple)]
                if self.copies:
                    rows = {row for row in rows if b"\\Deleted" not in row[0]}
                held[name] = sorted(rows)
        return held


def flags_of(line):
    flags = re.search(rb"FLAGS \(([^)]*)\)", line)[1].split()
    return b" ".join(sorted(set(flags) - {b"\\Recent"}))


if __name__ == "__main__":
    needs_dovecot()
    main()
