"""What README.md tells its readers to type does what it says.

Every code block of it is fenced and says what it is: `sh` to type, `text` or `json` for what the
last command before it answers, `toml` for settings, which the program must take, others for files.
All commands are run in their order, in a scratch folder with the built program, a month of sample
mail and free ports. A block that cannot be run here begins with a line `# needs ...` (root, systemd,
the internet), which readers can use as well; OUTSIDE counts them, so that each is a decision. Of
./dev, `demo` and `build` are run; the rest runs the tests or takes too long, and must be in its help.
"""
import contextlib
import gzip
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time

import reports
from support import BINARY, ENVIRONMENT, ROOT, SANITIZER_REPORT, WholeTest, main

OUTSIDE = {  # what a block needs: how many blocks need it
    "root, and Postfix": 1, "root, and systemd": 1, "a terminal": 1, "your mailbox": 2, "a mailbox": 1, "your IMAP server": 1,
    "the code, id and secret of the steps above": 1, "Exchange Online PowerShell": 1,
    "a user of Microsoft 365": 1}
KINDS = {"sh", "inline", "text", "json", "toml", "ini"}
LOCAL_PORT = re.compile(r"(smtp://)?127\.0\.0\.1:\d+")
# Programs whose calls are commands also where they stand within a sentence.
INLINE = re.compile(r"`((?:sendpath|sqlite3|\./dev) [^`]+)`")
# Named, not called. `healthcheck` asks where the settings say, and all servers here are on free ports:
# serve_test.py calls it.
NEED_ARGUMENTS = {"sendpath serve", "sendpath import", "sendpath decode", "sendpath healthcheck"}


def pieces(text):
    """The code of a Markdown text in its order: (line number, kind, code); code in a sentence is `inline`."""
    kind, begun, block, before = None, 0, [], ""
    for number, line in enumerate(text.splitlines(), 1):
        fence = re.fullmatch(r"```(\w*)", line)
        if kind is None and fence:
            kind, begun, block = fence[1], number, []
        elif kind is not None and fence:
            yield begun, kind, "\n".join(block) + "\n"
            kind = None
        elif kind is not None:
            block.append(line)
        elif line.startswith("    ") and not before.strip():
            yield number, "", line
        else:
            for code in INLINE.findall(line):
                yield number, "inline", code
        before = line


class Shell:
    """Runs commands as a reader would, one after the other; those that serve stay until the next."""

    def __init__(self, folder):
        self.folder = folder
        self.port = None
        self.smtp_port = None
        self._server = None
        self._log = None
        self._environment = {
            **ENVIRONMENT, "HOME": str(folder / "home"), "SENDPATH_HTTP_LISTEN": "127.0.0.1:0",
            "SENDPATH_SMTP_LISTEN": "127.0.0.1:0", "DEV_PROGRAMS": str(BINARY.parent),
            "PATH": f"{folder / 'build/release'}:{ENVIRONMENT.get('PATH', os.defpath)}"}

    def run(self, command):
        """The exit code and all that the command said."""
        if self.port:
            command = LOCAL_PORT.sub(self.real_port, command)
        ended = subprocess.run(["bash", "-euc", command], cwd=self.folder, env=self._environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, timeout=300, check=False)
        return ended.returncode, ended.stdout.decode()

    def real_port(self, shown):
        """The port that the running server has in the place of the one shown."""
        return (f"smtp://127.0.0.1:{self.smtp_port}" if shown[1] else f"127.0.0.1:{self.port}")

    def serve(self, command, until):
        """Starts it, in the place of what served before; gives what it said up to `until`."""
        self.stop()
        self._log = tempfile.NamedTemporaryFile()
        command = LOCAL_PORT.sub("127.0.0.1:0", command)
        environment = self._environment
        if command.startswith("./dev"):  # it looks for a port itself
            environment = {name: value for name, value in environment.items()
                           if name not in ("SENDPATH_HTTP_LISTEN", "SENDPATH_SMTP_LISTEN")}
        self._server = subprocess.Popen(["bash", "-euc", "exec " + command], cwd=self.folder,
                                        env=environment, stdin=subprocess.DEVNULL,
                                        stdout=self._log, stderr=subprocess.STDOUT)
        for _ in range(6000):
            said = self.said()
            if until in said:
                self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", said)[1])
                self.smtp_port = int(re.search(r"smtp://127\.0\.0\.1:(\d+)", said)[1])
                return said
            if self._server.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{command} did not come to serve:\n{self.said()}")

    def said(self):
        return pathlib.Path(self._log.name).read_text(errors="replace")

    def stop(self):
        """Ctrl-C. The exit code, 0 where nothing served."""
        if self._server is None:
            return 0
        self._server.send_signal(signal.SIGINT)
        try:
            return self._server.wait(60)
        finally:
            with contextlib.suppress(ProcessLookupError):
                self._server.kill()
            self._server = None


