"""T9, S34, S35: a thousand sessions that trickle an octet now and then are cut at their deadlines,
which no octet moves, and honest senders beside them do not notice."""
import contextlib
import selectors
import threading
import time

import reports
from sink import RECIPIENT, Sink, SinkTest
from support import is_sanitized, main

TRICKLERS = 1000
HONEST = 20
DEADLINE = 5.0  # seconds, for every kind of waiting
EVERY = 0.5  # seconds between the octets of a trickle
SLACK = 5.0  # seconds until all are gone
HONEST_WAIT = 2.0  # seconds that 99 of 100 mails take at most
SETTINGS = {"sessions": 1200, "sessions_per_address": 1200, "idle": f"{DEADLINE:.0f}s",
            "idle_busy": f"{DEADLINE:.0f}s", "greeting": f"{DEADLINE:.0f}s",
            "data": f"{DEADLINE:.0f}s"}
HELLO = ["EHLO slow.example"]
ENVELOPE = [*HELLO, "MAIL FROM:<a@slow.example>", f"RCPT TO:<{RECIPIENT}>"]
# Where they begin to trickle: the commands they say first, and what then comes octet by octet.
WAYS = {
    "the greeting": ([], b"EHLO " + b"x" * 400),
    "a command": (HELLO, b"NOOP " + b"x" * 400),
    "the envelope": (ENVELOPE[:2], b"RCPT TO:<" + b"x" * 200),
    "the mail": ([*ENVELOPE, "DATA"], b"Subject: x\r\n" * 40),
    "nothing": (HELLO, b""),
}


class Tricklers:
    """Sessions that send an octet now and then, from one thread, and when each was closed."""

    def __init__(self, sink):
        self.lived = {way: [] for way in WAYS}  # seconds from the last whole command to the end
        self.last_words = {way: set() for way in WAYS}  # what each heard before it was cut
        self._sessions = []
        for number in range(TRICKLERS):
            way = list(WAYS)[number % len(WAYS)]
            client = sink.client(greet=None)
            client.reply()
            for command in WAYS[way][0]:
                client.command(command)
            self._sessions.append((way, client.socket, iter(WAYS[way][1]), time.monotonic()))

    def run(self):
        with selectors.DefaultSelector() as selector:
            for each in self._sessions:
                each[1].setblocking(False)
                selector.register(each[1], selectors.EVENT_READ, each)
            due = time.monotonic() + EVERY
            end = time.monotonic() + 60
            while selector.get_map() and time.monotonic() < end:
                for key, _ in selector.select(max(0, due - time.monotonic())):
                    self._listen(selector, key)
                if time.monotonic() >= due:
                    due += EVERY
                    for key in list(selector.get_map().values()):
                        self._trickle(key)
            for key in list(selector.get_map().values()):
                key.fileobj.close()

    def _listen(self, selector, key):
        way, connection, _, begun = key.data
        with contextlib.suppress(OSError):
            told = connection.recv(4096)
            if told:
                self.last_words[way].add(told.splitlines()[-1][:9])
                return
        self.lived[way].append(time.monotonic() - begun)
        selector.unregister(connection)
        connection.close()

    @staticmethod
    def _trickle(key):
        octet = next(key.data[2], None)
        if octet is not None:
            with contextlib.suppress(OSError):
                key.fileobj.send(bytes([octet]))


class SmtpSlow(SinkTest):
    def test_tricklers_are_cut_and_honest_senders_are_not_slowed(self):
        waits = []
        stopping = threading.Event()

        def send_on(number):
            while not stopping.is_set():
                begun = time.monotonic()
                self.assert_code(sink.mail(reports.report_mail(number)), 250)
                waits.append(time.monotonic() - begun)
                number += HONEST
                stopping.wait(0.1)

        with Sink(self.store, smtp=SETTINGS) as sink:
            slow = Tricklers(sink)
            honest = [threading.Thread(target=send_on, args=(n,)) for n in range(HONEST)]
            for each in honest:
                each.start()
            slow.run()
            stopping.set()
            for each in honest:
                each.join()
            self.assertEqual(sink.reports(len(waits)), len(waits))
            refused = sink.refused()
        waits.sort()
        slowest = waits[int(0.99 * len(waits))]
        print(f"\n  {len(waits)} honest mails, 99 % within {slowest:.2f} s")
        for way, lived in slow.lived.items():
            print(f"  {way}: {len(lived)} cut after {min(lived):.1f} to {max(lived):.1f} s, "
                  f"last told {sorted(slow.last_words[way])}")
            self.assertEqual(len(lived), TRICKLERS // len(WAYS), way)
            self.assertLess(max(lived), DEADLINE + SLACK, way)
            self.assertEqual(slow.last_words[way], {b"421 4.4.2"}, way)
        self.assertEqual(refused.get("timeout"), TRICKLERS)
        if not is_sanitized():
            self.assertLess(slowest, HONEST_WAIT)


if __name__ == "__main__":
    main()
