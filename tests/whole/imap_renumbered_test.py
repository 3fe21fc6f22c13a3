"""T16: a folder whose messages get other numbers, and a server in whose place there is another: nothing
counts twice, and nothing is missed. SENDPATH_WHOLE_IMAP_RENUMBERED says how many messages; a full run
has 1,000.
"""
import os
import shutil

import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import Poller, PollerTest, account, mails
from support import main, wait_until

COUNT = int(os.environ.get("SENDPATH_WHOLE_IMAP_RENUMBERED", "150"))


class ImapRenumbered(PollerTest):
    def setUp(self):
        super().setUp()
        self.server = self.served(Dovecot())

    def test_messages_that_are_here_and_messages_that_are_not(self):
        """They stay in the folder, so all of them are found again."""
        for after in ("flag", "leave"):
            with self.subTest(after=after):
                shutil.rmtree(self.server.maildir(), ignore_errors=True)
                self.store = self.scratch / f"{after}.db"
                self.server.fill(mails(range(COUNT)))
                with Poller(self.store, account(self.server, after=after)) as poller:
                    self.assert_counted(poller, range(COUNT))
                    wait_until(lambda: poller.mailbox()["counts"]["waiting"] == 0, 20, "all is flagged")
                    self.assertIsNone(poller.mailbox()["renumbered"])
                    before = poller.mailbox()["uid_validity"]
                self.server.fill(mails(range(COUNT, 2 * COUNT)))
                self.server.renumber(before + 1000)
                with Poller(self.store, account(self.server, after=after)) as poller:
                    self.assert_counted(poller, range(2 * COUNT))
                    wait_until(lambda: poller.mailbox()["counts"]["known"] == COUNT, 20,
                               "all old ones are known again")
                    told = poller.mailbox()
                    self.assertEqual(told["uid_validity"], before + 1000)
                    self.assertIsNotNone(told["renumbered"])
                    self.assertIsNone(told["last_error"])
                self.assert_whole(self.store)

    def test_while_it_polls(self):
        with Poller(self.store, account(self.server, after="flag")) as poller:
            for step in range(4):
                self.server.fill(mails(range(step * 20, step * 20 + 20)))
                self.server.renumber(1000 + step)
                self.server.kick()
                self.assert_counted(poller, range(step * 20 + 20))

    def test_a_message_put_back_is_filed_again(self):
        self.server.fill(mails(range(5)))
        with Poller(self.store, account(self.server)) as poller:
            self.assert_holds(self.server, {"INBOX": 0, "DMARC/Processed": 5})
            with self.server.client("DMARC/Processed", readonly=False) as human:
                human.copy("1:*", "INBOX")
            self.assert_holds(self.server, {"INBOX": 0, "DMARC/Processed": 10})
            self.assert_counted(poller, range(5))
            self.assertEqual(poller.mailbox()["counts"]["known"], 5)

    def test_a_server_swapped_for_an_empty_one_and_back(self):
        server = self.server
        server.fill(mails(range(COUNT)))
        with Poller(self.store, account(server, after="flag")) as poller:
            self.assert_counted(poller, range(COUNT))
            home = server.home(server.user)
            aside = server.folder / "aside"
            server.stop()
            home.rename(aside)
            server.start()
            poller.poll()
            server.deliver(reports.report_mail(COUNT))
            self.assert_counted(poller, range(COUNT + 1))
            server.stop()
            shutil.rmtree(home)
            aside.rename(home)
            server.deliver(reports.report_mail(COUNT + 1))
            server.start()
            poller.poll()
            self.assert_counted(poller, range(COUNT + 2))
            wait_until(poller.is_well, 20, "it goes on")
            self.assert_counted(poller, range(COUNT + 2))
        self.assert_whole(self.store)


if __name__ == "__main__":
    needs_dovecot()
    main()
