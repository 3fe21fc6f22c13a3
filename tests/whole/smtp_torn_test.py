"""T10: a connection that ends at any octet of a dialogue, in order or by a reset, leaves no half
mail; what was sent to its end is stored once (S27), and the next attempt succeeds."""
import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Client, on_the_wire
from support import main, wait_until

STEPS = [b"EHLO client.example\r\n", b"MAIL FROM:<noreply@reporter.example> SIZE=2000\r\n",
         b"RCPT TO:<" + RECIPIENT.encode() + b">\r\n", b"DATA\r\n"]


class SmtpTorn(SinkTest):
    def test_a_connection_cut_at_any_octet(self):
        mail = on_the_wire(reports.mail(reports.aggregate(1), "report.xml", "text/xml"))
        steps = [*STEPS, mail, b"QUIT\r\n"]
        octets = sum(map(len, steps))
        whole = octets - len(steps[-1])  # from here on the mail is whole
        with Sink(self.store, smtp={"sessions": 5000}) as sink:
            for cut in range(octets + 1):
                with self.subTest(cut=cut):
                    self.send_until(sink, steps, cut, reset=cut % 2 == 1)
                    if cut == whole - 1:
                        self.all_gone(sink)
                        self.assertEqual(sink.ingest()["mails"]["accepted"], 0, "half a mail")
            self.all_gone(sink)
            self.assertEqual(sink.reports(1), 1)
            self.assertEqual(sink.get("/healthz").status, 200)
            self.assert_serves(sink, 2)
        print(f"\n  cut at {octets + 1} places")
        self.assert_whole(self.store)

    def send_until(self, sink, steps, cut, reset):
        """The dialogue in its steps, each after the reply to the one before, up to an octet."""
        client = Client(sink.smtp_port, greet=None)
        try:
            client.reply()
            for octets in steps:
                client.send(octets[:cut])
                cut -= len(octets)
                if cut <= 0:
                    break
                told = client.reply()
                self.assertLess(told.code, 400, str(told))
        finally:
            client.reset() if reset else client.close()

    def all_gone(self, sink):
        wait_until(lambda: sink.ingest()["smtp"]["sessions_open"] == 0, 30, "no session is open")

    def test_a_pipelined_connection_cut_at_any_octet(self):
        mail = on_the_wire(reports.mail(reports.aggregate(1), "report.xml", "text/xml"))
        commands = b"".join(STEPS)
        with Sink(self.store, smtp={"sessions": 5000}) as sink:
            for cut in range(len(commands)):
                with self.subTest(cut=cut):
                    client = Client(sink.smtp_port)
                    client.send(commands[len(STEPS[0]):][:cut])
                    client.reset() if cut % 2 else client.close()
            for cut in range(0, len(mail) - 1, 7):
                with self.subTest(cut=cut, within="the mail"):
                    client = Client(sink.smtp_port)
                    client.send(commands[len(STEPS[0]):])
                    codes = [client.reply().code for _ in range(3)]
                    self.assertEqual(codes, [250, 250, 354])
                    client.send(mail[:cut])
                    client.reset() if cut % 2 else client.close()
            self.all_gone(sink)
            self.assertEqual(sink.ingest()["mails"]["accepted"], 0)
            self.assert_serves(sink, 2)
        self.assert_whole(self.store)


if __name__ == "__main__":
    main()
