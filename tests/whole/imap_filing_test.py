"""What becomes of messages in a Dovecot once they are safe here: filed, flagged, deleted or left, and
nothing at all of those that are not."""
import os

import corpus
import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import NO_REPORT, Poller, PollerTest, account, mails
from support import MAKE_CORPUS, main, wait_until

PROCESSED = "DMARC/Processed"
FAILED = "DMARC/Failed"
LIMIT = 64 << 10  # octets; the least there may be
TOO_LARGE = reports.mail(os.urandom(2 * LIMIT), "large.xml.gz")


class ImapFiling(PollerTest):
    def setUp(self):
        super().setUp()
        self.server = self.served(Dovecot())

    def fill(self):
        """Seven messages: five reports, one of them read and one of them twice, and two that are
        none."""
        self.server.fill(mails(range(4)))
        self.server.deliver(reports.report_mail(4), flags="S")
        self.server.deliver(reports.report_mail(0))
        self.server.deliver(NO_REPORT)
        self.server.deliver(TOO_LARGE)

    def poller(self, after, **how):
        return Poller(self.store, account(self.server, **{
            "after": after, "mail_max": f"{LIMIT >> 10}KiB", **how}))

    def assert_taken(self, poller):
        """What fill() put there was taken, each once, and told so."""
        self.assert_counted(poller, range(5))
        self.assertEqual(len(poller.api("held")), 1)
        told = poller.mailbox()
        self.assertIsNone(told["last_error"])
        self.assertEqual({name: told["counts"][name] for name in
                          ("found", "new_mails", "known", "held", "too_large", "waiting")},
                         {"found": 8, "new_mails": 6, "known": 1, "held": 1, "too_large": 1,
                          "waiting": 0})

    def test_file(self):
        self.fill()
        with self.poller("file") as poller:
            self.assert_holds(self.server, {"INBOX": 0, PROCESSED: 6, FAILED: 2})
            self.assert_taken(poller)
            self.server.deliver(reports.report_mail(5))
            self.assert_counted(poller, range(6))
            self.assert_holds(self.server, {"INBOX": 0, PROCESSED: 7, FAILED: 2})
        self.assertEqual([len(each) for each in self.server.flags(PROCESSED).values()].count(1), 1)
        self.assert_whole(self.store)

    def test_file_to_folders_of_ones_own(self):
        self.fill()
        with self.poller("file", processed="Done", failed="Odd/Ones"):
            self.assert_holds(self.server, {"INBOX": 0, "Done": 6, "Odd/Ones": 2, PROCESSED: 0})

    def test_flag(self):
        self.fill()
        done = {"\\Seen"}
        odd = {"\\Seen", "\\Flagged"}
        with self.poller("flag") as poller:
            wait_until(lambda: sorted(self.server.flags().values(), key=len) == [done] * 6 + [odd] * 2,
                       20, "all are flagged")
            self.assert_taken(poller)
            self.server.deliver(reports.report_mail(5))
            self.assert_counted(poller, range(6))
            wait_until(lambda: self.server.flags()[9] == done, 20, "the new one is flagged")
        self.assertEqual(self.server.count(PROCESSED, FAILED), {PROCESSED: 0, FAILED: 0})

    def test_delete(self):
        self.fill()
        with self.poller("delete") as poller:
            self.assert_holds(self.server, {"INBOX": 0, PROCESSED: 0, FAILED: 2})
            self.assert_taken(poller)

    def test_leave_changes_nothing(self):
        self.fill()
        before = self.server.flags()
        self.assertEqual(sorted(map(len, before.values())), [0] * 7 + [1])
        with self.poller("leave") as poller:
            poller.reports(5)
            poller.succeeds()
            self.assert_taken(poller)
        with self.poller("leave") as poller:
            poller.succeeds()
            self.server.deliver(reports.report_mail(5))
            self.assert_counted(poller, range(6))
            # What was taken in another life is not fetched again, so it is not known again.
            self.assertEqual(poller.mailbox()["counts"]["known"], 1)
            self.assertEqual(poller.mailbox()["counts"]["found"], 9)
        self.assertEqual(self.server.flags(), before | {9: set()})
        self.assertEqual(self.server.count(PROCESSED, FAILED), {PROCESSED: 0, FAILED: 0})

    def test_the_same_as_importing_the_files(self):
        if not MAKE_CORPUS.exists():
            self.skipTest("there are no samples beside the project")
        made = corpus.make(self.scratch / "corpus", "maildir", 300)
        files = sorted((made.mails / "new").iterdir())
        self.server.fill(each.read_bytes() for each in files)
        imported = self.scratch / "imported.db"
        self.imported(made.mails, store=imported)
        with Poller(self.scratch / "imported.db") as other:
            expected = corpus.everything_told(other)
        with self.poller("file", mail_max="25MiB") as poller:
            self.assert_holds(self.server, {"INBOX": 0}, seconds=120)
            poller.reports(expected["overview"]["reports"])
            told = corpus.everything_told(poller)
        for each in (expected, told):
            each["held"] = len(each["held"])  # named by their files where they have some
        self.assertEqual(told, expected)


if __name__ == "__main__":
    needs_dovecot()
    main()
