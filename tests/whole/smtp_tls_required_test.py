"""S33: TLS from the first octet, and TLS that is required, but not of TLS reports."""
import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Client
from support import main


class SmtpTlsRequired(SinkTest):
    def test_tls_may_come_first(self):
        certificate = self.certificate()
        tls = certificate.settings(implicit_listen=["127.0.0.1:0"])
        with Sink(self.store, smtp={"tls": tls}) as sink:
            with Client(sink.smtps_port, tls=certificate.context()) as client:
                self.assertNotIn("STARTTLS", client.offers.text)
                self.assert_code(client.mail(reports.report_mail(1), RECIPIENT), 250)
            self.assertEqual(sink.reports(1), 1)
            self.assertEqual(sink.ingest()["smtp"]["tls_sessions"], 1)

    def test_mail_in_clear_is_refused_where_tls_is_required(self):
        certificate = self.certificate()
        settings = {"tls": certificate.settings(), "require_tls": True}
        with Sink(self.store, smtp=settings) as sink:
            self.assertEqual(str(sink.mail(reports.report_mail(1)))[:9], "530 5.7.0")
            with sink.client() as client:
                client.starttls(certificate.context())
                client.command("EHLO client.example")
                self.assert_code(client.mail(reports.report_mail(1), RECIPIENT), 250)
            self.assertEqual(sink.reports(1), 1)

    def test_tls_reports_are_taken_in_clear_all_the_same(self):
        certificate = self.certificate()
        tls_reports = {"address": "tls@reports.example.com", "takes": ["tls"]}
        settings = {"tls": certificate.settings(), "require_tls": True,
                    "recipients": [RECIPIENT, tls_reports]}
        with Sink(self.store, smtp=settings) as sink:
            self.assertEqual(str(sink.mail(reports.report_mail(1)))[:9], "530 5.7.0")
            self.assert_code(sink.mail(b"Subject: x\n\nx\n", tls_reports["address"]), 250)
            # A DMARC report does not slip in by that door: it is kept, and not counted.
            self.assert_code(sink.mail(reports.report_mail(2), tls_reports["address"]), 250)
            sink.digested()
            self.assertEqual(sink.api("overview")["reports"], 0)
            reasons = sorted(each["reason"] for each in sink.api("held"))
            self.assertEqual(reasons, ["not_a_report", "not_taken_here"])


if __name__ == "__main__":
    main()
