"""T11: a server that lies, floods, or falls silent is an error in time, and costs little memory."""
import os
import re
import time

import reports
from imap_script import ScriptedServer
from poller import Poller, PollerTest, account, mails
from sink import Certificate
from support import is_sanitized, main, wait_until

IN_TIME = 15  # seconds until it is told; responses have 2
GROWTH = 8 << 20  # octets of memory that one may cost
FLOOD = 96 << 20  # octets that are too many

BYE = b"* BYE no more of this\r\n"
DONE = b"%TAG% OK done\r\n"
FIRST_LITERAL = b"* 1 FETCH (UID 1 BODY[] {%d}\r\n"
SILENCE = b""


def flood(begin, piece, octets=FLOOD):
    """For an answer that goes on and on."""
    def answer(_):
        yield begin
        many = piece * (64 * 1024 // len(piece) + 1)
        for _ in range(octets // len(many)):
            yield many
    return answer



# Command: what is said to it, and the reasons there may be.
LIES = {
    "a bye for a greeting": ("greeting", BYE, "said_bye"),
    "another protocol": ("greeting", b"220 mail.example ESMTP\r\n", "not_understood"),
    "nothing for a greeting": ("greeting", SILENCE, "timed_out"),
    "octets of no protocol": ("greeting", os.urandom(1000) + b"\r\n", "not_understood"),
    "a bye to the login": ("AUTHENTICATE", BYE, "said_bye"),
    "nothing to the login": ("AUTHENTICATE", SILENCE, "timed_out"),
    "a bye to SELECT": ("SELECT", BYE, "said_bye"),
    "no such folder": ("SELECT", b"%TAG% NO [NONEXISTENT] no such folder\r\n", "folder_missing"),
    "no permission": ("SELECT", b"%TAG% NO [NOPERM] not yours\r\n", "folder_refused"),
    "nothing to SELECT": ("SELECT", SILENCE, "timed_out"),
    "UIDVALIDITY 0": ("SELECT", b"* 1 EXISTS\r\n* OK [UIDVALIDITY 0] odd\r\n" + DONE,
                      "not_understood"),
    "no UIDVALIDITY": ("SELECT", b"* 1 EXISTS\r\n" + DONE, "not_understood"),
    "a bye to the search": ("UID SEARCH", BYE, "said_bye"),
    "nothing to the search": ("UID SEARCH", SILENCE, "timed_out"),
    "a search of no numbers": ("UID SEARCH", b"* SEARCH 1 two 3\r\n" + DONE, "not_understood"),
    "numbers beyond 32 bits": ("UID SEARCH", b"* SEARCH 99999999999\r\n" + DONE, "not_understood"),
    "somebody else's tag": ("UID SEARCH", b"* SEARCH 1\r\nX99 OK done\r\n",
                            "not_understood timed_out"),
    "a bye to a fetch": ("UID FETCH", BYE, "said_bye"),
    "nothing to a fetch": ("UID FETCH", SILENCE, "timed_out"),
    "a negative literal": ("UID FETCH", b"* 1 FETCH (UID 1 BODY[] {-1}\r\n)\r\n" + DONE,
                           "not_understood"),
    "a literal of 20 digits": ("UID FETCH", b"* 1 FETCH (UID 1 BODY[] {%s}\r\n" % (b"9" * 20),
                               "not_understood"),
    "a literal of 4 GiB and nothing": ("UID FETCH", FIRST_LITERAL % 4294967295,
                                       "not_understood timed_out"),
    "half a literal": ("UID FETCH", FIRST_LITERAL % 1000 + b"x" * 500, "timed_out"),
    "deep nesting": ("UID FETCH", b"* 1 FETCH " + b"(" * 50_000 + b"\r\n" + DONE, "not_understood"),
    "unclosed": ("UID FETCH", b"* 1 FETCH (UID 1 BODY[] \"x\r\n" + DONE, "not_understood"),
}
FLOODS = {
    "an endless greeting": ("greeting", flood(b"* OK ", b"x")),
    "an endless line": ("UID SEARCH", flood(b"* SEARCH ", b"x")),
    "endless numbers": ("UID SEARCH", flood(b"* SEARCH", b" 1234567")),
    "endless words": ("UID FETCH", flood(b"", b"* OK Still here\r\n")),
    "a storm of expunges": ("UID FETCH", flood(b"", b"* 1 EXPUNGE\r\n")),
    "a literal that comes": ("UID FETCH", flood(FIRST_LITERAL % 4294967295, b"x")),
    "literals without end": ("UID FETCH", flood(b"* 1 FETCH (UID 1", b" X {1000}\r\n" + b"x" * 1000)),
    "endless capabilities": ("CAPABILITY", flood(b"* CAPABILITY", b" X-THING")),
    "endless folders": ("LIST", flood(b"", b'* LIST () "/" "INBOX/Folder"\r\n')),
}
START_TLS = {
    "stripped": ({"greeting": b"* OK [CAPABILITY IMAP4rev1] ready\r\n",
                  "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%TAG% OK done\r\n"},
                 "no_start_tls"),
    "refused": ({"STARTTLS": b"%TAG% NO not now\r\n"}, "no_start_tls"),
    "not understood": ({"STARTTLS": b"%TAG% BAD what\r\n"}, "no_start_tls"),
    "known before": ({"greeting": b"* PREAUTH welcome back\r\n"}, "preauth_in_clear"),
    "no TLS behind it": ({"STARTTLS": b"%TAG% OK go on\r\n* OK really\r\n"}, "tls_failed"),
}


class ImapHostile(PollerTest):
    def setUp(self):
        super().setUp()
        self.certificate = Certificate(self.scratch)

    def script(self, *messages, **how):
        return self.served(ScriptedServer(self.certificate, messages, **how))

    def account(self, server, name="reports", **how):
        return account(server, name, response="2s", slice="2s", **how)

    def test_lies_and_silence_are_told_in_time(self):
        """All at once, beside an honest server that notices nothing."""
        servers = {name: self.script(reports.report_mail(1), answers={command: said})
                   for name, (command, said, _) in LIES.items()}
        honest = self.script(reports.report_mail(2))
        accounts = [self.account(server, name) for name, server in servers.items()]
        with Poller(self.store, self.account(honest, "honest"), *accounts) as poller:
            end = time.monotonic() + IN_TIME
            for name, (_, _, reasons) in LIES.items():
                with self.subTest(name=name):
                    told = poller.trouble(name, seconds=max(1, end - time.monotonic()))
                    self.assertIn(told["reason"], reasons.split(), told)
            self.assertEqual(poller.api("overview")["reports"], 1)
            self.assertEqual(poller.api("held"), [])
            self.assertEqual(len(honest.filed), 1)
            self.assertTrue(all(not each.filed for each in servers.values()))
            honest.messages[3] = reports.report_mail(3).replace(b"\n", b"\r\n")
            poller.reports(2, seconds=10)
            self.assert_rests(poller)

    def assert_rests(self, poller):
        """It does not go at them again and again."""
        before = poller.cpu_seconds()
        time.sleep(2)
        self.assertLess(poller.cpu_seconds() - before, 1.5 if is_sanitized() else 0.5)

    def test_nothing_secret_without_tls(self):
        for name, (answers, reason) in START_TLS.items():
            with self.subTest(name=name):
                server = self.script(reports.report_mail(1), answers=answers, clear=True)
                store = self.scratch / f"{name}.db"
                with Poller(store, self.account(server, tls="starttls")) as poller:
                    self.assertEqual(poller.trouble()["reason"], reason)
                said = [each for each in server.heard
                        if re.search("LOGIN|AUTHENTICATE|secret|AHJlcG9ydHMAc2VjcmV0", each)]
                self.assertEqual(said, [])

    def test_floods_cost_little_memory(self):
        honest = self.script(reports.report_mail(2))
        before = self.usual_peak(honest)
        for name, (command, said) in FLOODS.items():
            with self.subTest(name=name):
                # Capabilities are asked for where none were told, folders where there is no NAMESPACE.
                server = self.script(reports.report_mail(1), answers={
                    "greeting": b"* OK ready\r\n",
                    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + DONE, command: said})
                with Poller(self.store, self.account(honest, "honest"),
                            self.account(server)) as poller:
                    begun = time.monotonic()
                    told = poller.trouble(seconds=IN_TIME)
                    seconds = time.monotonic() - begun
                    growth = poller.peak() - before
                print(f"\n  {name}: {told['reason']} after {seconds:.1f} s, {growth / 2**20:+.1f} MiB")
                self.assertIn(told["reason"], ("not_understood", "timed_out", "connection_lost"))
                if not is_sanitized():
                    self.assertLessEqual(growth, GROWTH)

    def usual_peak(self, honest):
        """The memory of one that has an honest account and one that nobody answers for."""
        with Poller(self.store, self.account(honest, "honest"),
                    self.account(honest, port=1)) as poller:
            poller.reports(1)
            poller.trouble()
            return poller.peak()

    def test_sizes_that_lie(self):
        """Told to be small, it is not taken beyond the limit; told to be large, it is filed unseen."""
        small = ScriptedServer(self.certificate, [b"Subject: x\n\n" + b"x" * 300_000])
        large = ScriptedServer(self.certificate, mails([1]))
        for server, size in ((small, 100), (large, 4_000_000_000)):
            self.served(server)

            def told(line, size=size):
                if b"SIZE" not in line or b"BODY" in line:
                    return None
                return b"* 1 FETCH (UID 1 RFC822.SIZE %d)\r\n%%TAG%% OK done\r\n" % size
            server.answers["UID FETCH"] = told
        with Poller(self.store, self.account(small, "small", mail_max="64KiB"),
                    self.account(large, "large")) as poller:
            wait_until(lambda: small.filed and large.filed, 20, "both are filed")
            for name in ("small", "large"):
                counts = poller.mailbox(name)["counts"]
                self.assertEqual((counts["too_large"], counts["new_mails"]), (1, 0), name)
            self.assertEqual(poller.api("overview")["reports"], 0)

    def test_messages_twice_and_others_than_asked_for(self):
        twice = self.script(*mails(range(3)), answers={
            "UID SEARCH": b"* SEARCH 1 2 2 3 1 3\r\n* SEARCH 1\r\n" + DONE})
        other = self.script(*mails(range(10, 13)))

        def more(line):
            """Also what nobody asked for."""
            if b"BODY" not in line:
                return None
            mail = other.messages.get(1, b"x")
            return b"".join(b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n"
                            % (number, uid, len(mail), mail)
                            for number, uid in ((1, 1), (1, 1), (3, 77))) + DONE
        other.answers["UID FETCH"] = more
        with Poller(self.store, self.account(twice, "twice"), self.account(other, "other")) as poller:
            wait_until(lambda: poller.api("overview")["reports"] >= 3, 20, "the three")
            wait_until(lambda: len(twice.filed) == 3, 20, "all are filed")
            time.sleep(3)
            told = {row["report_id"] for row in poller.api("reports")}
            self.assertLessEqual({"r0", "r1", "r2"}, told)
            self.assertLessEqual(told, {"r0", "r1", "r2", "r10"})
            self.assert_rests(poller)

    def test_a_move_that_moves_nothing(self):
        """OK proves nothing; nor is it a reason to try again and again."""
        server = self.script(*mails(range(3)), answers={"UID MOVE": DONE})
        with Poller(self.store, self.account(server)) as poller:
            poller.reports(3)
            time.sleep(4)
            self.assertEqual(poller.api("overview")["reports"], 3)
            self.assertEqual(poller.mailbox()["counts"]["waiting"], 3)
            tries = [each for each in server.heard if "UID MOVE" in each or "UID COPY" in each]
            self.assertLess(len(tries), 40)
            self.assert_rests(poller)


if __name__ == "__main__":
    main()
