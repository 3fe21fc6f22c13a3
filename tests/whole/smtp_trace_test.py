"""S22: a mail is stored octet by octet as it came; our Return-Path and Received go before it only
where somebody saves it."""
import sqlite3

from sink import RECIPIENT, Sink, SinkTest
from support import main

MAIL = b"DKIM-Signature: v=1; b=abc\r\nSubject: \xff no report\r\n\r\n.dots\r\n\0\r\n"


class SmtpTrace(SinkTest):
    def test_octets_are_kept_and_the_trace_stands_before_them(self):
        with Sink(self.store) as sink:
            with sink.client() as client:
                client.begin(RECIPIENT)
                client.send(MAIL.replace(b"\r\n.", b"\r\n..") + b".\r\n")
                told = client.reply()
            self.assert_code(told, 250)
            sink.digested()
            held = sink.api("held")[0]
            saved = sink.get(f"/api/v1/held/{held['id']}/raw").body
            self.assertTrue(saved.endswith(MAIL), saved)
            trace = saved[:-len(MAIL)].decode()
            self.assertRegex(trace, "^Return-Path: <noreply@reporter.example>\r\n"
                             "Received: from client.example \\(\\[127.0.0.1\\]\\)\r\n"
                             "\tby mx.reports.example.com with ESMTP id ")
            self.assertIn(told.text.split()[-1], trace)
            self.assertEqual(held["size"], len(MAIL))
        store = sqlite3.connect(self.store)
        self.addCleanup(store.close)
        self.assertEqual(store.execute("SELECT size FROM intake").fetchall(), [(len(MAIL),)])


if __name__ == "__main__":
    main()
