"""IMAP servers of others, each in a folder of its own on free ports of the loopback.

They come from Debian packages that lie unpacked below build/peers, where `./dev setup test` puts
them; the paths that are built into them are redirected by a preloaded library. They run as who runs
the test, or as nobody when that is root: none of them serves mail to root.
"""
import atexit
import contextlib
import ctypes
import imaplib
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

from sink import Certificate
from support import ROOT, SKIPPED, wait_until

PEERS = ROOT / "build" / "peers"
REDIRECTION = PEERS / "libunpacked.so"
NOBODY = 65534
USER = NOBODY if os.geteuid() == 0 else os.geteuid()
GROUP = NOBODY if os.geteuid() == 0 else os.getegid()
PORTS = range(20_000, 32_000)  # below those that connections get: a server comes back to its own
PATIENCE = 30  # seconds for a start, and for an answer
TOLD_UID = re.compile(rb"UID (\d+)")


def needs_servers(*paths):
    """Ends the test as skipped where one of the paths below the unpacked packages is missing."""
    missing = [str(each) for each in (REDIRECTION, *(PEERS / "root" / each for each in paths))
               if not each.exists()]
    if missing:
        print(f"skipped: not installed (./dev setup test does it): {', '.join(missing)}")
        sys.exit(SKIPPED)


def unpacked():
    """The folder of the unpacked packages, where USER can read it."""
    if not hasattr(unpacked, "folder"):
        unpacked.folder = PEERS
        if any(not each.stat().st_mode & 1 for each in (PEERS, *PEERS.parents)) and not os.geteuid():
            copy = pathlib.Path(tempfile.mkdtemp(prefix="sendpath-peers-"))
            atexit.register(shutil.rmtree, copy, ignore_errors=True)
            shutil.copytree(PEERS, copy, symlinks=True, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("*.deb", "share"))
            copy.chmod(0o755)
            unpacked.folder = copy
    return unpacked.folder


