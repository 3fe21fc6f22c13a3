"""T1: a poller that is killed at any moment, and a server that is killed with it: in the end every
report counts once, and the folder is empty. SENDPATH_WHOLE_IMAP_KILLS says how often to kill; a full
run does it 1,000 times.
"""
import os
import random
import time

import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import Poller, PollerTest, account
from support import Running, main

KILLS = int(os.environ.get("SENDPATH_WHOLE_IMAP_KILLS", "40"))
MESSAGES = max(300, KILLS)
FEWER = 4  # of the other tests: one kill for so many


class ImapKill(PollerTest):
    def test_the_poller(self):
        server = self.served(Dovecot())
        self.assert_survives(server, KILLS, MESSAGES)
        self.assertEqual(server.count("DMARC/Processed")["DMARC/Processed"], MESSAGES,
                         "nor does a folder hold any twice")

    def test_the_poller_without_move(self):
        """Killed between COPY and STORE, it may leave two copies in the folder: never two in the
        counts."""
        server = self.served(Dovecot(capability="IMAP4rev1 IDLE NAMESPACE UIDPLUS"))
        self.assert_survives(server, KILLS // FEWER, MESSAGES // FEWER)

    def test_the_poller_that_deletes(self):
        server = self.served(Dovecot())
        self.assert_survives(server, KILLS // FEWER, MESSAGES // FEWER, after="delete")

    def test_the_poller_that_leaves(self):
        server = self.served(Dovecot())
        self.assert_survives(server, KILLS // FEWER, MESSAGES // FEWER, after="leave")

    def test_the_poller_and_the_server(self):
        """A killed server may have a message in both folders."""
        server = self.served(Dovecot())
        self.assert_survives(server, KILLS // FEWER, MESSAGES // FEWER, server_kills=KILLS // FEWER // 2)

    def assert_survives(self, server, kills, messages, server_kills=0, after="file"):
        rng = random.Random()
        how = account(server, after=after)
        delivered = 0
        span = 0.5  # seconds from its start that a kill may come after
        begun = time.monotonic()
        with Poller(self.store, how):
            pass  # writes the settings
        for kill in range(kills):
            count = messages * (kill + 1) // kills - delivered
            server.fill(map(reports.report_mail, range(delivered, delivered + count)))
            delivered += count
            poller = Running("serve", "--store", self.store, "--listen", "127.0.0.1:0", "--config",
                             f"{self.store}.toml")
            time.sleep(rng.uniform(0, span))
            if kill % max(1, kills // max(1, server_kills)) == 0 and server_kills:
                server.kill()
                server.start()
            poller.kill()
            self.assertEqual(poller.wait().code, -9)
            # Most kills are to come while there is something to do.
            if after != "leave":
                span = min(max(span * (1.1 if self.waiting(server) else 0.93), 0.1), 5)
        seconds = time.monotonic() - begun
        with Poller(self.store, how) as poller:
            self.assert_counted(poller, range(messages))
            if after != "leave":
                self.assert_holds(server, {"INBOX": 0})
            poller.succeeds()
            told = poller.mailbox()["counts"]
            self.assertEqual(poller.api("held"), [])
            self.assertEqual((told["new_mails"], told["waiting"]), (messages, 0))
            print(f"\n  {kills} kills in {seconds:.0f} s, {messages} messages, {told['known']} "
                  f"fetched again; the last kills came within {span:.2f} s")
        self.assert_whole(self.store)

    def waiting(self, server):
        """How many messages the folder holds."""
        top = server.maildir()
        return sum(len(os.listdir(top / each)) for each in ("new", "cur") if (top / each).exists())


if __name__ == "__main__":
    needs_dovecot()
    main()
