"""The built server with its SMTP sink, on free ports of the loopback and a store of its own."""
import json
import pathlib
import re
import resource
import ssl
import subprocess

import reports
from smtp_client import Client
from support import Server, WholeTest, wait_until

# A thousand clients at a time live in the test itself, and shells give it 1,024 files.
_, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))

RECIPIENT = "dmarc@reports.example.com"
HOST = "mx.reports.example.com"

# Tests are one impatient client; limits are tested where they are named.
SETTINGS = {"listen": ["127.0.0.1:0"], "hostname": HOST, "recipients": [RECIPIENT],
            "sessions_per_address": 5000, "connections_per_minute": 1_000_000}


def toml(value):
    """A value as TOML has it; a table on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value if isinstance(value, (bool, int)) else str(value))


class Certificate:
    """A key and a certificate for HOST, localhost and 127.0.0.1 that it signed itself."""

    def __init__(self, folder, name="certificate"):
        self.path = folder / f"{name}.pem"
        self.key = folder / f"{name}.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext",
             f"subjectAltName=DNS:{HOST},DNS:localhost,IP:127.0.0.1", "-keyout", self.key, "-out",
             self.path], check=True, capture_output=True)

    def settings(self, **more):
        """The value of smtp.tls."""
        return {"certificate": self.path, "key": self.key, **more}

    def context(self):
        """For a client that trusts it."""
        return ssl.create_default_context(cafile=str(self.path))


class Sink(Server):
    """`sendpath serve` with settings for [smtp]; `how` is for Server."""
    # An empty variable is none: the file says where it listens.
    ENVIRONMENT = {"SENDPATH_SMTP_LISTEN": ""}

    def __init__(self, store, *arguments, smtp=None, config="", environment=None, **how):
        self._config = pathlib.Path(f"{store}.toml")
        lines = [f"{key} = {toml(value)}" for key, value in {**SETTINGS, **(smtp or {})}.items()]
        self._config.write_text("\n".join([config, "[smtp]", *lines, ""]))
        super().__init__(store, "--config", self._config, *arguments,
                         environment={**self.ENVIRONMENT, **(environment or {})}, **how)

    def __enter__(self):
        super().__enter__()
        try:
            self.smtp_port = self._port("smtp") or self._port("lmtp")
            self.smtps_port = self._port("smtps")
            assert self.smtp_port, self.log()
        except BaseException:
            self.kill()
            raise
        return self

    def _port(self, scheme):
        told = re.search(rf"\b{scheme}://127\.0\.0\.1:(\d+)", self.log())
        return int(told[1]) if told else None

    def client(self, **how):
        return Client(self.smtp_port, **how)

    def mail(self, octets, recipient=RECIPIENT, **how):
        """One mail in a session of its own; the reply that decided it."""
        with self.client(**how) as client:
            return client.mail(octets, recipient)

    def ingest(self):
        return self.api("ingest")

    def refused(self):
        """How many were refused, by reason."""
        told = self.ingest()["smtp"]["refused"]
        if isinstance(told, dict):
            return told
        return {each["reason"]: each["count"] for each in told}

    def digested(self, seconds=120):
        """Waits until nothing waits to be decoded; what the server tells of its mails then."""
        wait_until(lambda: self.ingest()["mails"]["pending"] == 0, seconds, "all mail is decoded")
        return self.ingest()["mails"]

    def reports(self, count, seconds=120):
        """Waits for so many reports and tells how many were counted when nothing is pending."""
        wait_until(lambda: self.api("overview")["reports"] >= count, seconds, f"{count} reports")
        self.digested(seconds)
        return self.api("overview")["reports"]


class SinkTest(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"

    def certificate(self, name="certificate"):
        return Certificate(self.scratch, name)

    def assert_code(self, reply, code):
        self.assertEqual(reply.code, code, str(reply))

    def assert_serves(self, sink, number, **how):
        """The next honest mail is taken and counted."""
        before = sink.api("overview")["reports"]
        self.assert_code(sink.mail(reports.report_mail(number), **how), 250)
        self.assertEqual(sink.reports(before + 1), before + 1)
