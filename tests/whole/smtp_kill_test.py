"""T2: a server that is killed at any moment, with senders that send again whatever got no 250: in
the end every mail that was acknowledged is there, and every report counts once.
SENDPATH_WHOLE_SMTP_KILLS says how often to kill; a full run does it 1,000 times.
"""
import contextlib
import os
import random
import sqlite3
import threading
import time

import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Client, Closed
from support import Running, main

KILLS = int(os.environ.get("SENDPATH_WHOLE_SMTP_KILLS", "300"))
SENDERS = 6
STARTING = 8  # one kill of so many comes while the server starts


class Senders:
    """Some senders, each with one mail at a time until it was acknowledged."""

    def __init__(self):
        self.port = None  # of the server that lives
        self.acknowledged = []  # what each 250 said
        self.resent = 0
        self.wrong = []  # replies that were neither success nor "try again"
        self._lock = threading.Lock()
        self._last = 0
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]
        for each in self._threads:
            each.start()

    @property
    def mails(self):
        return self._last

    def finish(self):
        """Each brings its mail to an end."""
        self._stopping.set()
        for each in self._threads:
            each.join(60)
            assert not each.is_alive(), "a sender hangs"

    def _send(self):
        while not self._stopping.is_set():
            with self._lock:
                self._last += 1
                number = self._last
            mail = reports.report_mail(number)
            tries = 0
            while not self._try(mail):
                tries += 1
                time.sleep(0.005)  # as long as nobody is there
            with self._lock:
                self.resent += tries > 0

    def _try(self, mail):
        """Sends it in a session of its own; whether it was acknowledged."""
        port = self.port
        if port is None:
            return False
        try:
            with Client(port) as client:
                reply = client.mail(mail, RECIPIENT)
        except (OSError, Closed):
            return False  # it was killed
        with self._lock:
            if reply.code == 250:
                self.acknowledged.append(reply.text.split()[-1])
            elif reply.code // 100 != 4:
                self.wrong.append(str(reply))
        return reply.code == 250


class SmtpKill(SinkTest):
    def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(self):
        rng = random.Random()
        senders = Senders()
        begun = time.monotonic()
        kills = 0
        boot = 0.1  # seconds until it serves, as measured last
        while kills < KILLS:
            if kills % STARTING == STARTING - 1:
                self.kill_while_starting(rng.uniform(0, boot))
            else:
                boot = self.kill_while_serving(senders, rng)
            kills += 1
        seconds = time.monotonic() - begun
        with Sink(self.store) as sink:
            senders.port = sink.smtp_port
            senders.finish()
            sink.digested()
            self.assertEqual(sink.api("held"), [])
            counted = sink.reports(senders.mails)
            told = [row["report_id"] for row in sink.api("reports", limit=1000)]
            messages = sink.api("overview")["messages"]
        print(f"\n  {kills} kills in {seconds:.0f} s: {senders.mails} mails, "
              f"{len(senders.acknowledged)} acknowledged, {senders.resent} sent again")
        self.assertEqual(senders.wrong, [])
        self.assertEqual(len(senders.acknowledged), senders.mails)
        self.assertEqual(len(set(senders.acknowledged)), senders.mails, "no id is told twice")
        self.assertEqual(counted, senders.mails)
        self.assertEqual(sorted(told), sorted(f"r{n}" for n in range(1, senders.mails + 1)))
        self.assertEqual(messages, 3 * senders.mails)
        self.assertEqual(set(senders.acknowledged) - self.kept_ids(), set())
        self.assert_whole(self.store)

    def kill_while_starting(self, delay):
        starting = Running("serve", "--store", self.store, "--listen", "127.0.0.1:0", "--config",
                           f"{self.store}.toml", environment=Sink.ENVIRONMENT)
        time.sleep(delay)
        starting.kill()
        starting.wait()

    def kill_while_serving(self, senders, rng):
        """Returns the seconds until it served."""
        begun = time.monotonic()
        with Sink(self.store) as sink:
            boot = time.monotonic() - begun
            senders.port = sink.smtp_port
            time.sleep(rng.uniform(0, boot))
            senders.port = None
            sink.kill()
        return boot

    def kept_ids(self):
        with contextlib.closing(sqlite3.connect(self.store)) as db:
            return {row[0] for row in db.execute(
                "SELECT queue_id FROM envelope JOIN intake ON intake.id = envelope.intake")}


if __name__ == "__main__":
    main()
