"""S1 and S36: who is one too many hears why, and is let in when another has gone."""
import reports
from sink import Sink, SinkTest
from support import main, wait_until


class SmtpLimits(SinkTest):
    def connect(self, sink, **how):
        client = sink.client(greet=None, **how)
        self.addCleanup(client.close)
        return client, client.reply()

    def test_over_the_limit_of_all_sessions_a_client_hears_421(self):
        with Sink(self.store, smtp={"sessions": 3}) as sink:
            first, told = self.connect(sink)
            self.assert_code(told, 220)
            for _ in range(2):
                self.assert_code(self.connect(sink)[1], 220)
            refused, told = self.connect(sink)
            self.assertEqual(str(told)[:9], "421 4.3.2")
            self.assertEqual(refused.rest(), b"", "it is closed")
            self.assert_code(first.command("QUIT"), 221)
            first.close()
            wait_until(lambda: sink.ingest()["smtp"]["sessions_open"] == 2, 10, "one has gone")
            self.assert_code(self.connect(sink)[1], 220)
            self.assertEqual(sink.refused(), {"too_many_sessions": 1})

    def test_over_the_limit_of_one_address_others_are_let_in(self):
        with Sink(self.store, smtp={"sessions_per_address": 2}) as sink:
            for _ in range(2):
                self.assert_code(self.connect(sink)[1], 220)
            self.assertEqual(str(self.connect(sink)[1])[:9], "421 4.7.0")
            self.assert_code(self.connect(sink, source="127.0.0.2")[1], 220)
            self.assertEqual(sink.refused(), {"too_many_per_address": 1})

    def test_over_the_rate_of_one_address_others_are_let_in(self):
        with Sink(self.store, smtp={"connections_per_minute": 5}) as sink:
            for _ in range(5):
                client, told = self.connect(sink)
                self.assert_code(told, 220)
                client.close()
            self.assertEqual(str(self.connect(sink)[1])[:9], "421 4.7.0")
            self.assert_code(self.connect(sink, source="127.0.0.2")[1], 220)
            self.assertEqual(sink.refused(), {"too_fast": 1})

    def test_each_refusal_is_counted_by_its_reason(self):
        with Sink(self.store, smtp={"mail_max": "64KiB"}) as sink:
            with sink.client() as client:
                for line in ("MAIL FROM:<a@x.example> SIZE=65537", "MAIL FROM:<a@x.example>",
                             "RCPT TO:<nobody@reports.example.com>", "RCPT TO:<a@other.example>",
                             "XCLIENT a"):
                    client.command(line)
            self.assert_code(sink.mail(b"x\rx\n"), 550)
            self.assert_code(sink.mail(b"x\n" * 30_000), 552)
            self.assertEqual(sink.refused(), {"too_large": 2, "unknown_recipient": 1,
                                              "relay_denied": 1, "bad_command": 1,
                                              "bare_line_end": 1})
            self.assert_serves(sink, 1)

    def test_mail_for_postmaster_is_taken_and_kept_apart(self):  # S12
        with Sink(self.store) as sink:
            for number, each in enumerate(("postmaster", "PostMaster@reports.example.com")):
                self.assert_code(sink.mail(reports.report_mail(number), each), 250)
            told = sink.ingest()
            self.assertEqual(told["other_mail"]["count"], 2)
            self.assertEqual(sink.api("overview")["reports"], 0)


if __name__ == "__main__":
    main()
