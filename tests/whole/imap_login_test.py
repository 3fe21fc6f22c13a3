"""How the poller comes in, and where it does not: I1, I2, I3, I4, I5; and `sendpath imap test`, which
tells why."""
import hashlib
import pathlib
import re
import ssl
import time

import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import Poller, PollerTest, account, mails
from sink import Certificate
from support import main, wait_until

ODD = 'pä"ss\\wo rd {8} %s'


def fingerprint(certificate):
    octets = ssl.PEM_cert_to_DER_cert(certificate.path.read_text())
    return hashlib.sha256(octets).hexdigest()


class ImapLogin(PollerTest):
    def assert_polls(self, server, **how):
        server.deliver(reports.report_mail(1))
        with Poller(self.store, account(server, **how)) as poller:
            self.assert_counted(poller, [1])
            self.assert_holds(server, {"INBOX": 0, "DMARC/Processed": 1})
            told = poller.mailbox()
            self.assertIsNone(told["last_error"])
            return told

    def assert_refused(self, server, reason, **how):
        """It tells why, and never logged in."""
        server.deliver(reports.report_mail(1))
        with Poller(self.store, account(server, **how)) as poller:
            told = poller.trouble()
            self.assertEqual(told["reason"], reason, told)
            self.assertEqual(poller.mailbox()["state"], "backing_off")
            self.assertTrue(told["advice"])
            self.assertRegex(poller.log(), rf"imap: reports/INBOX: {reason}")
            self.assertEqual(poller.api("overview")["reports"], 0)
        self.assertEqual(server.logins()[0], 0)
        self.assertEqual(server.count(), 1)

    def test_start_tls(self):
        told = self.assert_polls(self.served(Dovecot()), tls="starttls")
        self.assertRegex(told["server"], r"^imap\+starttls://127\.0\.0\.1:\d+$")
        self.assertFalse(told["certificate_unchecked"])

    def test_implicit_tls(self):
        told = self.assert_polls(self.served(Dovecot()))
        self.assertRegex(told["server"], r"^imaps://127\.0\.0\.1:\d+$")

    def test_a_name_that_the_certificate_has(self):
        self.assert_polls(self.served(Dovecot()), host="localhost")

    def test_a_pinned_certificate(self):
        server = self.served(Dovecot())
        pin = fingerprint(server.certificate)
        self.assert_polls(server, fingerprint=":".join(re.findall("..", pin.upper())))

    def test_another_pin(self):
        self.assert_refused(self.served(Dovecot()), "certificate_refused", fingerprint="ab" * 32)

    def test_a_certificate_of_nobody_we_know(self):
        self.assert_refused(self.served(Dovecot()), "certificate_refused", ca_file=None)

    def test_a_certificate_of_somebody_else(self):
        other = Certificate(self.scratch, "other")
        for tls in ("implicit", "starttls"):
            with self.subTest(tls=tls):
                self.assert_refused(self.served(Dovecot()), "certificate_refused", tls=tls,
                                    ca_file=other.path)

    def test_a_certificate_for_another_host(self):
        self.assert_refused(self.served(Dovecot()), "certificate_refused", host="127.0.0.2")

    def test_no_check_is_told_loudly(self):
        told = self.assert_polls(self.served(Dovecot()), ca_file=None, host="127.0.0.2",
                                 accept_any_certificate=True)
        self.assertTrue(told["certificate_unchecked"])

    def test_a_plain_port_for_a_private_one(self):
        server = self.served(Dovecot())
        self.assert_refused(server, "tls_failed", port=server.clear_port)

    def test_login_disabled(self):
        """Not even AUTH=PLAIN, which the server goes on to offer."""
        server = self.served(Dovecot(settings="imap_capability = +LOGINDISABLED"))
        server.deliver(reports.report_mail(1))
        with Poller(self.store, account(server)) as poller:
            self.assertEqual(poller.trouble()["reason"], "login_disabled")
        self.assertEqual(server.logins(), (0, 0))

    def test_odd_passwords_by_every_way(self):
        for settings in ("", "imap_capability = IMAP4rev1 LITERAL+", "imap_capability = IMAP4rev1"):
            with self.subTest(settings=settings):
                server = self.served(Dovecot(password=ODD, settings=settings))
                server.deliver(reports.report_mail(1))
                store = self.scratch / f"{len(settings)}.db"
                with Poller(store, account(server)) as poller:
                    self.assertEqual(poller.reports(1), 1)

    def test_a_wrong_password_is_said_once(self):
        server = self.served(Dovecot())
        server.deliver(reports.report_mail(1))
        password = self.scratch / "password"
        password.write_text("wrong\n")
        with Poller(self.store, account(server, password_file=password)) as poller:
            told = poller.trouble()
            self.assertEqual(told["reason"], "login_refused")
            time.sleep(4)  # polls are a second apart
            state = poller.mailbox()
            self.assertEqual(state["state"], "backing_off")
            self.assertGreater(state["next_poll"], time.time() + 40)
            self.assertEqual(self.refusals(server), 1)
            password.write_text(server.password)
            poller.poll()
            self.assert_counted(poller, [1])
            wait_until(poller.is_well, 10, "it is well again")
        self.assertEqual(self.refusals(server), 1)

    def refusals(self, server):
        """How many logins it refused, as it logs when they hang up."""
        told = re.findall(r"auth failed, (\d+) attempts", server.log())
        return sum(map(int, told))

    def test_no_secret_is_told(self):
        server = self.served(Dovecot(password="hush-hush-hush"))
        server.deliver(reports.report_mail(1))
        wrong = account(server, "wrong", password="also-hush-hush")
        with Poller(self.store, account(server), wrong) as poller:
            poller.trouble("wrong")
            self.assertEqual(poller.reports(1), 1)
            told = [poller.log(), pathlib.Path(f"/proc/{poller.pid}/cmdline").read_text(),
                    *(poller.get(f"/api/v1/{each}").body.decode()
                      for each in ("mailboxes", "ingest", "status"))]
        for each in told:
            for secret in ("hush", "aHVzaC", "h1c2gt"):  # also in base64, at each shift
                self.assertNotIn(secret, each)

    def test_the_command_that_tries(self):
        server = self.served(Dovecot())
        server.fill(mails(range(3)))
        ended = self.try_account("reports", account(server))
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("INBOX", ended.out)
        self.assertEqual(server.count(), 3)
        self.assertEqual(set(map(len, server.flags().values())), {0})
        for reason, how in (("login_refused", {"password": "hush-hush"}),
                            ("certificate_refused", {"ca_file": None}),
                            ("folder_missing", {"folders": ["Nowhere"]})):
            with self.subTest(reason=reason):
                ended = self.try_account("reports", account(server, **how))
                self.assertNotEqual(ended.code, 0, ended)
                self.assertIn(reason, ended.out + ended.err)
                self.assertNotIn("hush", ended.out + ended.err)
        self.assertNotEqual(self.try_account("nobody", account(server)).code, 0)


if __name__ == "__main__":
    needs_dovecot()
    main()
