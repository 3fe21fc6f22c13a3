"""The built program as its users meet it: run to its end, or serving on a socket.

SENDPATH_BINARY names the program, SENDPATH_SHARED the samples beside the project (tests that need
them end with code 77 where they are absent), SENDPATH_WHOLE_SIZE how much larger than usual the
inputs are to be.
"""
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("SENDPATH_BINARY", ROOT / "build/release/sendpath")).resolve()
SHARED = pathlib.Path(os.environ.get("SENDPATH_SHARED", ROOT.parent / "shared"))
MAKE_CORPUS = SHARED / "tools" / "make_corpus.py"
SIZE = float(os.environ.get("SENDPATH_WHOLE_SIZE", "1"))

# Variables of that name are settings to the program, so it gets none but those of the test itself.
# Any port does for the SMTP sink, since several servers run at once. The DNS is left in peace.
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.startswith("SENDPATH_")} | {"SENDPATH_SMTP_LISTEN": "127.0.0.1:0",
                                                       "SENDPATH_DNS_ENABLED": "false"}

SKIPPED = 77  # the exit code that ctest takes for "skipped"
RUN_LIMIT = 300  # seconds until a run counts as hanging, times SIZE
SANITIZER_REPORT = re.compile(r"(?:ERROR|WARNING): \w+Sanitizer|runtime error:|terminate called|Assertion .* failed")


def is_sanitized():
    """Whether the program was built with sanitizers: then its times and memory say nothing."""
    marks = (b"__asan_init", b"__tsan_init")
    with open(BINARY, "rb") as file:
        end = b""
        while piece := file.read(1 << 16):
            if any(mark in end + piece for mark in marks):
                return True
            end = piece[-16:]
    return False


def needs_shared():
    """Ends the test as skipped where the samples are absent."""
    if not MAKE_CORPUS.exists():
        print("skipped: there are no samples beside the project")
        sys.exit(SKIPPED)


@dataclasses.dataclass
class Ended:
    """How a run ended and what it took."""
    code: int
    out: str
    err: str
    seconds: float
    cpu_seconds: float
    peak: int  # octets of memory

    def cost(self):
        return f"{self.seconds:.2f} s, {self.cpu_seconds:.2f} s of CPU, {self.peak / 2**20:.0f} MiB"


class Running:
    """The program at work; wait() tells how it ended."""

    def __init__(self, *arguments, before_exec=None, environment=None, folder=None):
        self.arguments = [str(each) for each in arguments]
        self._out = tempfile.TemporaryFile()
        self._err = tempfile.TemporaryFile()
        self._begun = time.monotonic()
        self._process = subprocess.Popen(
            [BINARY, *self.arguments], stdin=subprocess.DEVNULL, stdout=self._out, stderr=self._err,
            preexec_fn=before_exec, cwd=folder, env={**ENVIRONMENT, **(environment or {})})

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def alive(self):
        """Whether it has not ended yet; leaves it to wait() to reap it."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def wait(self, limit=None):
        """Reaps it. A run that outlives `limit` seconds is killed and fails the test."""
        watchdog = threading.Timer(limit or RUN_LIMIT * max(SIZE, 1), self.kill)
        watchdog.start()
        _, status, usage = os.wait4(self.pid, 0)
        seconds = time.monotonic() - self._begun
        hung = not watchdog.is_alive()
        watchdog.cancel()
        self._process.returncode = os.waitstatus_to_exitcode(status)
        ended = Ended(self._process.returncode, text_of(self._out), text_of(self._err), seconds,
                      usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)
        if hung:
            raise AssertionError(f"{self.arguments} had not ended after {seconds:.0f} s")
        if SANITIZER_REPORT.search(ended.err):
            raise AssertionError(f"{self.arguments} crashed:\n{ended.err}")
        return ended


def text_of(file):
    file.seek(0)
    text = file.read().decode("utf-8", "replace")
    file.close()
    return text


def wait_until(holds, seconds, what):
    """Asks again and again until `holds()` is true, and returns that. Fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (told := holds()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.02)
    return told


def run(*arguments, limit=None, **how):
    """Runs the program to its end."""
    return Running(*arguments, **how).wait(limit)


@dataclasses.dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self):
        return json.loads(self.body)


class Server:
    """`sendpath serve` on a port of its own, from its first answer to its orderly end."""

    def __init__(self, store, *arguments, wrapper=(), environment=None):
        """`wrapper` is a command that runs the program as itself, as `strace -D` does."""
        self.store = store
        self._command = [*wrapper, BINARY, "serve", "--store", store, "--listen", "127.0.0.1:0",
                         *arguments]
        self._environment = {**ENVIRONMENT, **(environment or {})}
        self._log = tempfile.NamedTemporaryFile()
        self._process = None
        self.port = 0

    def __enter__(self):
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT,
            env=self._environment)
        try:
            self.port = self._port_from_log()
            answer = self.get("/healthz")
            assert (answer.status, answer.body.strip()) == (200, b"ok"), answer
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, kind, *_):
        if self._process.poll() is None:
            code, _ = self.stop()
            if kind is None and code != 0:
                raise AssertionError(f"the server ended with {code}:\n{self.log()}")
        if kind is None and SANITIZER_REPORT.search(self.log()):
            raise AssertionError("the server crashed:\n" + self.log())

    def _port_from_log(self):
        for _ in range(600):
            told = re.search(r"http://127\.0\.0\.1:(\d+)/", self.log())
            if told:
                return int(told[1])
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log()}")

    def log(self):
        return pathlib.Path(self._log.name).read_text(errors="replace")

    @property
    def pid(self):
        return self._process.pid

    def memory(self):
        """Octets that it holds in memory now."""
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def stop(self):
        """Asks it to end by SIGTERM; returns its exit code and the seconds that took."""
        begun = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop:\n{self.log()}") from None
        return code, time.monotonic() - begun

    def kill(self):
        """kill -9: what it was doing stays undone."""
        self._process.kill()
        self._process.wait()

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path):
        return self.request("GET", path)

    def page(self, path, **parameters):
        """The whole answer of one request to the API."""
        query = urllib.parse.urlencode(
            {name.rstrip("_"): value for name, value in parameters.items()})
        answer = self.get(f"/api/v1/{path}?{query}")
        if answer.status != 200:
            raise AssertionError(f"{path}?{query}: {answer.status} {answer.body[:500]!r}")
        return answer.json()

    def api(self, path, **parameters):
        """The data of an answer; of a list, that of all its pages."""
        page = self.page(path, **parameters)
        data = page["data"]
        while (page.get("page") or {}).get("next_cursor"):
            page = self.page(path, cursor=page["page"]["next_cursor"], **parameters)
            data += page["data"]
        return data

    def upload(self, octets, name=None):
        query = "?" + urllib.parse.urlencode({"name": name}) if name else ""
        return self.request("POST", "/api/v1/reports" + query, octets,
                            {"Content-Type": "application/octet-stream"})


class WholeTest(unittest.TestCase):
    """A test with a scratch folder of its own."""
    maxDiff = 4000

    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="sendpath-whole-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def assert_whole(self, store):
        ended = run("check", "--store", store)
        self.assertEqual(ended.code, 0, ended)
        self.assertIn("is whole", ended.out)
        return ended

    def imported(self, *paths, store):
        """An import that may hold some mails but must not fail."""
        ended = run("import", *paths, "--store", store)
        self.assertIn(ended.code, (0, 1), ended)
        return ended


def main():
    unittest.main(verbosity=2)
