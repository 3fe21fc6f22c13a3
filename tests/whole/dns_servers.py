"""DNS servers for tests: nsd with zones of documentation addresses, and one that says what a test
tells it to say."""
import contextlib
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading

from support import ROOT, SKIPPED, wait_until

NSD = ROOT / "build/peers/root/usr/sbin/nsd"
A, NS, PTR, TXT, AAAA = 1, 2, 12, 16, 28
NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
HEAD = "$TTL 60\n@ SOA ns.example.net. root.example.net. 1 60 60 60 60\n@ NS ns.example.net.\n"


def needs_nsd():
    if not NSD.exists():
        print("skipped: nsd is not there (./dev setup test unpacks it)")
        sys.exit(SKIPPED)


def free_port():
    """One that is free for UDP and TCP."""
    with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        stream.bind(("127.0.0.1", 0))
        datagrams.bind(stream.getsockname())
        return stream.getsockname()[1]


class Nsd:
    """An authoritative server. `zones`: from a zone's name to the lines of its records."""

    def __init__(self, zones):
        self.port = free_port()
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="sendpath-nsd-"))
        lines = [f'server:\n ip-address: 127.0.0.1@{self.port}\n server-count: 1\n username: ""',
                 f' chroot: ""\n database: ""\n pidfile: "{self._folder}/pid"',
                 f' zonesdir: "{self._folder}"\n xfrdfile: ""\n zonelistfile: "{self._folder}/list"',
                 f' xfrdir: "{self._folder}"\n cookie-secret-file: "{self._folder}/cookies"',
                 "remote-control:\n control-enable: no"]
        for number, (zone, records) in enumerate(zones.items()):
            (self._folder / f"zone{number}").write_text(HEAD + "".join(f"{each}\n" for each in records))
            lines.append(f'zone:\n name: "{zone}"\n zonefile: "zone{number}"')
        (self._folder / "nsd.conf").write_text("\n".join(lines) + "\n")

    def __enter__(self):
        self._process = subprocess.Popen([NSD, "-d", "-c", self._folder / "nsd.conf"],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_until(self._answers, 20, "nsd answers")
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self):
        assert self._process.poll() is None, self._process.stderr.read()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 1).close()
            return True
        return False


def name_octets(*labels):
    """Labels as they go over the wire; each is text or octets."""
    encoded = [each.encode() if isinstance(each, str) else each for each in labels]
    return b"".join(bytes([len(each)]) + each for each in encoded) + b"\0"


def record(kind, data, owner=b"\xc0\x0c"):
    """A record; its owner is the name in the question."""
    return owner + struct.pack("!HHIH", kind, 1, 60, len(data)) + data


class Question:
    def __init__(self, octets):
        self.octets = octets
        self.id = octets[:2]
        at, labels = 12, []
        while octets[at]:
            labels.append(octets[at + 1:at + 1 + octets[at]].decode("latin-1"))
            at += 1 + octets[at]
        self.name = ".".join(labels)
        self.kind = struct.unpack("!H", octets[at + 1:at + 3])[0]
        self.asked = octets[12:at + 5]

    def answer(self, *records, code=NO_ERROR, truncated=False, id=None):
        flags = 0x8180 | code | (0x0200 if truncated else 0)
        return ((id or self.id) + struct.pack("!HHHHH", flags, 1, len(records), 0, 0) + self.asked
                + b"".join(records))


class ScriptedDns:
    """Answers each question by `say(question)`: octets, several of them in a list, or None."""

    def __init__(self, say):
        self.questions = []
        self._say = say
        self._socket = socket.socket(type=socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]

    def __enter__(self):
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_):
        with socket.socket(type=socket.SOCK_DGRAM) as end:
            end.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._socket.close()

    def _serve(self):
        while True:
            octets, peer = self._socket.recvfrom(4096)
            if not octets:
                return
            question = Question(octets)
            self.questions.append(question)
            said = self._say(question)
            for each in said if isinstance(said, list) else [said]:
                if each is not None:
                    self._socket.sendto(each, peer)
