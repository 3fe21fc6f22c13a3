"""T10: a connection to a server that breaks at any octet leaves no half mail, and the next one does what
was not done. SENDPATH_WHOLE_IMAP_CUTS says at how many octets; 0 says at every one.
"""
import os
import threading
import time

import reports
from imap_script import ScriptedServer
from poller import Poller, PollerTest, account
from sink import Certificate
from support import main, wait_until

CUTS = int(os.environ.get("SENDPATH_WHOLE_IMAP_CUTS", "120"))
SERVERS = 6


class TornServer(ScriptedServer):
    """Each connection finds one new message and breaks at the next of some octets; when there are no
    more, one finds all messages that were not filed."""

    def __init__(self, certificate, numbers, cuts):
        super().__init__(certificate)
        self._waiting = [(uid, number, cut) for uid, (number, cut) in
                         enumerate(zip(numbers, cuts, strict=True), 1)]
        self._left = {}
        self._lock = threading.Lock()
        self.whole = False  # the last connection

    def connected(self):
        with self._lock:
            self._left |= self.messages
            if not self._waiting:
                self.whole = True
                self.messages = self._left
                self._left = {}
                self.cut = None
                return
            uid, number, self.cut = self._waiting.pop(0)
            self.messages = {uid: mail_of(number)}


def mail_of(number):
    """Short: each octet is one more to cut at."""
    return reports.mail(reports.aggregate(number, records=1), f"{number}.xml", "text/xml"
                        ).replace(b"\n", b"\r\n")


class ImapTorn(PollerTest):
    def test_any_octet(self):
        certificate = Certificate(self.scratch)
        length = self.dialogue(certificate)
        cuts = (list(range(length)) if CUTS == 0
                else [at * length // CUTS for at in range(CUTS)])
        numbers = list(range(len(cuts)))
        servers = [self.served(TornServer(certificate, numbers[each::SERVERS], cuts[each::SERVERS]))
                   for each in range(SERVERS)]
        names = [f"server{each}" for each in range(SERVERS)]
        begun = time.monotonic()
        with Poller(self.store, *(account(server, name, poll="1h", idle="29min")
                                  for name, server in zip(names, servers))) as poller:
            wait_until(lambda: self.driven(poller, servers), 60 + len(cuts), "all are cut")
            poller.reports(len(cuts))
            wait_until(lambda: not any(each.messages for each in servers), 20, "all are filed")
            self.assertEqual(sorted(row["report_id"] for row in poller.api("reports", limit=1000)),
                             sorted(f"r{number}" for number in numbers))
            self.assertEqual(poller.api("overview")["messages"], len(cuts))
            self.assertEqual(poller.api("held"), [])
        print(f"\n  cut at {len(cuts)} of {length} octets in {time.monotonic() - begun:.0f} s")
        filed = sum(len(each.filed) for each in servers)
        self.assertEqual(filed, len(cuts), "none is filed twice either")
        self.assert_whole(self.store)

    def dialogue(self, certificate):
        """How many octets the server says until it is waited for news."""
        with ScriptedServer(certificate) as server:
            server.messages = {1: mail_of(0)}
            with Poller(self.scratch / "first.db", account(server)) as poller:
                wait_until(lambda: server.filed and poller.mailbox()["state"] == "waiting", 20,
                           "it waits")
                return server.said

    def driven(self, poller, servers):
        """Wakes whoever backs off, so that nothing is waited for."""
        for each in poller.mailboxes():
            if each["state"] in ("backing_off", "waiting"):
                poller.request("POST", f"/api/v1/mailboxes/{each['id']}/poll")
        return all(each.whole for each in servers)


if __name__ == "__main__":
    main()
