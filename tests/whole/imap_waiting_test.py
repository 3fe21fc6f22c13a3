"""News is noticed at once, whoever looks at the mail beside us: I7, I16, I17, I18, I21."""
import subprocess
import time

import reports
from imap_dovecot import Dovecot, needs_dovecot
from imap_servers import free_port
from poller import Poller, PollerTest, account, mails
from support import main, wait_until

SLOW = {"poll": "10min", "idle": "20min"}  # nothing but news can be what woke it


class ImapWaiting(PollerTest):
    def waits(self, poller, *which, **how):
        wait_until(lambda: poller.mailbox(*which, **how)["state"] == "waiting"
                   and poller.mailbox(*which, **how)["idle"], 20, "it waits in IDLE")

    def assert_noticed(self, poller, server, number, limit=2, **where):
        before = poller.api("overview")["reports"]
        begun = time.monotonic()
        server.deliver(reports.report_mail(number), **where)
        wait_until(lambda: poller.api("overview")["reports"] > before, limit + 5,
                   f"report {number} is counted\n{poller.log()}")
        seconds = time.monotonic() - begun
        self.assertLessEqual(seconds, limit)
        return seconds

    def test_news_is_noticed_within_two_seconds(self):
        server = self.served(Dovecot())
        with Poller(self.store, account(server, **SLOW)) as poller:
            waits = []
            for number in range(5):
                self.waits(poller)
                waits.append(self.assert_noticed(poller, server, number))
            print(f"\n  counted {max(waits):.2f} s after its delivery, at most")
            self.assert_holds(server, {"INBOX": 0, "DMARC/Processed": 5}, seconds=3)

    def test_no_gap_between_looking_and_waiting(self):
        """Mails that keep coming, at any moment of what it does."""
        server = self.served(Dovecot())
        with Poller(self.store, account(server, **SLOW)) as poller:
            for number in range(60):
                server.deliver(reports.report_mail(number))
                time.sleep(0.01 + number % 7 / 50)
            poller.reports(60, seconds=5)
            self.assert_counted(poller, range(60))

    def test_idle_is_begun_anew(self):
        server = self.served(Dovecot())
        with Poller(self.store, account(server, poll="10min", idle="1s")) as poller:
            self.waits(poller)
            time.sleep(3.5)
            self.waits(poller)
            self.assert_noticed(poller, server, 1)
            self.assertEqual(server.logins()[0], 1, "all that in one connection")

    def test_without_idle_it_polls(self):
        server = self.served(Dovecot(capability="IMAP4rev1 UIDPLUS MOVE NAMESPACE"))
        with Poller(self.store, account(server)) as poller:
            poller.succeeds()
            self.assertFalse(poller.mailbox()["idle"])
            self.assert_noticed(poller, server, 1, limit=3)

    def test_a_mail_that_came_as_read(self):
        """As curl uploads it: who looks for unseen mail never finds it."""
        server = self.served(Dovecot())
        with Poller(self.store, account(server, **SLOW)) as poller:
            self.waits(poller)
            mail = self.scratch / "mail"
            mail.write_bytes(reports.report_mail(1).replace(b"\n", b"\r\n"))
            subprocess.run(["curl", "-sS", "--cacert", server.certificate.path, "--user",
                            f"{server.user}:{server.password}", "-T", mail,
                            f"imaps://127.0.0.1:{server.tls_port}/INBOX"], check=True)
            poller.reports(1, seconds=5)
            self.assert_holds(server, {"INBOX": 0, "DMARC/Processed": 1})
        self.assertEqual(server.flags("DMARC/Processed"), {1: {"\\Seen"}})

    def test_a_human_who_reads_hides_nothing(self):
        server = self.served(Dovecot())
        server.fill(mails(range(5)))
        with server.client("INBOX", readonly=False) as human:
            human.fetch("1:*", "(BODY[])")  # not by PEEK
            self.assertEqual(set(map(frozenset, server.flags().values())), {frozenset({"\\Seen"})})
            with Poller(self.store, account(server)) as poller:
                self.assert_counted(poller, range(5))
                server.deliver(reports.report_mail(5))
                human.noop()
                human.fetch("1:*", "(BODY[])")
                self.assert_counted(poller, range(6))

    def test_a_human_who_deletes_before_us(self):
        server = self.served(Dovecot())
        with Poller(self.store, account(server, **SLOW)) as poller:
            self.waits(poller)
            for number in range(10):
                server.deliver(reports.report_mail(number))
                with server.client("INBOX", readonly=False) as human:
                    # By UID, since it is no error then that we were first (RFC 9051 section 6.4.9).
                    human.uid("STORE", "1:*", "+FLAGS", "\\Deleted")
                    human.expunge()
            self.waits(poller)
            self.assert_noticed(poller, server, 10)
            self.assertIsNone(poller.mailbox()["last_error"])
            counted = poller.api("overview")["reports"]
            self.assertEqual(poller.mailbox()["counts"]["new_mails"], counted)

    def test_one_broken_account_does_not_slow_the_others(self):
        server = self.served(Dovecot(users=["second"]))
        deaf = free_port()  # where nobody listens
        with Poller(self.store,
                    account(server, "first", **SLOW), account(server, "second", user="second", **SLOW),
                    account(server, "away", port=deaf),
                    account(server, "wrong", password="wrong"),
                    account(server, "nowhere", host="nobody.invalid"),
                    account(server, "folderless", folders=["Nowhere"])) as poller:
            for name, reason in (("away", "cannot_connect"), ("wrong", "login_refused"),
                                 ("nowhere", "name_not_found"), ("folderless", "folder_missing")):
                self.assertEqual(poller.trouble(name)["reason"], reason)
            self.waits(poller, "first")
            self.waits(poller, "second")
            self.assert_noticed(poller, server, 1)
            self.assert_noticed(poller, server, 2, user="second")
            states = {"first": "waiting", "second": "waiting", "away": "backing_off",
                      "wrong": "backing_off", "nowhere": "backing_off",
                      "folderless": "backing_off"}
            wait_until(lambda: {each["account"]: each["state"] for each in poller.mailboxes()}
                       == states, 10, f"{states}, not {poller.mailboxes()}")

    def test_several_folders_of_one_account(self):
        server = self.served(Dovecot())
        names = [f"Box{number}" for number in range(6)]
        with server.client() as client:
            for each in names:
                client.create(each)
        for number, name in enumerate(names):
            server.deliver(reports.report_mail(number), folder=name)
        with Poller(self.store, account(server, folders=["INBOX", *names], connections=2)) as poller:
            self.assert_counted(poller, range(6))
            self.assert_holds(server, dict.fromkeys(names, 0) | {"DMARC/Processed": 6})
            most = len(server.doveadm("who", "-1").splitlines()) - 1
            self.assertLessEqual(most, 2)
            server.deliver(reports.report_mail(6), folder=names[-1])
            self.assert_counted(poller, range(7))

    def test_polled_on_demand(self):
        server = self.served(Dovecot(capability="IMAP4rev1 UIDPLUS MOVE NAMESPACE"))
        with Poller(self.store, account(server, **SLOW)) as poller:
            poller.succeeds()
            wait_until(lambda: poller.mailbox()["state"] == "waiting", 10, "it waits")
            server.deliver(reports.report_mail(1))
            poller.poll()
            poller.reports(1, seconds=5)


if __name__ == "__main__":
    needs_dovecot()
    main()
