"""Every kind of sender there is, as Debian has it, delivers report mail to the sink, with TLS and
without, and the report counts."""
import peers
import reports
from peers import needs_peers
from sink import RECIPIENT, Sink, SinkTest
from support import main

WAYS = {  # what each can do
    peers.swaks: (None, "starttls", "implicit"),
    peers.swaks_pipelined: (None, "starttls"),
    peers.curl: (None, "starttls", "implicit"),
    peers.curl_crlf: (None, "starttls", "implicit"),
    peers.msmtp: (None, "starttls", "implicit"),
    peers.exim: (None, "starttls", "implicit"),
    peers.nullmailer: (None, "starttls", "implicit"),
    peers.smtp_source: (None,),
    peers.s_client: ("starttls", "implicit"),
}


class SmtpPeers(SinkTest):
    def test_each_delivers_and_the_report_counts(self):
        certificate = self.certificate()
        tls = certificate.settings(implicit_listen=["127.0.0.1:0"])
        sent = 0
        with Sink(self.store, smtp={"tls": tls}) as sink:
            for peer, ways in WAYS.items():
                for way in ways:
                    with self.subTest(peer.__name__, tls=way):
                        self.delivers(sink, certificate, peer, way, sent)
                        sent += 1
            told = sink.ingest()
            self.assertEqual(told["smtp"]["refused"], type(told["smtp"]["refused"])())
            self.assertEqual(told["smtp"]["accepted"], sent)
            private = sum(way is not None for ways in WAYS.values() for way in ways)
            self.assertEqual(told["smtp"]["tls_sessions"], private)
        print(f"\n  {sent} deliveries by {len(WAYS)} peers")
        self.assert_whole(self.store)

    def delivers(self, sink, certificate, peer, way, number):
        mail = self.scratch / f"{number}.eml"
        mail.write_bytes(reports.report_mail(number))
        before = sink.ingest()["smtp"]["tls_sessions"]
        ended = peer(sink, certificate, mail, way)
        self.assertEqual(ended.returncode, 0, ended.stdout)
        self.assertEqual(sink.reports(number + 1), number + 1)
        self.assertEqual(sink.ingest()["smtp"]["tls_sessions"] - before, int(way is not None))

    def test_swaks_speaks_lmtp_to_it(self):
        with Sink(self.store, smtp={"protocol": "lmtp"}) as sink:
            mail = self.scratch / "one.eml"
            mail.write_bytes(reports.report_mail(1))
            ended = peers.deliver("swaks", "--protocol", "LMTP", "--server",
                                  f"127.0.0.1:{sink.smtp_port}", "--from", peers.SENDER, "--to",
                                  RECIPIENT, "--data", f"@{mail}")
            self.assertEqual(ended.returncode, 0, ended.stdout)
            self.assertEqual(sink.reports(1), 1)

    def test_swaks_comes_through_a_proxy(self):
        for version, family in ((1, "TCP4"), (2, "AF_INET")):
            with self.subTest(version=version):
                store = self.scratch / f"{version}.db"
                with Sink(store, smtp={"proxy_from": ["127.0.0.0/8", "::1/128"]}) as sink:
                    mail = self.scratch / "one.eml"
                    mail.write_bytes(reports.report_mail(1))
                    ended = peers.deliver(
                        "swaks", "--proxy-version", version, "--proxy-family", family,
                        "--proxy-source", "192.0.2.7", "--proxy-source-port", 1234, "--proxy-dest",
                        "192.0.2.1", "--proxy-dest-port", 25, "--server",
                        f"127.0.0.1:{sink.smtp_port}", "--from", peers.SENDER, "--to", RECIPIENT,
                        "--data", f"@{mail}")
                    self.assertEqual(ended.returncode, 0, ended.stdout)
                    self.assertEqual(sink.reports(1), 1)


if __name__ == "__main__":
    needs_peers()
    main()
