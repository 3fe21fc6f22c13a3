"""T13, S29 to S31: nothing said in the clear is ever answered inside TLS, in either direction, and
after TLS the dialogue begins anew. S32: a new certificate needs no restart."""
import os
import signal

import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Closed
from support import main, wait_until

SILENCE = 0.5  # seconds in which an answer would have come
TRANSACTION = (b"EHLO injected.example\r\nMAIL FROM:<injected@reporter.example>\r\n"
               b"RCPT TO:<" + RECIPIENT.encode() + b">\r\nDATA\r\nSubject: injected\r\n\r\n.\r\n")
INJECTED = {  # what comes behind STARTTLS in the same segment
    "NOOP": b"NOOP\r\n",
    "half a command": b"NOO",
    "a line end": b"\r\n",
    "EHLO": b"EHLO injected.example\r\n",
    "QUIT": b"QUIT\r\n",
    "a transaction": TRANSACTION,
    "much": b"NOOP\r\n" * 2000,
}


class SmtpStarttls(SinkTest):
    def setUp(self):
        super().setUp()
        self.trusted = self.certificate()
        self.tls = {"tls": self.trusted.settings()}

    def client(self, sink, **how):
        how.setdefault("greet", "client.example")
        client = sink.client(**how)
        self.addCleanup(client.close)
        return client

    def test_what_follows_starttls_in_the_clear_is_never_answered(self):
        outcomes = {}
        with Sink(self.store, smtp=self.tls) as sink:
            for name, octets in INJECTED.items():
                with self.subTest(name):
                    outcomes[name] = self.inject(sink, octets)
            self.assertEqual(sink.api("overview")["reports"], 0)
            self.assertEqual(sink.ingest()["mails"]["accepted"], 0)
            self.assert_serves(sink, 1)
        print("\n  " + "; ".join(f"{name}: {each}" for name, each in outcomes.items()))

    def inject(self, sink, octets):
        client = self.client(sink)
        client.send(b"STARTTLS\r\n" + octets)
        told = client.reply()
        if told.code != 220:
            self.assertEqual(told.code, 554, str(told))  # S38
            self.assertEqual(client.rest(), b"", "one reply, then it is closed")
            return "refused"
        try:
            client.wrap(self.trusted.context())
        except OSError:
            return "no handshake"
        self.assertTrue(client.is_silent(SILENCE), "an answer inside TLS")
        client.socket.settimeout(30)
        self.assert_code(client.command("MAIL FROM:<a@reporter.example>"), 503)
        return "silence"

    def test_what_a_man_in_the_middle_answers_is_not_ours(self):
        """Nothing of ours follows the 220 in the clear, and no handshake begins with text."""
        with Sink(self.store, smtp=self.tls) as sink:
            client = self.client(sink)
            self.assert_code(client.command("STARTTLS"), 220)
            self.assertTrue(client.is_silent(SILENCE))
            client.socket.settimeout(30)
            client.send(b"EHLO in.the.clear\r\nNOOP\r\n")  # no handshake: S31
            self.assertNotIn(b"250", client.rest())

    def test_after_tls_all_is_forgotten(self):
        with Sink(self.store, smtp=self.tls) as sink:
            client = self.client(sink)
            self.assertIn("STARTTLS", client.offers.lines)
            self.assert_code(client.starttls(self.trusted.context()), 220)
            self.assert_code(client.command("MAIL FROM:<a@reporter.example>"), 503)
            offers = client.command("EHLO client.example")
            self.assertNotIn("STARTTLS", offers.lines)
            self.assert_code(client.command("STARTTLS"), 503)
            self.assert_code(client.mail(reports.report_mail(1), RECIPIENT), 250)
            self.assertEqual(sink.reports(1), 1)

    def test_a_session_without_handshake_is_closed_without_a_word(self):
        with Sink(self.store, smtp=self.tls) as sink:
            client = self.client(sink)
            self.assert_code(client.command("STARTTLS"), 220)
            client.send(b"GET / HTTP/1.1\r\n\r\n" * 20)
            told = client.rest()
            self.assertFalse(told.startswith((b"2", b"4", b"5")), told)
            self.assertEqual(sink.refused(), {"tls_failed": 1})
            self.assert_serves(sink, 1)

    def test_a_new_certificate_is_shown_after_sighup_and_no_session_ends(self):
        with Sink(self.store, smtp=self.tls) as sink:
            within = self.client(sink)
            within.starttls(self.trusted.context())
            within.command("EHLO client.example")
            renewed = self.certificate("renewed")
            os.replace(renewed.path, self.trusted.path)
            os.replace(renewed.key, self.trusted.key)
            os.kill(sink.pid, signal.SIGHUP)

            def is_shown():
                try:
                    self.client(sink).starttls(self.trusted.context())
                    return True
                except (OSError, Closed):
                    return False
            wait_until(is_shown, 30, "the new certificate is shown")
            self.assert_code(within.mail(reports.report_mail(1), RECIPIENT), 250)


if __name__ == "__main__":
    main()
