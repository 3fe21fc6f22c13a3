"""S41: an idle conversation costs 64 KiB or less, 150 KiB under TLS, and a large message is never
in memory twice."""
import pathlib
import re
import sys

import reports
from sink import RECIPIENT, Sink, SinkTest
from support import SKIPPED, is_sanitized, main

IDLE = 300  # conversations
WARM = 3  # conversations before, for what is shared
KIB = 1024
LARGE = 20 << 20  # octets


class SmtpMemory(SinkTest):
    def peak(self, sink):
        status = pathlib.Path(f"/proc/{sink.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * KIB

    def idle(self, sink, count, **tls):
        for _ in range(count):
            client = sink.client()
            self.addCleanup(client.close)
            if tls:
                client.starttls(tls["context"])
                client.command("EHLO client.example")

    def cost(self, sink, **tls):
        self.idle(sink, WARM, **tls)
        before = sink.memory()
        self.idle(sink, IDLE, **tls)
        return (sink.memory() - before) / IDLE

    def test_idle_conversations_are_small(self):
        with Sink(self.store) as sink:
            cost = self.cost(sink)
            print(f"\n  {cost / KIB:.1f} KiB a conversation")
            self.assertLessEqual(cost, 64 * KIB)

    def test_idle_conversations_under_tls_are_small(self):
        certificate = self.certificate()
        with Sink(self.store, smtp={"tls": certificate.settings()}) as sink:
            cost = self.cost(sink, context=certificate.context())
            print(f"\n  {cost / KIB:.1f} KiB a conversation under TLS")
            self.assertLessEqual(cost, 150 * KIB)

    def test_a_large_message_is_in_memory_once(self):
        with Sink(self.store) as sink:
            sink.mail(reports.report_mail(1))
            before = sink.memory()
            text = b"Subject: large\r\n\r\n" + b"x" * 76 + b"\r\n"
            with sink.client() as client:
                self.assert_code(client.begin(RECIPIENT), 354)
                line = b"x" * 76 + b"\r\n"
                client.send(text + line * (LARGE // len(line)))
                # All but the end is there; it is packed and stored only behind it.
                client.send(b".\r\n")
                self.assert_code(client.reply(), 250)
            peak = self.peak(sink) - before
            print(f"\n  {peak / 2**20:.1f} MiB for a message of {LARGE / 2**20:.0f} MiB")
            self.assertLessEqual(peak, 1.5 * LARGE)


if __name__ == "__main__":
    if is_sanitized():
        print("skipped: a sanitizer takes memory of its own")
        sys.exit(SKIPPED)
    main()
