"""T5: what strace sees of a mail: between the invitation to send it and its 250, its octets are
written to the store's log, and then that is synced."""
import re
import shutil
import sys

import reports
from sink import RECIPIENT, Sink, SinkTest
from support import SKIPPED, main, wait_until

MAILS = 100
CALLS = "trace=fsync,fdatasync,pwrite64,write,sendto,sendmsg,writev"
LINE = re.compile(r"(\d+) +(.*)")
WAL = r"\d+<[^>]*sendpath\.db-wal>"
BEGINS = {  # what the beginning of a call tells
    "invited": re.compile(r'(?:sendto|sendmsg|write)\(.*"354 '),
    "answered": re.compile(r'(?:sendto|sendmsg|write)\(.*"250 2\.0\.0 Stored as '),
    "written": re.compile(rf"pwrite64\({WAL}"),
    "syncing": re.compile(rf"f(?:data)?sync\({WAL}"),
}


def steps(trace):
    """The steps of the server in their order; a sync is told when it has ended, all else when it
    begins."""
    syncing = set()  # threads
    for line in trace.splitlines():
        thread, text = LINE.match(line).groups()
        begun = next((step for step, form in BEGINS.items() if form.match(text)), None)
        if begun == "syncing" and "unfinished" in text:
            syncing.add(thread)
        elif begun == "syncing" and text.endswith("= 0"):
            yield "synced"
        elif begun and begun != "syncing":
            yield begun
        elif thread in syncing and re.match(r"<\.\.\. f(data)?sync resumed", text):
            syncing.discard(thread)
            if text.endswith("= 0"):
                yield "synced"


class SmtpSyncOrder(SinkTest):
    def test_the_last_sync_comes_before_each_250(self):
        trace = self.scratch / "trace"
        strace = ["strace", "-D", "-f", "-y", "-s", "40", "-e", CALLS, "-o", trace]
        leaks = {"ASAN_OPTIONS": "detect_leaks=0"}  # which looks for them as a tracer itself
        with Sink(self.store, wrapper=strace, environment=leaks) as sink:
            with sink.client() as client:
                for number in range(MAILS):
                    told = client.mail(reports.report_mail(number), RECIPIENT)
                    self.assert_code(told, 250)
                    # So that what decoding writes and syncs is not taken for the next mail's.
                    sink.digested()
            sink.stop()
        wait_until(lambda: "+++ exited" in trace.read_text().splitlines()[-1], 30, "strace ended")
        mails = self.mails(steps(trace.read_text(errors="replace")))
        self.assertEqual(len(mails), MAILS)
        kept = [each for each in mails if "synced" in each[each.index("written"):]]
        print(f"\n  {len(kept)} of {len(mails)} were synced before their 250")
        self.assertEqual(len(kept), MAILS)

    def mails(self, all_steps):
        """For each mail, what was done between the invitation and the answer."""
        mails = []
        between = None
        for step in all_steps:
            if step == "invited":
                between = []
            elif step == "answered":
                self.assertIsNotNone(between)
                self.assertIn("written", between)
                mails.append(between)
                between = None
            elif between is not None:
                between.append(step)
        return mails


if __name__ == "__main__":
    if not shutil.which("strace"):
        print("skipped: strace is not installed")
        sys.exit(SKIPPED)
    main()
