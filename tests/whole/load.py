"""Many SMTP sessions at once from one thread, and how long each mail took to be acknowledged."""
import contextlib
import dataclasses
import selectors
import socket
import time

import reports
from smtp_client import on_the_wire

SENDER = "noreply@reporter.example"


def mail_of_20_kb(number):
    """A report of some thirty records, not packed."""
    return reports.mail(reports.aggregate(number, records=29),
                        f"reporter.example!example.com!{number}.xml", "text/xml",
                        subject=f"Report-ID: r{number}")


@dataclasses.dataclass
class Load:
    """What became of it."""
    acknowledged: int = 0
    refused: list = dataclasses.field(default_factory=list)  # replies, or why a session broke
    seconds: float = 0
    waits: list = dataclasses.field(default_factory=list)  # seconds from the final dot to the 250

    @property
    def rate(self):
        return self.acknowledged / self.seconds

    def percentile(self, share):
        """The wait that `share` of all mails stayed below."""
        waits = sorted(self.waits)
        return waits[min(len(waits) - 1, int(share * len(waits)))]


class Session:
    """Delivers some mails over one connection, one command at a time."""

    def __init__(self, port, mails, recipient, load):
        self._mails = mails  # as they go over the wire
        self._load = load
        self._read = b""
        self._unsent = b""
        self._steps = iter(self._dialogue(recipient))
        self._expected = 220
        self.done = False
        self.socket = socket.socket()
        self.socket.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            self.socket.connect(("127.0.0.1", port))

    def _dialogue(self, recipient):
        """What to send and the code that is expected for it."""
        yield b"EHLO load.example\r\n", 250
        for mail in self._mails:
            yield f"MAIL FROM:<{SENDER}>\r\n".encode(), 250
            yield f"RCPT TO:<{recipient}>\r\n".encode(), 250
            yield b"DATA\r\n", 354
            begun = time.monotonic()
            yield mail, 250
            self._load.waits.append(time.monotonic() - begun)
            self._load.acknowledged += 1
        yield b"QUIT\r\n", 221

    def wants(self):
        return selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)

    def work(self):
        try:
            if self._unsent:
                self._send()
            self._receive()
        except BlockingIOError:
            pass
        except (OSError, AssertionError) as problem:
            self._load.refused.append(str(problem))
            self.end()

    def end(self):
        self.done = True
        self.socket.close()

    def _send(self):
        self._unsent = self._unsent[self.socket.send(self._unsent):]

    def _receive(self):
        piece = self.socket.recv(65536)
        assert piece, "the connection was closed"
        self._read += piece
        while b"\r\n" in self._read:
            line, self._read = self._read.split(b"\r\n", 1)
            if line[3:4] != b"-":
                assert line.startswith(b"%d " % self._expected), line.decode()
                self._next()

    def _next(self):
        step = next(self._steps, None)
        if step is None:
            self.end()
            return
        self._unsent, self._expected = step
        self._send()


def deliver(port, sessions, mails_each, mail, recipient):
    """Runs so many sessions at once, each with its mails; `mail(number)` makes one."""
    load = Load()
    mails = [on_the_wire(mail(number)) for number in range(sessions * mails_each)]
    begun = time.monotonic()
    with selectors.DefaultSelector() as selector:
        for number in range(sessions):
            each = Session(port, mails[number::sessions], recipient, load)
            selector.register(each.socket, selectors.EVENT_READ, each)
        waiting = sessions
        while waiting:
            for key, _ in selector.select(60):
                each, file = key.data, key.fileobj
                each.work()
                if each.done:
                    selector.unregister(key.fd)
                    waiting -= 1
                elif each.wants() != key.events:
                    selector.modify(file, each.wants(), each)
    load.seconds = time.monotonic() - begun
    return load
