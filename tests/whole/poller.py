"""The built server with mailboxes to poll, and what tests ask of it."""
import contextlib
import pathlib
import re

import reports
from sink import toml
from support import Server, WholeTest, run, wait_until

# A test waits for no more than it must.
QUICK = {"poll": "1s", "idle": "5s", "response": "5s", "slice": "5s"}


def account(server, name="reports", **how):
    """Settings for an account at a server of ours, over implicit TLS unless `tls` says otherwise."""
    clear = how.get("tls") == "starttls"
    settings = {"name": name, "host": "127.0.0.1", "user": server.user, **QUICK,
                "port": server.clear_port if clear else server.tls_port}
    if not {"ca_file", "fingerprint", "accept_any_certificate"} & how.keys():
        settings["ca_file"] = server.certificate.path
    if not any(each.startswith(("password", "token", "oauth")) for each in how):
        settings["password"] = server.password
    return {key: value for key, value in (settings | how).items() if value is not None}


def configuration(accounts):
    """[[imap]], a table for each."""
    lines = []
    for each in accounts:
        lines += ["[[imap]]", *(f"{key} = {toml(value)}" for key, value in each.items()), ""]
    return "\n".join(lines)


class Poller(Server):
    """`sendpath serve` that polls some accounts; `how` is for Server."""

    def __init__(self, store, *accounts, **how):
        self.config = pathlib.Path(f"{store}.toml")
        self.config.write_text(configuration(accounts))
        super().__init__(store, "--config", self.config, **how)

    def mailboxes(self):
        return self.api("mailboxes")

    def mailbox(self, account="reports", folder=None):
        return next(each for each in self.mailboxes() if each["account"] == account
                    and folder in (None, each["folder"]))

    def poll(self, account="reports", folder=None):
        """As the button on the page."""
        answer = self.request("POST", f"/api/v1/mailboxes/{self.mailbox(account, folder)['id']}/poll")
        assert answer.status == 202, answer

    def trouble(self, account="reports", seconds=20, folder=None):
        """Waits until that mailbox has one, and tells it."""
        return wait_until(lambda: self.mailbox(account, folder)["last_error"], seconds,
                          f"{account} has trouble\n{self.log()}")

    def succeeds(self, account="reports", seconds=20, folder=None):
        """Waits until that mailbox was looked through."""
        return wait_until(lambda: self.mailbox(account, folder)["last_success"], seconds,
                          f"{account} is looked through\n{self.log()}")

    def is_well(self, account="reports"):
        """Whether it was looked through since it last had trouble."""
        told = self.mailbox(account)
        return told["last_success"] and told["state"] == "waiting" and (
            not told["last_error"] or told["last_success"] >= told["last_error"]["at"])

    def reports(self, count, seconds=60):
        """Waits for so many reports, and tells how many were counted when nothing is pending."""
        try:
            wait_until(lambda: self.api("overview")["reports"] >= count, seconds,
                       f"{count} reports")
            wait_until(lambda: self.api("ingest")["mails"]["pending"] == 0, seconds, "all decoded")
        except AssertionError as late:
            raise AssertionError(f"{late}: there are {self.api('overview')['reports']}\n"
                                 f"{self.log()[-3000:]}") from None
        return self.api("overview")["reports"]

    def peak(self):
        """The most octets that it ever held in memory."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


class PollerTest(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"

    def served(self, server):
        """The server, started and stopped with the test."""
        return self.enterContext(server)

    def assert_counted(self, poller, numbers):
        """The reports of these numbers, as reports.report_mail() makes them, once each, and no other."""
        numbers = list(numbers)
        poller.reports(len(numbers))
        told = sorted(row["report_id"] for row in poller.api("reports", limit=1000))
        self.assertEqual(told, sorted(f"r{number}" for number in numbers))
        self.assertEqual(poller.api("overview")["messages"], 3 * len(numbers))

    def assert_holds(self, server, folders, seconds=20, **how):
        """Waits until the server's folders, named as in settings, hold so many messages."""
        with contextlib.suppress(AssertionError):
            wait_until(lambda: server.count(*folders, **how) == folders, seconds, "")
        self.assertEqual(server.count(*folders, **how), folders)

    def try_account(self, name, *accounts):
        """How `sendpath imap test` of an account ends."""
        config = self.scratch / "test.toml"
        config.write_text(configuration(accounts))
        return run("imap", "test", name, "--config", config)


def mails(numbers):
    return [reports.report_mail(number) for number in numbers]


NO_REPORT = (b"From: friend@friends.example\nTo: rua@example.com\nSubject: Lunch?\n"
             b"Date: Tue, 02 Jun 2026 00:10:00 +0000\nMessage-ID: <lunch@friends.example>\n\n"
             b"At noon.\n")