class Readme(WholeTest):
    def setUp(self):
        super().setUp()
        self.shell = Shell(self.scratch)
        self.addCleanup(self.shell.stop)
        programs = self.scratch / "build/release"
        programs.mkdir(parents=True)
        (programs / "sendpath").symlink_to(BINARY)
        (self.scratch / "dev").symlink_to(ROOT / "dev")
        # What readers have of their own: mail in a Maildir, and a report somebody sent them.
        maildir = self.scratch / "home/Maildir/.DMARC"
        for each in ("cur", "tmp"):
            (maildir / each).mkdir(parents=True)
        subprocess.run([BINARY.parent / "sample_month", self.scratch / "month"], check=True)
        shutil.move(self.scratch / "month/mails", maildir / "new")
        (self.scratch / "report.xml.gz").write_bytes(gzip.compress(reports.aggregate(1)))
        shutil.copy(next((maildir / "new").iterdir()), self.scratch / "report.eml")
        # An answer that tells of a problem fails the command.
        (self.scratch / "home/.curlrc").write_text("fail-with-body\nsilent\nshow-error\n")
        self.ran = 0
        self.answers = []  # of the last block

    def test_every_command_does_what_it_says(self):
        outside = {}
        for number, kind, code in pieces((ROOT / "README.md").read_text()):
            with self.subTest(line=number, code=code[:60]):
                self.assertIn(kind, KINDS, "a code block says what it is: ```sh, ```text, ```json")
                needs = re.match(r"# needs (.*)\n", code)
                if kind == "sh" and needs:
                    outside[needs[1]] = outside.get(needs[1], 0) + 1
                    self.answers = []
                elif kind == "sh":
                    lines = code.replace("\\\n", " ").splitlines()
                    self.answers = [self.answer(each) for each in lines if each.strip()]
                elif kind == "toml":
                    self.assert_settings(code)
                elif kind == "inline":
                    self.answer(code)
                elif kind == "text":
                    self.assert_told(code)
                elif kind == "json":
                    self.assert_answered(json.loads(code))
        self.assertEqual(outside, OUTSIDE, "blocks that are not run are counted in OUTSIDE")
        self.assertGreater(self.ran, 10, "README.md tells what to type")
        print(f"\n  {self.ran} commands ran, {sum(outside.values())} blocks need another machine")

    def answer(self, command):
        """Runs a line of a block; gives what it said."""
        words = shlex.split(command, comments=True)
        if words[0] == "./dev" and words[1] not in ("build", "demo"):
            self.assertIn(f"./dev {words[1]}", self.shell.run("./dev help")[1])
            return ""
        self.ran += 1
        if " ".join(words) in NEED_ARGUMENTS:
            command += " --help"
        elif words[:2] == ["./dev", "demo"]:
            said = self.shell.serve(command, until="Ctrl-C")
            self.assertIn("<title>Sendpath</title>",
                          self.shell.run("curl http://127.0.0.1:8080/")[1])
            self.assertEqual(self.shell.stop(), 0)
            return said
        elif "serve" in words:
            return self.shell.serve(command, until="the dashboard is at")
        code, said = self.shell.run(command)
        # Something of the sample month is held, and that is told by 1.
        held = {"import", "reprocess"} & set(words)
        self.assertIn(code, (0, 1) if held else (0,), said)
        self.assertIsNone(SANITIZER_REPORT.search(said), said)
        return said

    def assert_settings(self, shown):
        """The program takes them: it comes as far as to miss an account that is in none of them."""
        (self.scratch / "shown.toml").write_text(shown)
        code, said = self.shell.run("sendpath imap test nobody --config shown.toml")
        self.assertEqual(code, 2, said)
        self.assertIn("no account nobody in [[imap]]", said)

    def assert_told(self, shown):
        """Each line shown was told by the last block, in that order."""
        told = [LOCAL_PORT.sub("", line).strip() for line in "".join(self.answers).splitlines()]
        at = 0
        for line in shown.splitlines():
            line = LOCAL_PORT.sub("", line).strip()
            if line:
                self.assertIn(line, told[at:])
                at = told.index(line, at) + 1

    def assert_answered(self, shown):
        """The object shown, perhaps shortened, is among the data of an answer of the last block."""
        told = []
        for answer in self.answers:
            with contextlib.suppress(ValueError):
                data = json.loads(answer)["data"]
                told += data if isinstance(data, list) else [data]
        self.assertTrue(any(is_part_of(shown, each) for each in told), told[:3])


def is_part_of(shown, whole):
    """Whether all that is shown stands in the whole; objects may be shortened."""
    if isinstance(shown, dict):
        return isinstance(whole, dict) and all(
            name in whole and is_part_of(value, whole[name]) for name, value in shown.items())
    if isinstance(shown, list):
        return (isinstance(whole, list) and len(shown) == len(whole)
                and all(map(is_part_of, shown, whole)))
    return shown == whole


if __name__ == "__main__":
    main()
