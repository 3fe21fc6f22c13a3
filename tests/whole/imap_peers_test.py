"""The whole flow at Cyrus and Courier, whose folders lie below INBOX, each in its own dialect."""
import reports
from imap_courier import Courier, needs_courier
from imap_cyrus import Cyrus, needs_cyrus
from poller import NO_REPORT, Poller, PollerTest, account, mails
from support import main, wait_until


class Flow:
    """What either must do."""

    def make(self):
        raise NotImplementedError

    def setUp(self):
        super().setUp()
        self.server = self.served(self.make())
        self.server.fill(mails(range(4)))
        self.server.deliver(reports.report_mail(4), flags="S")
        self.server.deliver(NO_REPORT)

    def poller(self, after, **how):
        return Poller(self.store, account(self.server, after=after, **how))

    def assert_taken(self, poller):
        self.assert_counted(poller, range(5))
        self.assertEqual(len(poller.api("held")), 1)
        self.assertIsNone(poller.mailbox()["last_error"], poller.log())

    def test_file(self):
        with self.poller("file") as poller:
            self.assert_holds(self.server, {"INBOX": 0, "DMARC/Processed": 5, "DMARC/Failed": 1})
            self.assert_taken(poller)
            self.server.deliver(reports.report_mail(5))
            self.assert_counted(poller, range(6))
            self.assert_holds(self.server, {"INBOX": 0, "DMARC/Processed": 6, "DMARC/Failed": 1})
        self.assert_whole(self.store)

    def test_file_over_start_tls_under_names_outside_ascii(self):
        with self.poller("file", tls="starttls", processed="Geprüft/処理済み") as poller:
            self.assert_holds(self.server, {"INBOX": 0, "Gepr&APw-ft/&UeZ0Bm4IMH8-": 5,
                                            "DMARC/Failed": 1})
            self.assert_taken(poller)

    def test_delete(self):
        with self.poller("delete") as poller:
            self.assert_holds(self.server, {"INBOX": 0, "DMARC/Processed": 0, "DMARC/Failed": 1})
            self.assert_taken(poller)

    def test_flag(self):
        with self.poller("flag") as poller:
            wait_until(lambda: sorted(map(sorted, self.server.flags().values()))
                       == [["\\Flagged", "\\Seen"]] + [["\\Seen"]] * 5, 20, "all are flagged")
            self.assert_taken(poller)

    def test_leave(self):
        before = self.server.flags()
        with self.poller("leave") as poller:
            self.assert_taken(poller)
            poller.succeeds()
        self.assertEqual(self.server.flags(), before)

    def test_news_is_noticed(self):
        with self.poller("file", poll="10min", idle="20min") as poller:
            self.assert_holds(self.server, {"INBOX": 0})
            for number in range(5, 8):
                wait_until(lambda: poller.mailbox()["state"] == "waiting", 20, "it waits")
                self.server.deliver(reports.report_mail(number))
                poller.reports(number + 1, seconds=self.PATIENCE)

    def test_the_server_is_away(self):
        with self.poller("file") as poller:
            self.assert_taken(poller)
            self.server.kill()
            poller.trouble()
            self.server.start()
            self.server.deliver(reports.report_mail(5))
            self.assert_counted(poller, range(6))

    def test_a_wrong_password(self):
        with self.poller("file", password="wrong", response="20s") as poller:  # Courier takes 5 s
            self.assertEqual(poller.trouble()["reason"], "login_refused")


class ImapCyrus(Flow, PollerTest):
    PATIENCE = 5  # seconds until news is told

    def make(self):
        return Cyrus()


class ImapCourier(Flow, PollerTest):
    PATIENCE = 15  # without its helper, Courier itself looks now and then

    def make(self):
        return Courier()


if __name__ == "__main__":
    needs_cyrus()
    needs_courier()
    main()
