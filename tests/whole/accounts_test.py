"""N: accounts are made on the command line and protect a server that others reach; tokens do what
their scope says and end at once; what is wrong is told in a sentence."""
import fcntl
import http.client
import json
import os
import pty
import subprocess
import termios

import reports
from support import BINARY, ENVIRONMENT, Server, WholeTest, main, run

USAGE, SYSTEM = 2, 4
PASSWORD = "correct horse battery"


def own_terminal():
    """Makes the input the terminal whose Ctrl-C ends the process."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Accounts(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"

    def sendpath(self, *arguments, line=None):
        """Runs a subcommand with `line` as all of its input: (exit code, output, errors)."""
        ended = subprocess.run(
            [BINARY, *map(str, arguments), "--store", self.store], input=line, text=True,
            env=ENVIRONMENT, cwd=self.scratch, timeout=120, capture_output=True)
        self.assertNotIn("Sanitizer", ended.stderr)
        return ended.returncode, ended.stdout, ended.stderr

    def ask(self, port, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        octets = answer.read()
        connection.close()
        return answer.status, answer.headers, octets

    def log_in(self, port, name, password):
        return self.ask(port, "POST", "/api/v1/login", {"Content-Type": "application/json"},
                        json.dumps({"name": name, "password": password}))

    def test_users_are_made_listed_changed_and_removed(self):
        code, out, err = self.sendpath("user", "add", "Ann", line=PASSWORD + "\n")
        self.assertEqual((code, out), (0, "ann may log in now, as admin\n"), err)
        self.assertEqual(self.sendpath("user", "add", "bob", "--role", "viewer", line=PASSWORD)[0], 0)
        code, out, _ = self.sendpath("user", "list")
        self.assertEqual([line.split()[:2] for line in out.splitlines()],
                         [["ann", "admin"], ["bob", "viewer"]])
        self.assertEqual(self.sendpath("user", "password", "ann", line="another horse battery\n")[0], 0)
        self.assertEqual(self.sendpath("user", "remove", "bob")[0], 0)
        self.assertEqual(self.sendpath("user", "list")[1].count("\n"), 1)
        self.assertNotIn(b"horse", self.store.read_bytes())

    def at_a_terminal(self, *lines):
        """`user add ann` with each line typed when it is asked for: (exit code, errors, what the
        terminal showed)."""
        leader, follower = pty.openpty()
        with subprocess.Popen([BINARY, "user", "add", "ann", "--store", self.store],
                              env=ENVIRONMENT, cwd=self.scratch, stdin=follower,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              start_new_session=True, preexec_fn=own_terminal) as process:
            told = b""
            for line in lines:
                while not told.endswith(b": "):
                    more = process.stderr.read(1)
                    self.assertTrue(more, told)
                    told += more
                os.write(leader, line + b"\n")
                told += process.stderr.read(1)
            told += process.stderr.read()
        self.assertTrue(termios.tcgetattr(follower)[3] & termios.ECHO, "the terminal stays silent")
        os.close(follower)
        try:
            shown = os.read(leader, 1000)
        except OSError:  # nobody has written, and nobody will
            shown = b""
        os.close(leader)
        return process.returncode, told.decode(), shown

    def test_a_terminal_is_asked_twice_and_shows_nothing(self):
        password = PASSWORD.encode()
        code, told, _ = self.at_a_terminal(password, password + b"!")
        self.assertEqual(code, USAGE)
        self.assertIn("the two are not the same", told)
        code, told, _ = self.at_a_terminal(b"\x03")
        self.assertEqual(code, USAGE, "Ctrl-C leaves the terminal as it was")
        code, told, shown = self.at_a_terminal(password, password)
        self.assertEqual((code, shown), (0, b""), told)
        self.assertIn("New password for ann: ", told)
        self.assertIn("ann", self.sendpath("user", "list")[1])

    def test_what_is_wrong_is_told_in_a_sentence(self):
        self.sendpath("user", "add", "ann", line=PASSWORD)
        for arguments, line, code, told in (
                (("user", "add", "ann"), PASSWORD, USAGE, "an account ann already"),
                (("user", "add", "a b"), PASSWORD, USAGE, "a name has ASCII letters"),
                (("user", "add", "bob"), "short", USAGE, "at least 12 characters"),
                (("user", "add", "bob"), "", SYSTEM, "no password came"),
                (("user", "remove", "eve"), None, USAGE, "no account eve"),
                (("user", "password", "eve"), PASSWORD, USAGE, "no account eve"),
                (("token", "revoke", "9"), None, USAGE, "no token 9")):
            with self.subTest(arguments):
                ended, _, err = self.sendpath(*arguments, line=line)
                self.assertEqual(ended, code, err)
                self.assertIn(told, err)
                self.assertEqual(len(err.strip().splitlines()), 1, err)
                self.assertNotIn("horse", err)

    def test_beyond_loopback_it_starts_with_an_account_alone(self):
        refused = run("serve", "--store", self.store, "--listen", "0.0.0.0:0")
        self.assertEqual(refused.code, USAGE, refused)
        self.assertIn("sendpath user add", refused.err)
        self.sendpath("user", "add", "ann", line=PASSWORD)
        with Server(self.store, "--listen", "0.0.0.0:0") as server:
            self.assertEqual(server.get("/healthz").status, 200)
            self.assertEqual(server.get("/api/v1/overview").status, 401)
            # The last account is gone, and nothing is open for that.
            self.assertEqual(self.sendpath("user", "remove", "ann")[0], 0)
            self.assertEqual(server.get("/api/v1/overview").status, 401)
            self.assertEqual(server.get("/metrics").status, 401)

    def test_a_session_begins_and_ends(self):
        self.imported(reports.write_mails(self.scratch / "mails", 3), store=self.store)
        with Server(self.store) as server:
            self.assertEqual(server.get("/api/v1/overview").status, 200)
            self.sendpath("user", "add", "ann", line=PASSWORD)  # beside the running server
            self.assertEqual(server.get("/api/v1/overview").status, 401)
            self.assertEqual(self.log_in(server.port, "ann", "wrong horse battery")[0], 401)
            status, headers, body = self.log_in(server.port, "ann", PASSWORD)
            self.assertEqual(status, 200, body)
            cookie = headers["Set-Cookie"].split(";")[0]
            csrf = json.loads(body)["data"]["csrf"]
            mine = {"Cookie": cookie}
            self.assertEqual(self.ask(server.port, "GET", "/api/v1/overview", mine)[0], 200)
            mail = next((self.scratch / "mails").rglob("*.eml")).read_bytes()
            self.assertEqual(self.ask(server.port, "POST", "/api/v1/reports", mine, mail)[0], 403)
            mine["X-CSRF-Token"] = csrf
            self.assertEqual(self.ask(server.port, "POST", "/api/v1/reports", mine, mail)[0], 201)
            self.sendpath("user", "password", "ann", line="another horse battery")
            self.assertEqual(self.ask(server.port, "GET", "/api/v1/overview", mine)[0], 401)
            self.assertEqual(self.log_in(server.port, "ann", PASSWORD)[0], 401)
            self.assertEqual(self.log_in(server.port, "ann", "another horse battery")[0], 200)
            for secret in (csrf, cookie.split("=")[1], "horse"):
                self.assertNotIn(secret, server.log())
        self.assert_whole(self.store)

    def test_tokens_do_what_their_scope_says(self):
        self.sendpath("user", "add", "ann", line=PASSWORD)
        tokens = {}
        for scope in ("read", "ingest", "admin"):
            code, out, err = self.sendpath("token", "add", f"for-{scope}", "--scope", scope)
            self.assertEqual(code, 0, err)
            self.assertTrue(out.startswith("sp_"))
            tokens[scope] = {"Authorization": "Bearer " + out.strip()}
        mail = next(reports.write_mails(self.scratch / "mails", 1).rglob("*.eml")).read_bytes()
        with Server(self.store) as server:
            for scope, read, upload in (("read", 200, 403), ("ingest", 403, 201), ("admin", 200, 201)):
                with self.subTest(scope):
                    self.assertEqual(
                        self.ask(server.port, "GET", "/api/v1/overview", tokens[scope])[0], read)
                    self.assertEqual(
                        self.ask(server.port, "POST", "/api/v1/reports", tokens[scope], mail)[0], upload)
            status, headers, text = self.ask(server.port, "GET", "/metrics", tokens["read"])
            self.assertEqual(status, 200)
            self.assertIn(b'\nsendpath_mails_total{door="upload"} 1\n', text)
            listed = self.sendpath("token", "list")[1]
            self.assertIn("for-read  read  of the command line  no end  used ", listed)
            for each in tokens.values():
                self.assertNotIn(each["Authorization"].split()[1], listed)
            self.assertEqual(self.sendpath("token", "revoke", "1")[0], 0)
            self.assertEqual(
                self.ask(server.port, "GET", "/api/v1/overview", tokens["read"])[0], 401)

    def test_a_page_under_anothers_name_gets_nothing(self):
        with Server(self.store) as server:
            for host, status in (("127.0.0.1", 200), ("localhost:1", 200), ("evil.example", 421)):
                self.assertEqual(
                    self.ask(server.port, "GET", "/api/v1/overview", {"Host": host})[0], status)


if __name__ == "__main__":
    main()
