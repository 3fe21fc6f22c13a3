"""Ordinary traffic of 24 hours in a short time: the server's descriptors and memory stay flat.
SENDPATH_WHOLE_DAY says in how many seconds the day passes; a full run takes 600."""
import os
import random
import threading
import time

import load
import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Closed
from support import is_sanitized, main, wait_until

SECONDS = float(os.environ.get("SENDPATH_WHOLE_DAY", "20"))
HOURS = 24
FULL = 600
MAILS = 4000  # of the whole day in a full run; as many a second in a shorter one
BEFORE = 40_000  # taken at once before a full run, so that its caches are as full as they get
FIRST_BEFORE = 1_000_000  # their numbers
SENDERS = 6
RECORDS = (1, 3, 10, 50)  # of a report
MORE_DESCRIPTORS = 12  # of sessions and requests under way at the moment of looking
MORE_MEMORY = 8 << 20  # octets, from the first quarter of the day to its end


def earlier_mail(number):
    return reports.report_mail(FIRST_BEFORE + number, records=RECORDS[number % len(RECORDS)])


class SmtpOrdinaryDay(SinkTest):
    def test_descriptors_and_memory_stay_flat(self):
        trusted = self.certificate()
        self.context = trusted.context()
        self.taken = set()  # numbers of reports that were acknowledged
        self.sent = 0
        self.problems = []
        part = min(1, SECONDS / FULL)
        mails = int(MAILS * part)
        hours = []
        with Sink(self.store, smtp={"tls": trusted.settings()}) as sink:
            before = self.take_at_once(sink, int(BEFORE * part))
            begun = time.monotonic()
            senders = [threading.Thread(target=self.send, args=(sink, number, begun, mails))
                       for number in range(SENDERS)]
            for each in senders:
                each.start()
            for hour in range(1, HOURS + 1):
                time.sleep(max(0, begun + SECONDS * hour / HOURS - time.monotonic()))
                self.look(sink)
                hours.append((sink.descriptors(), sink.memory()))
            for each in senders:
                each.join()
            told = sink.reports(before + len(self.taken)) - before
            least = min(descriptors for descriptors, _ in hours)
            wait_until(lambda: sink.descriptors() <= least, 10, "every descriptor is closed")
            after = sink.descriptors(), sink.memory()
            wal = self.store.with_name("sendpath.db-wal").stat().st_size
        self.tell(hours, after, wal)
        self.assertEqual(self.problems, [])
        self.assertEqual(told, len(self.taken))
        quarter = hours[HOURS // 4 - 1:]
        self.assertLessEqual(max(each[0] for each in quarter), least + MORE_DESCRIPTORS)
        self.assertLessEqual(wal, 64 << 20)
        if not is_sanitized() and SECONDS >= FULL:
            self.assertLess(hours[-1][1] - quarter[0][1], MORE_MEMORY)

    def take_at_once(self, sink, count):
        """So many reports of other days."""
        told = load.deliver(sink.smtp_port, SENDERS, count // SENDERS, earlier_mail, RECIPIENT)
        self.assertEqual(told.refused, [])
        for _ in range(5):  # as often as there are readers, and more
            self.look(sink)
        return sink.reports(told.acknowledged)

    def tell(self, hours, after, wal):
        print(f"\n  {self.sent} sessions, {len(self.taken)} reports in {SECONDS:.0f} s; at the end "
              f"{after[0]} descriptors, {after[1] / 2**20:.1f} MiB, {wal / 2**20:.1f} MiB of log")
        print("  by the hour: " + ", ".join(f"{descriptors}/{memory / 2**20:.1f}"
                                            for descriptors, memory in hours))

    def look(self, sink):
        """Somebody with the dashboard open."""
        for path in ("overview", "sources", "reports", "timeseries", "held", "ingest"):
            self.assertEqual(sink.get(f"/api/v1/{path}").status, 200, path)

    def send(self, sink, sender, begun, mails):
        """One sender's part of the day, in its time."""
        rng = random.Random(sender)
        for number in range(sender, mails, SENDERS):
            time.sleep(max(0, begun + SECONDS * number / mails - time.monotonic()))
            try:
                self.session(sink, rng, number)
            except (OSError, Closed, AssertionError) as problem:
                self.problems.append(f"{number}: {problem!r}")
            self.sent += 1

    def session(self, sink, rng, number):
        with sink.client() as client:
            if rng.random() < 0.7:
                client.starttls(self.context)
                client.command("EHLO client.example")
            kind = rng.random()
            if kind < 0.80:  # a report, now and then the same again
                again = rng.random() < 0.05 and number - 600 in self.taken
                report = number - 600 if again else number
                mail = reports.report_mail(report, records=RECORDS[report % len(RECORDS)])
                self.assert_code(client.mail(mail, RECIPIENT), 250)
                self.taken.add(report)
                self.assert_code(client.command("QUIT"), 221)
            elif kind < 0.90:  # spam for somebody else
                self.assert_code(client.begin("somebody@reports.example.com"), 550)
            elif kind < 0.94:  # a sender that dies
                self.assert_code(client.begin(RECIPIENT), 354)
                client.send(b"Subject: half a mail\r\n" * rng.randrange(200))
                client.reset()
            elif kind < 0.97:  # mail that is no report
                told = client.mail(b"Subject: hello %d\n\nHello.\n" % number, RECIPIENT)
                self.assert_code(told, 250)
            else:  # a scanner
                client.send(b"VRFY root\r\nEXPN list\r\n\x16\x03\x01\r\n")
                client.reset()


if __name__ == "__main__":
    main()
