"""T4: when the power fails at any moment, every mail that was acknowledged is in the store, which is
whole. SENDPATH_WHOLE_LOSSES says how many moments to try; a full run has 1,000.

The same states with the syncs left out show that such a loss would be seen.
"""
import contextlib
import os
import pathlib
import random
import shutil
import sqlite3
import tempfile
import threading

import reports
from power_loss import Disk, Kind, read_log
from sink import Sink, SinkTest
from support import main

LOSSES = int(os.environ.get("SENDPATH_WHOLE_LOSSES", "200"))
LIBRARY = pathlib.Path(os.environ.get("SENDPATH_POWER_LOSS", "libpower_loss.so"))
SENDERS = 4
MAILS = 60  # of each sender, in each life of the server
LIVES = 3  # all but the last end by kill -9, which leaves the write-ahead log to the next
SHOWN = 30  # states with the syncs left out
CHECKED = 20  # states in which `sendpath check` also sums everything


class SmtpPowerLoss(SinkTest):
    def test_no_acknowledged_mail_is_lost(self):
        folder = self.scratch / "store"
        folder.mkdir()
        log = self.scratch / "log"
        store = folder / "sendpath.db"
        sent = sum(self.live(store, log, life) for life in range(LIVES))
        events = read_log(log)
        syncs = sum(event.kind == Kind.SYNC_END for event in events)
        told = sum(event.kind == Kind.ACKNOWLEDGE for event in events)
        print(f"\n  {len(events):,} events, {syncs:,} syncs, {told:,} acknowledged of {sent:,}")
        self.assertGreater(told, sent // 2)

        seed = random.randrange(1 << 32)
        with self.subTest(seed=seed):
            damaged, lost, checked = self.losses(events, seed, LOSSES)
            print(f"  {LOSSES:,} states: {damaged} damaged, {lost} with losses; {checked} summed")
            self.assertEqual((damaged, lost), (0, 0))
            self.assertGreater(checked, 0)
            # What the syncs are good for, and that this test would tell.
            for name, forget in (("none", lambda path: True),
                                 ("none of the log", lambda path: path.endswith("-wal"))):
                damaged, lost, _ = self.losses(events, seed, SHOWN, forget)
                print(f"  {SHOWN} states with {name} synced: {damaged} damaged, {lost} with losses")
                self.assertGreater(damaged + lost, SHOWN // 10)

    def live(self, store, log, life):
        """Senders deliver to a server that writes its log; returns how many mails they sent."""
        environment = {"LD_PRELOAD": str(LIBRARY), "POWER_LOSS_FOLDER": str(store.parent),
                       "POWER_LOSS_LOG": str(log)}
        with Sink(store, environment=environment, smtp={"sessions": 100}) as sink:
            senders = [threading.Thread(target=self.send, args=(sink, life * SENDERS + number))
                       for number in range(SENDERS)]
            for each in senders:
                each.start()
            for each in senders:
                each.join()
            if life < LIVES - 1:
                sink.digested()  # no write is under way that the log might miss
                sink.kill()
        return SENDERS * MAILS

    def send(self, sink, sender):
        with sink.client() as client:
            for number in range(sender * MAILS, (sender + 1) * MAILS):
                mail = reports.report_mail(number, records=3)
                self.assert_code(client.mail(mail, "dmarc@reports.example.com"), 250)

    def losses(self, events, seed, count, forget=lambda path: False):
        """Tries `count` moments; how many left damage, how many lost a mail, how many were summed."""
        rng = random.Random(seed)
        first = next(i for i, event in enumerate(events) if event.kind == Kind.ACKNOWLEDGE) + 1
        moments = sorted(rng.randint(first, len(events)) for _ in range(count))
        disk = Disk(forget)
        done = damaged = lost = checked = 0
        for number, moment in enumerate(moments):
            for event in events[done:moment]:
                disk.follow(event)
            done = moment
            with state_on_disk(disk.after_loss(rng)) as store:
                kept = kept_ids(store)
                if kept is None:
                    damaged += 1
                elif not set(disk.acknowledged) <= kept:
                    lost += 1
                elif number % max(1, count // CHECKED) == 0:
                    self.assert_whole(store)
                    checked += 1
        return damaged, lost, checked


@contextlib.contextmanager
def state_on_disk(files):
    """The files in a folder of their own, in memory if there is such a place."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sendpath-loss-", dir=memory))
    try:
        for path, octets in files.items():
            if not path.endswith("-shm"):  # made anew by whoever opens it first
                (folder / pathlib.Path(path).name).write_bytes(octets)
        yield folder / "sendpath.db"
    finally:
        shutil.rmtree(folder)


def kept_ids(store):
    """The mails in a store by the ids they were acknowledged with; None when it is damaged."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{store}?mode=rw", uri=True)) as db:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return None
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'envelope'").fetchone():
                return set()  # even that is lost
            return {row[0] for row in db.execute(
                "SELECT queue_id FROM envelope JOIN intake ON intake.id = envelope.intake "
                "JOIN raw ON raw.intake = intake.id")}
    except sqlite3.Error:
        return None


if __name__ == "__main__":
    main()