def end_with_parent():
    """Run in a child: it is told to end when its parent is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def free_port():
    while True:
        with socket.socket() as probe, contextlib.suppress(OSError):
            port = random.choice(PORTS)
            probe.bind(("127.0.0.1", port))
            return port


def name_of(number, kind):
    """A user's or a group's name: servers want names."""
    asked = subprocess.run(["getent", kind, str(number)], capture_output=True, text=True)
    return asked.stdout.split(":")[0] or str(number)


def unchecked():
    """For clients of ours: which server it is they know."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class ImapServer:
    """A server with its certificate and one user; start() and stop() as often as wanted."""
    MOVED = ()  # paths that are built in: below the unpacked root
    LIBRARIES = ()
    user = "reports"
    password = "secret"
    prefix = ""  # of its user's folders
    separator = "."

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sp-imap-", dir="/tmp"))
        self.root = unpacked() / "root"
        self.clear_port = free_port()  # STARTTLS
        self.tls_port = free_port()
        self.certificate = Certificate(self.folder)
        self._process = None

    def __enter__(self):
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._process:
            self.kill()  # an orderly end takes a second
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self):
        """Ends what of it runs in this process."""

    def prepare(self):
        """Writes what it needs before its first start."""
        raise NotImplementedError

    def command(self):
        raise NotImplementedError

    def environment(self):
        moved = {f"/{each}": self.root / each for each in self.MOVED} | self.own_paths()
        libraries = [str(self.root / each) for each in self.LIBRARIES]
        return {"PATH": os.environ["PATH"], "LD_PRELOAD": str(unpacked() / REDIRECTION.name),
                "LD_LIBRARY_PATH": ":".join(libraries),
                "UNPACKED_PATHS": ":".join(f"{old}={new}" for old, new in moved.items())}

    def own_paths(self):
        """Paths that are built in, and what of this folder takes their place."""
        return {}

    def who(self):
        """For subprocess: as whom it runs."""
        if os.geteuid() != 0:
            return {}
        return {"user": USER, "group": GROUP, "extra_groups": []}

    def own(self):
        """Gives everything in its folder to the one it runs as."""
        if os.geteuid() == 0:
            for each in (self.folder, *self.folder.rglob("*")):
                os.lchown(each, USER, GROUP)

    def start(self):
        self.own()
        with open(self.folder / "out", "ab") as out:
            self._process = subprocess.Popen(
                [str(each) for each in self.command()], cwd=self.folder, env=self.environment(),
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
                preexec_fn=end_with_parent, **self.who())
        for port in (self.clear_port, self.tls_port):
            wait_until(lambda: self._greets(port), PATIENCE, f"{type(self).__name__} greets")

    def _greets(self, port):
        """Open ports tell nothing: a greeting does."""
        assert self._process.poll() is None, self.log()
        try:
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as plain:
                if port == self.clear_port:
                    return plain.recv(4) == b"* OK"
                with unchecked().wrap_socket(plain) as safe:
                    return safe.recv(4) == b"* OK"
        except OSError:
            return False

    def log(self):
        logs = [self.folder / "out", *sorted(self.folder.glob("*.log"))]
        return "".join(each.read_text(errors="replace") for each in logs if each.exists())

    def stop(self):
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self.kill()

    def kill(self):
        """kill -9 of all its processes."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    @contextlib.contextmanager
    def client(self, folder=None, readonly=True, user=None):
        """imaplib, logged in over TLS, in a folder if one is named."""
        with imaplib.IMAP4_SSL("127.0.0.1", self.tls_port, ssl_context=unchecked(),
                               timeout=PATIENCE) as client:
            login = f"\0{user or self.user}\0{self.password}".encode()
            client.authenticate("PLAIN", lambda _: login)
            if folder is not None:
                code, told = client.select(quoted(self.named(folder)), readonly)
                assert code == "OK", told
            yield client

    def named(self, folder):
        """How a folder is called here that settings call "DMARC/Processed"."""
        return folder if folder == "INBOX" else self.prefix + folder.replace("/", self.separator)

    def count(self, *folders, **how):
        """How many messages are in each, named as in settings; none where there is no such folder."""
        counts = {}
        with self.client(**how) as client:
            for each in folders or ("INBOX",):
                code, told = client.status(quoted(self.named(each)), "(MESSAGES)")
                counts[each] = int(re.search(rb"MESSAGES (\d+)", told[0])[1]) if code == "OK" else 0
        return counts if folders else counts["INBOX"]

    def flags(self, folder="INBOX", **how):
        """The flags of each message by its UID, without \\Recent."""
        with self.client(folder, **how) as client:
            _, told = client.uid("FETCH", "1:*", "(FLAGS)")
            return {int(TOLD_UID.search(each)[1]):
                    {flag.decode() for flag in imaplib.ParseFlags(each)} - {"\\Recent"}
                    for each in told if each}

    def append(self, mail, folder="INBOX", flags=None, **how):
        with self.client(**how) as client:
            code, told = client.append(quoted(self.named(folder)), flags, None, mail.replace(b"\n", b"\r\n"))
            assert code == "OK", told

    def folders(self, **how):
        """Names as they are on the wire."""
        with self.client(**how) as client:
            _, told = client.list()
            return {re.search(rb'\) (?:"[^"]*"|NIL) "?(.*?)"?$', each)[1].decode() for each in told
                    if each}


class PasswordChecker:
    """In the place of a daemon that a server asks about passwords at a socket of the file system:
    `answer(file)` reads the question of one connection and writes what there is to say."""

    def __init__(self, path, answer):
        self._answer = answer
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen(16)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self):
        # Its number may be another socket's at once: nobody may wait at it any longer.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _run(self):
        while True:
            try:
                asking, _ = self._socket.accept()
            except OSError:
                return
            asking.settimeout(PATIENCE)
            with contextlib.suppress(OSError, ValueError), asking, asking.makefile("rwb") as file:
                self._answer(file)


def quoted(folder):
    return f'"{folder}"'
