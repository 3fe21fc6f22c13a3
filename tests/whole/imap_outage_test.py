"""T17: the server is away, throws its clients out, is killed, or asks to be left alone: the poller comes
back by itself and nothing is lost or counted twice. SENDPATH_WHOLE_IMAP_OUTAGE says how long it is
away, in seconds, and how often it kicks; a full run has 120.
"""
import os
import threading
import time

import reports
from imap_dovecot import Dovecot, needs_dovecot
from imap_script import ScriptedServer
from poller import Poller, PollerTest, account, mails
from sink import Certificate
from support import main, wait_until

OUTAGE = float(os.environ.get("SENDPATH_WHOLE_IMAP_OUTAGE", "3"))
KICKS = int(os.environ.get("SENDPATH_WHOLE_IMAP_OUTAGE", "30"))


class ThrottlingServer(ScriptedServer):
    """Asks, at one command, to be left alone for a while; once."""
    SECONDS = 3

    def __init__(self, certificate, messages, command):
        super().__init__(certificate, messages, {command: self._once})
        self.throttled = None  # when

    def _once(self, _):
        if self.throttled:
            return None
        self.throttled = time.monotonic()
        return (b"%%TAG%% BAD Request is throttled. Suggested Backoff Time: %d milliseconds\r\n"
                % (1000 * self.SECONDS))


def longest_back_off(outage):
    """Seconds it may wait when the server is back after so many: it doubles from 1, with jitter."""
    wait = 1
    while wait < outage:
        wait *= 2
    return min(wait, 300) * 1.5


class ImapOutage(PollerTest):
    def test_a_server_that_is_away(self):
        for how in ("stop", "kill"):
            with self.subTest(how=how):
                server = self.served(Dovecot())
                self.store = self.scratch / f"{how}.db"
                server.fill(mails(range(5)))
                with Poller(self.store, account(server)) as poller:
                    self.assert_counted(poller, range(5))
                    getattr(server, how)()
                    self.assertIn(poller.trouble()["reason"],
                                  ("cannot_connect", "connection_lost", "said_bye"))
                    time.sleep(OUTAGE)
                    server.fill(mails(range(5, 10)))
                    server.start()
                    begun = time.monotonic()
                    poller.reports(10, seconds=longest_back_off(OUTAGE) + 5)
                    print(f"\n  {how}: back after {time.monotonic() - begun:.1f} s")
                    self.assert_counted(poller, range(10))
                    wait_until(poller.is_well, 10, "it is well")

    def test_kicked_all_the_time(self):
        server = self.served(Dovecot())
        with Poller(self.store, account(server)) as poller:
            for number in range(KICKS):
                server.deliver(reports.report_mail(number))
                server.kick()
                time.sleep(0.1)
            poller.poll()
            self.assert_counted(poller, range(KICKS))
            self.assert_holds(server, {"INBOX": 0, "DMARC/Processed": KICKS}, seconds=60)
        self.assert_whole(self.store)

    def test_the_whole_server_is_killed_while_it_files(self):
        """Whatever a killed server has in both folders then, it counts once."""
        server = self.served(Dovecot())
        server.fill(mails(range(200)))
        with Poller(self.store, account(server)) as poller:
            for step in range(8):
                time.sleep(0.15)
                server.kill()
                server.start()
                poller.poll()
            self.assert_counted(poller, range(200))
            self.assert_holds(server, {"INBOX": 0}, seconds=60)
        self.assertGreaterEqual(server.count("DMARC/Processed")["DMARC/Processed"], 200)
        self.assert_whole(self.store)

    def test_a_server_that_asks_to_be_left_alone(self):
        """Whatever it was asked then: one server for each command."""
        commands = ("AUTHENTICATE", "SELECT", "UID SEARCH", "UID FETCH", "UID MOVE")
        servers = {each: ThrottlingServer(Certificate(self.scratch, f"at{at}"), mails([2 * at, 2 * at + 1]),
                                          each) for at, each in enumerate(commands)}
        for each in servers.values():
            self.served(each)
        with Poller(self.store, *(account(each, name) for name, each in servers.items())) as poller:
            self.assert_counted(poller, range(2 * len(commands)))
            for name, each in servers.items():
                with self.subTest(command=name):
                    wait_until(lambda: len(each.filed) == 2, 10, "both are filed")
                    again = [at for at in each.connections if at > each.throttled]
                    self.assertTrue(again, "it comes back with a new connection")
                    self.assertGreaterEqual(again[0] - each.throttled, ThrottlingServer.SECONDS)
                    self.assertLess(again[0] - each.throttled, 3 * ThrottlingServer.SECONDS)

    def test_a_login_that_is_good_for_nothing(self):
        """Exchange lets in who may not read the mailbox."""
        server = self.served(ScriptedServer(
            Certificate(self.scratch), mails([1]),
            {each: b"%TAG% BAD User is authenticated but not connected.\r\n"
             for each in ("SELECT", "EXAMINE", "NAMESPACE", "LIST")}))
        with Poller(self.store, account(server)) as poller:
            self.assertEqual(poller.trouble()["reason"], "not_connected")

    def test_a_bye_when_a_token_expires(self):
        expired = threading.Event()
        server = self.served(ScriptedServer(Certificate(self.scratch), mails(range(2))))

        def bye(_):
            if expired.is_set():
                return None
            expired.set()
            return b"+ idling\r\n* BYE Session invalidated - AccessTokenExpired\r\n"
        server.answers["IDLE"] = bye
        with Poller(self.store, account(server)) as poller:
            poller.reports(2)
            wait_until(lambda: len(server.connections) > 1, 20, "it comes back")
            server.messages[3] = mails([3])[0].replace(b"\n", b"\r\n")
            poller.reports(3, seconds=20)


if __name__ == "__main__":
    needs_dovecot()
    main()
