"""T6: a store on a disk that gets full: senders are told to try again later and nothing else, the
server goes on, all it acknowledged is there, and it takes mail again once there is room."""
import contextlib
import os
import shutil
import subprocess
import sys
import threading

import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Closed, on_the_wire
from support import SKIPPED, main, wait_until

SENDERS = 200
SMALL = 16 << 20  # octets of the small disk: too few to take any mail
ROOMY = 96 << 20  # octets of the other, of which it leaves 64 MiB free
SETTINGS = {"mail_max": "1MiB", "sessions": 500, "sessions_per_address": 500}
INSIDE = "SENDPATH_OWN_MOUNTS"  # set where this may mount


class SmtpDiskFull(SinkTest):
    def setUp(self):
        super().setUp()
        self.disk = self.scratch / "disk"
        self.disk.mkdir()
        self.store = self.disk / "sendpath.db"
        self.answers = []  # codes, or what went wrong

    def mounted(self, size):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", self.disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.disk])

    def test_a_disk_that_is_too_small_takes_nothing_and_harms_nothing(self):
        self.mounted(SMALL)
        with Sink(self.store, smtp=SETTINGS) as sink:
            self.in_parallel(lambda number: self.send(sink, number))
            self.assertEqual(set(self.answers), {452})
            self.assertEqual(len(self.answers), SENDERS)
            self.assertEqual(sink.refused(), {"storage_full": SENDERS})
            self.assertEqual(sink.get("/healthz").status, 200)
        self.assert_whole(self.store)

    def test_a_disk_that_gets_full_costs_no_mail_and_it_goes_on_by_itself(self):
        self.mounted(ROOMY)
        with Sink(self.store, smtp=SETTINGS) as sink:
            self.in_parallel(lambda number: self.send(sink, number))
            self.assertEqual(set(self.answers), {250})
            self.assertEqual(sink.reports(SENDERS), SENDERS)

            # Those that were invited to send their mail find no room when it is to be stored.
            invited = []
            for number in range(SENDERS, SENDERS + 20):
                client = sink.client()
                self.assert_code(client.begin(RECIPIENT), 354)
                invited.append((number, client))
            self.fill()
            self.answers.clear()
            self.in_parallel(lambda number: self.send(sink, number + 1000))
            self.assertEqual(set(self.answers), {452})
            for number, client in invited:
                client.send(on_the_wire(reports.report_mail(number)))
                told = client.reply()
                self.assertEqual((told.code, told.text[:5]), (452, "4.3.1"), str(told))
                self.assert_code(client.command("MAIL FROM:<noreply@reporter.example>"), 452)
            self.assertEqual(sink.get("/healthz").status, 200)
            self.assertEqual(len(sink.api("reports", limit=1000)), SENDERS)

            (self.disk / "filler").unlink()
            self.answers.clear()
            for number, client in invited:  # in the same sessions
                told = client.mail(reports.report_mail(number), RECIPIENT)
                self.assert_code(told, 250)
                client.close()
            self.in_parallel(lambda number: self.send(sink, number + 1000))
            self.assertEqual(set(self.answers), {250})
            expected = 2 * SENDERS + len(invited)
            self.assertEqual(sink.reports(expected), expected)
            self.assertEqual(sink.ingest()["mails"]["held"], 0)
        self.assert_whole(self.store)

    def test_a_disk_that_gets_full_while_all_send_costs_no_mail(self):
        self.mounted(ROOMY)
        stopping = threading.Event()

        def send_on(number):
            round_ = 0
            while not stopping.is_set():
                self.send(sink, number + SENDERS * round_)
                round_ += 1

        with Sink(self.store, smtp=SETTINGS) as sink:
            sending = threading.Thread(target=self.in_parallel, args=(send_on,))
            sending.start()
            with contextlib.ExitStack() as end:
                end.callback(stopping.set)
                for _ in range(3):
                    before = self.count(250)
                    wait_until(lambda: self.count(250) > before + 100, 60, "mail is taken")
                    self.fill()
                    before = self.count(452)
                    wait_until(lambda: self.count(452) > before + 400, 60, "mail is refused")
                    (self.disk / "filler").unlink()
            sending.join()
            self.assertLessEqual(set(self.answers), {250, 451, 452})
            acknowledged = self.count(250)
            self.assertEqual(sink.reports(acknowledged), acknowledged)
        print(f"\n  {acknowledged} acknowledged, {self.count(451)} and {self.count(452)} refused")
        self.assert_whole(self.store)

    def count(self, code):
        return self.answers.count(code)

    def in_parallel(self, work):
        senders = [threading.Thread(target=work, args=(number,)) for number in range(SENDERS)]
        for each in senders:
            each.start()
        for each in senders:
            each.join()

    def send(self, sink, number):
        try:
            told = sink.mail(reports.report_mail(number))
            self.answers.append(told.code)
        except (OSError, Closed) as problem:
            self.answers.append(repr(problem))

    def fill(self):
        """Not an octet is left on the disk."""
        file = os.open(self.disk / "filler", os.O_WRONLY | os.O_CREAT)
        try:
            for size in (1 << 20, 4096, 1):
                with contextlib.suppress(OSError):
                    while os.write(file, bytes(size)):
                        pass
        finally:
            os.close(file)


def with_own_mounts():
    """Runs this file again in a mount namespace of its own, or ends it as skipped."""
    for options in (["-m"], ["-rm"]):
        command = ["unshare", *options]
        probe = [*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        if shutil.which("unshare") and subprocess.run(probe, capture_output=True).returncode == 0:
            environment = {**os.environ, INSIDE: "1"}
            os.execvpe("unshare", [*command, sys.executable, "-B", *sys.argv], environment)
    print("skipped: no file system can be mounted here")
    sys.exit(SKIPPED)


if __name__ == "__main__":
    if INSIDE not in os.environ:
        with_own_mounts()
    main()
