#!/usr/bin/env python3
"""Sends every mail of a folder to an SMTP server, in the order of their names, over one connection.
    send_mails.py FOLDER HOST:PORT RECIPIENT
Ends with 1 when a mail was not taken.
"""
import pathlib
import re
import smtplib
import sys
import time

SENDER = "noreply@reporter.example"


class Progress:
    """One line that moves on a terminal, else only the last word."""

    def __init__(self, total):
        self._total = total
        self._begun = time.monotonic()
        self._shown = 0.0

    def show(self, done):
        if not sys.stderr.isatty() or time.monotonic() - self._shown < 0.1:
            return
        self._shown = time.monotonic()
        bar = "=" * (30 * done // self._total)
        seconds = self._shown - self._begun
        print(f"\r[{bar:<30}] {done:,} of {self._total:,} mails, {done / seconds:,.0f} a second, "
              f"{(self._total - done) * seconds / done:.0f} s left ", end="", file=sys.stderr)

    @staticmethod
    def end(text):
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
        print(text, file=sys.stderr)


def main():
    if len(sys.argv) != 4:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    mails = sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))
    host, port = sys.argv[2].rsplit(":", 1)
    progress = Progress(len(mails))
    sent = 0
    with smtplib.SMTP(host, int(port), local_hostname="reporter.example", timeout=60) as server:
        for mail in mails:
            octets = re.sub(rb"\r?\n", b"\r\n", mail.read_bytes())
            try:
                server.sendmail(SENDER, [sys.argv[3]], octets)
            except smtplib.SMTPException as problem:
                print(f"send_mails: {mail.name}: {problem}", file=sys.stderr)
                return 1
            sent += 1
            progress.show(sent)
    progress.end(f"Sent {sent:,} mails to {sys.argv[3]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
