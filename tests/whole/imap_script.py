"""An IMAP server of a few commands that does what a test wants: hangs up, lies, falls silent.

It has one folder, INBOX, whose messages it gives out and lets be moved away. A test sets `answers`:
what to say to a command instead, by its name ("UID FETCH", "greeting" for what is said first): octets,
in which %TAG% is the command's, or an iterable of pieces, or a function of the command's line that
returns such or None for the usual.
"""
import contextlib
import re
import socket
import ssl
import struct
import threading
import time

CAPABILITY = b"IMAP4rev1 SASL-IR LITERAL+ UIDPLUS MOVE NAMESPACE IDLE"
PATIENCE = 60
PIECE = 16 << 10


class HangUp(Exception):
    """It closes the connection."""


class ScriptedServer:
    user = "reports"
    password = "secret"

    def __init__(self, certificate, messages=(), answers=None, clear=False):
        """With `clear` it speaks in clear text until STARTTLS."""
        self.certificate = certificate
        self.messages = {uid: mail.replace(b"\n", b"\r\n")
                         for uid, mail in enumerate(messages, 1)}
        self.filed = []
        self.answers = answers or {}
        self.cut = None  # octets of the next connection until it is reset
        self.heard = []  # command lines, of all connections
        self.connections = []  # times when each began
        self.said = 0  # octets, in the last connection
        self._clear = clear
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.path, certificate.key)
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.tls_port = self.clear_port = self._socket.getsockname()[1]

    def __enter__(self):
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        # Closing alone would not wake who waits in it.
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self):
        while True:
            try:
                plain, _ = self._socket.accept()
            except OSError:
                return
            self.connections.append(time.monotonic())
            self.connected()
            threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def connected(self):
        """For those who change something for each connection."""

    def _serve(self, plain):
        plain.settimeout(PATIENCE)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with plain, contextlib.suppress(OSError, HangUp):
            if not self._clear:
                plain = self._context.wrap_socket(plain, server_side=True)
            with plain:
                Connection(self, plain).run()

    def starts_tls(self, plain):
        return self._context.wrap_socket(plain, server_side=True)


class Connection:
    def __init__(self, server, wire):
        self._server = server
        self._wire = wire
        self._file = wire.makefile("rb")
        self._cut = server.cut
        server.said = 0

    def run(self):
        greeting = self._instead("greeting", b"")
        if greeting is None:
            greeting = b"* OK [CAPABILITY " + CAPABILITY + self._extra() + b"] ready\r\n"
        self._tell(greeting, b"")
        while line := self._file.readline():
            self._server.heard.append(line.rstrip().decode(errors="replace"))
            tag, _, rest = line.strip().partition(b" ")
            name = re.match(rb"(?:UID )?[A-Z]*", rest.upper())[0].decode()
            told = self._instead(name, rest)
            if told is None:
                usual = getattr(self, "_" + name.lower().replace(" ", "_"), self._unknown)
                told = usual(rest)
            self._tell(told, tag)
            if name == "STARTTLS" and self._server.answers.get(name) is None:
                self._wire = self._server.starts_tls(self._wire)
                self._file = self._wire.makefile("rb")
            if name == "LOGOUT":
                return

    def _tell(self, told, tag):
        for piece in [told] if isinstance(told, bytes) else told:
            self.say(piece.replace(b"%TAG%", tag))

    def say(self, octets):
        for at in range(0, len(octets), PIECE):
            piece = octets[at:at + PIECE]
            if self._cut is not None and self._server.said + len(piece) >= self._cut:
                self._wire.sendall(piece[:max(0, self._cut - self._server.said)])
                self._reset()
            self._wire.sendall(piece)
            self._server.said += len(piece)

    def _reset(self):
        """In the way of a crash, without TLS's goodbye."""
        self._wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise HangUp

    def _instead(self, name, line):
        told = self._server.answers.get(name)
        return told(line) if callable(told) else told

    def _extra(self):
        tls = isinstance(self._wire, ssl.SSLSocket)
        return b" AUTH=PLAIN" if tls else b" STARTTLS LOGINDISABLED"

    def _unknown(self, _):
        return b"%TAG% BAD I do not know that\r\n"

    def _capability(self, _):
        return b"* CAPABILITY " + CAPABILITY + self._extra() + b"\r\n%TAG% OK done\r\n"

    def _ok(self, _):
        return b"%TAG% OK done\r\n"

    _authenticate = _login = _noop = _enable = _create = _id = _subscribe = _starttls = _unselect = _ok

    def _namespace(self, _):
        return b'* NAMESPACE (("" "/")) NIL NIL\r\n%TAG% OK done\r\n'

    def _list(self, _):
        return b'* LIST (\\Noselect) "/" ""\r\n%TAG% OK done\r\n'

    def _select(self, _):
        count = len(self._server.messages)
        return (b"* %d EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n"
                b"* OK [UIDVALIDITY 7] here\r\n* OK [UIDNEXT %d] next\r\n"
                b"%%TAG%% OK [READ-WRITE] done\r\n" % (count, 1 + max(self._server.messages, default=0)))

    _examine = _select

    def _uid_search(self, line):
        found = b"".join(b" %d" % uid for uid in self._asked(line.split()[-1])
                         ) if re.search(rb"[0-9]", line) else b"".join(
                             b" %d" % uid for uid in self._server.messages)
        return b"* SEARCH" + found + b"\r\n%TAG% OK done\r\n"

    def _uid_fetch(self, line):
        told = b""
        order = list(self._server.messages)
        for uid in self._asked(line.split()[2]):
            mail = self._server.messages[uid]
            items = [b"UID %d" % uid]
            if b"SIZE" in line:
                items.append(b"RFC822.SIZE %d" % len(mail))
            if b"FLAGS" in line:
                items.append(b"FLAGS ()")
            if body := re.search(rb"BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?", line):
                origin, size = (int(each or -1) for each in body.groups())
                piece = mail if origin < 0 else mail[origin:origin + size]
                where = b"" if origin < 0 else b"<%d>" % origin
                items.append(b"BODY[]%s {%d}\r\n%s" % (where, len(piece), piece))
            told += b"* %d FETCH (%s)\r\n" % (order.index(uid) + 1, b" ".join(items))
        return told + b"%TAG% OK done\r\n"

    def _uid_move(self, line):
        uids = self._asked(line.split()[2])
        if not uids:
            return b"%TAG% OK nothing there\r\n"
        first = len(self._server.filed) + 1
        told = b"* OK [COPYUID 9 %s %d:%d] moved\r\n" % (
            b",".join(b"%d" % uid for uid in uids), first, first + len(uids) - 1)
        for uid in uids:
            told += b"* %d EXPUNGE\r\n" % (list(self._server.messages).index(uid) + 1)
            self._server.filed.append(self._server.messages.pop(uid))
        return told + b"%TAG% OK done\r\n"

    def _idle(self, _):
        self.say(b"+ idling\r\n")
        self._file.readline()
        return b"%TAG% OK done\r\n"

    def _logout(self, _):
        return b"* BYE see you\r\n%TAG% OK done\r\n"

    def _asked(self, numbers):
        """The messages there are of "1:3,7,9:*"."""
        asked = []
        last = max(self._server.messages, default=0)
        for part in numbers.decode().split(","):
            first, _, end = part.partition(":")
            low, high = (last if each == "*" else int(each) for each in (first, end or first))
            asked += [uid for uid in self._server.messages
                      if min(low, high) <= uid <= max(low, high) and uid not in asked]
        return asked
