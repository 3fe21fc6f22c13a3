"""S28: over LMTP each accepted recipient has its reply after the message."""
import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import on_the_wire
from support import main


class SmtpLmtp(SinkTest):
    def test_a_mail_is_answered_once_per_recipient(self):
        with Sink(self.store, smtp={"protocol": "lmtp"}) as sink:
            with sink.client(greet=None) as client:
                self.assertIn("LMTP", client.reply().text)
                self.assertEqual(str(client.command("EHLO a"))[:9], "500 5.5.1")
                self.assert_code(client.command("LHLO a"), 250)
                client.command("MAIL FROM:<a@reporter.example>")
                for each in (RECIPIENT, "nobody@reports.example.com", "postmaster"):
                    client.command(f"RCPT TO:<{each}>")
                self.assert_code(client.command("DATA"), 354)
                client.send(on_the_wire(reports.report_mail(1)))
                self.assert_code(client.reply(), 250)
                self.assert_code(client.reply(), 250)
                self.assert_code(client.command("QUIT"), 221)
            self.assertEqual(sink.reports(1), 1)
            self.assertEqual(sink.ingest()["other_mail"]["count"], 1)


if __name__ == "__main__":
    main()
