"""A bare SMTP client: it sends what it is told, octet by octet, and reads one reply at a time."""
import contextlib
import dataclasses
import socket

PATIENCE = 30  # seconds for a reply, unless a test says otherwise


@dataclasses.dataclass
class Reply:
    code: int
    lines: list  # without the code

    @property
    def text(self):
        return "\n".join(self.lines)

    def __str__(self):
        return f"{self.code} {self.text}"


class Closed(Exception):
    """The server closed the connection where a reply was due."""


class Client:
    def __init__(self, port, patience=PATIENCE, tls=None, source=None, greet="client.example"):
        """With `tls`, an SSLContext, TLS comes first. With `greet`, it says EHLO already."""
        self.socket = socket.create_connection(("127.0.0.1", port), patience,
                                               (source, 0) if source else None)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""
        self.banner = self.offers = None
        try:
            if tls:
                self.wrap(tls)
            if greet:
                self.banner = self.reply()
                self.offers = self.command(f"EHLO {greet}")
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def reset(self):
        """Closes in the way of a crash: the peer gets a reset."""
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.socket.close()

    def send(self, octets):
        self.socket.sendall(octets)

    def reply(self):
        lines = []
        while True:
            line = self._line().decode("utf-8", "replace")
            lines.append(line[4:])
            if line[3:4] != "-":
                return Reply(int(line[:3]), lines)

    def _line(self):
        while b"\r\n" not in self._read:
            piece = self.socket.recv(65536)
            if not piece:
                raise Closed(f"after {self._read!r}")
            self._read += piece
        line, self._read = self._read.split(b"\r\n", 1)
        return line

    def command(self, line):
        self.send(line.encode() + b"\r\n")
        return self.reply()

    def starttls(self, context):
        told = self.command("STARTTLS")
        if told.code == 220:
            self.wrap(context)
        return told

    def wrap(self, context):
        """TLS from here on."""
        self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self._read = b""

    def begin(self, recipient, sender="noreply@reporter.example"):
        """MAIL, RCPT and DATA; the first reply that is no success, or the 354."""
        for line in (f"MAIL FROM:<{sender}>", f"RCPT TO:<{recipient}>"):
            told = self.command(line)
            if told.code != 250:
                return told
        return self.command("DATA")

    def mail(self, octets, recipient, sender="noreply@reporter.example"):
        """A whole transaction; the reply that decided it."""
        told = self.begin(recipient, sender)
        if told.code != 354:
            return told
        self.send(on_the_wire(octets))
        return self.reply()

    def rest(self):
        """All that comes until the server closes, and what was read but not asked for."""
        with contextlib.suppress(ConnectionResetError):
            while piece := self.socket.recv(65536):
                self._read += piece
        return self._read

    def is_silent(self, seconds):
        """Whether nothing comes for so long; being closed is not silent."""
        if self._read:
            return False
        self.socket.settimeout(seconds)
        try:
            self._read = self.socket.recv(65536)
        except TimeoutError:
            return True
        except OSError:
            pass
        return False


def on_the_wire(octets):
    """A mail with line feeds alone, as DATA wants it: CR LF, dots doubled, the end behind it."""
    lines = octets.split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n"
                    for line in lines) + b".\r\n"
