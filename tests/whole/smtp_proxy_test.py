"""S40: behind a proxy the sink goes by the address the proxy tells; who should tell and does not is
closed without a word."""
import reports
from sink import RECIPIENT, Sink, SinkTest
from support import main

FROM_HERE = {"proxy_from": ["127.0.0.1/32"]}


class SmtpProxy(SinkTest):
    def connect(self, sink, header, **how):
        client = sink.client(greet=None, **how)
        self.addCleanup(client.close)
        client.send(header)
        return client

    def header(self, address):
        return f"PROXY TCP4 {address} 192.0.2.99 40000 25\r\n".encode()

    def test_a_mail_is_taken_behind_either_version_of_the_header(self):
        binary = (b"\r\n\r\n\0\r\nQUIT\n" b"\x21\x11\0\x0c" b"\xc6\x33\x64\x01\xc0\0\x02\x63\x9c\x40\0\x19")
        with Sink(self.store, smtp=FROM_HERE) as sink:
            for number, header in enumerate((self.header("198.51.100.1"), binary), 1):
                client = self.connect(sink, header)
                self.assert_code(client.reply(), 220)
                self.assert_code(client.command("EHLO a"), 250)
                self.assert_code(client.mail(reports.report_mail(number), RECIPIENT), 250)
            self.assertEqual(sink.reports(2), 2)
            self.assertIn("from 198.51.100.1, ", sink.log())

    def test_limits_are_those_of_the_address_that_is_told(self):
        with Sink(self.store, smtp={**FROM_HERE, "sessions_per_address": 1}) as sink:
            self.assert_code(self.connect(sink, self.header("198.51.100.1")).reply(), 220)
            self.assert_code(self.connect(sink, self.header("198.51.100.2")).reply(), 220)
            self.assert_code(self.connect(sink, self.header("198.51.100.1")).reply(), 421)

    def test_what_is_no_header_is_closed_without_a_word(self):
        with Sink(self.store, smtp=FROM_HERE) as sink:
            for octets in (b"EHLO a\r\n", b"PROXY TCP4 nonsense\r\n", b"PROXY " + b"x" * 200):
                self.assertEqual(self.connect(sink, octets).rest(), b"")
            self.assertEqual(sink.refused(), {"bad_proxy_header": 3})

    def test_others_need_no_header_and_cannot_lie_by_one(self):
        with Sink(self.store, smtp=FROM_HERE) as sink:
            client = self.connect(sink, b"", source="127.0.0.2")
            self.assert_code(client.reply(), 220)
            liar = self.connect(sink, self.header("198.51.100.1"), source="127.0.0.2")
            self.assert_code(liar.reply(), 220)
            self.assert_code(liar.reply(), 500)
            self.assertEqual(liar.rest(), b"")


if __name__ == "__main__":
    main()
