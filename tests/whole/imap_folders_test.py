"""Servers that name folders in other ways or can do less, each a Dovecot set up so: H1, H2, H4, H5, H6,
H10, I15."""
from imap_dovecot import Dovecot, needs_dovecot
from imap_servers import quoted
from poller import NO_REPORT, Poller, PollerTest, account, mails
from support import main

COUNT = 4
FULL = ("IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE NAMESPACE CHILDREN UIDPLUS MOVE ESEARCH CONDSTORE "
        "LIST-EXTENDED SPECIAL-USE UNSELECT")
UTF7 = {"Geprüft": "Gepr&APw-ft", "処理済み": "&UeZ0Bm4IMH8-", "A & B": "A &- B"}


def without(*words):
    return " ".join(each for each in FULL.split() if each not in words)


class ImapFolders(PollerTest):
    def assert_files(self, server, processed="DMARC/Processed", failed="DMARC/Failed", named=None,
                     fill=None, **how):
        """Reports are filed, and what is none; `named` are the two as test clients name them."""
        server = self.served(server)
        put = fill or server.deliver
        for each in (*mails(range(COUNT)), NO_REPORT):
            put(each)
        processed_there, failed_there = named or (processed, failed)
        with Poller(self.store, account(server, processed=processed, failed=failed, **how)) as poller:
            self.assert_holds(server, {"INBOX": 0, processed_there: COUNT, failed_there: 1})
            self.assert_counted(poller, range(COUNT))
            # And what comes later.
            put(mails([COUNT])[0])
            self.assert_counted(poller, range(COUNT + 1))
            self.assert_holds(server, {"INBOX": 0, processed_there: COUNT + 1, failed_there: 1})
            self.assertIsNone(poller.mailbox()["last_error"], poller.log())
        return server

    def test_a_slash_between_folders(self):
        self.assert_files(Dovecot(separator="/", mails="maildir:~/Maildir:LAYOUT=fs"))

    def test_a_sign_of_its_own(self):
        self.assert_files(Dovecot(separator="^"))

    def test_all_folders_below_inbox(self):
        server = self.assert_files(Dovecot(prefix="INBOX."))
        self.assertIn("INBOX.DMARC.Processed", server.folders())

    def test_a_prefix_of_another_name(self):
        self.assert_files(Dovecot(prefix="Mail/", separator="/"))

    def test_names_outside_ascii(self):
        processed = f"{'Geprüft'}/{'処理済み'}"
        failed = "A & B"
        server = self.assert_files(
            Dovecot(separator="/"), processed, failed,
            ("/".join(UTF7[each] for each in processed.split("/")), UTF7[failed]))
        self.assertIn("Gepr&APw-ft/&UeZ0Bm4IMH8-", server.folders())

    def test_mail_is_in_such_a_folder(self):
        server = self.served(Dovecot())
        with server.client() as client:
            client.create(quoted("Gepr&APw-ft"))
        for each in mails(range(COUNT)):
            server.append(each, folder="Gepr&APw-ft")
        with Poller(self.store, account(server, folders=["Geprüft"])) as poller:
            self.assert_counted(poller, range(COUNT))
            self.assert_holds(server, {"Gepr&APw-ft": 0, "DMARC/Processed": COUNT})
            self.assertEqual(poller.mailbox()["folder"], "Geprüft")

    def test_a_parent_that_may_hold_no_folder(self):
        """In an mbox, DMARC is a file: DMARC/Processed cannot be."""
        server = self.served(Dovecot(separator="/", mails="mbox:~/mail:INBOX=~/inbox"))
        with server.client() as client:
            client.create("DMARC")
        for each in (*mails(range(COUNT)), NO_REPORT):
            server.append(each)
        with Poller(self.store, account(server)) as poller:
            self.assert_counted(poller, range(COUNT))
            self.assert_holds(server, {"INBOX": 0})
            flat = server.folders() - {"INBOX", "DMARC"}
            self.assertEqual(len(flat), 2, flat)
            self.assertFalse([each for each in flat if "/" in each], flat)
            self.assertEqual(sorted(server.count(*flat).values()), [1, COUNT])

    def test_no_move(self):
        self.assert_files(Dovecot(capability=without("MOVE")))

    def test_no_uidplus(self):
        self.assert_files(Dovecot(capability=without("UIDPLUS")))

    def test_neither(self):
        self.assert_files(Dovecot(capability=without("MOVE", "UIDPLUS")))

    def test_no_idle(self):
        self.assert_files(Dovecot(capability=without("IDLE")))

    def test_nothing_but_the_protocol(self):
        self.assert_files(Dovecot(capability="IMAP4rev1"))

    def test_what_others_marked_is_never_expunged(self):
        """Without UIDPLUS there is no way to expunge ours alone: they stay, marked, and are not taken
        again."""
        server = self.served(Dovecot(capability=without("MOVE", "UIDPLUS")))
        server.deliver(mails([90])[0], flags="T")
        server.fill(mails(range(COUNT)))
        with Poller(self.store, account(server)) as poller:
            self.assert_counted(poller, [*range(COUNT), 90])
            self.assert_holds(server, {"DMARC/Processed": COUNT + 1})
            poller.succeeds()
        with Poller(self.store, account(server)) as poller:
            poller.succeeds()
            self.assertEqual(poller.mailbox()["counts"]["known"], 0)
        self.assertLessEqual(server.count(), COUNT + 1)


if __name__ == "__main__":
    needs_dovecot()
    main()
