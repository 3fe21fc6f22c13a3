"""R8, L2: whoever shows no credential, a bad one, or one for something else is refused on every
operation of the OpenAPI document, in words that tell nothing; and a login says the same, after the
same work, whatever was wrong with it."""
import json
import pathlib
import sqlite3
import subprocess

import contract
import reports
from support import BINARY, ENVIRONMENT, Server, WholeTest, main

PASSWORD = "correct horse battery"
SECRETS = (b"example", b"Receiver", b"ann", b"bob", b"sp_", b"r1")  # in the store, not in a refusal
OWN = ("/api/v1/tokens", "/api/v1/tokens/{id}", "/api/v1/logout")
READ, INGEST, ADMIN = "read", "ingest", "admin"
SESSIONS_AND_ADMINS = "own"


def need(operation):
    """What the operation asks of its caller, by the rule that server/README.md tells."""
    if operation.path in OWN:
        return SESSIONS_AND_ADMINS
    if operation.method == "GET":
        return READ
    return INGEST if operation.path == "/api/v1/reports" else ADMIN


class Access(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"
        self.run_cli("user", "add", "ann", line=PASSWORD)
        self.run_cli("user", "add", "bob", "--role", "viewer", line=PASSWORD)

    def run_cli(self, *arguments, line=None):
        ended = subprocess.run([BINARY, *arguments, "--store", self.store], input=line, text=True,
                               env=ENVIRONMENT, timeout=120, capture_output=True, check=True)
        return ended.stdout.strip()

    def log_in(self, name, password):
        return self.server.request("POST", "/api/v1/login",
                                   json.dumps({"name": name, "password": password}),
                                   {"Content-Type": "application/json"})

    def session(self, name):
        """Header fields of a fresh session."""
        answer = self.log_in(name, PASSWORD)
        self.assertEqual(answer.status, 200, answer.body)
        return {"Cookie": answer.headers["Set-Cookie"].split(";")[0],
                "X-CSRF-Token": answer.json()["data"]["csrf"]}

    def ask(self, operation, fields, target=None):
        body = b"{}" if operation.form is not None or operation.takes_octets else None
        query = "&".join(f"{name}={value}" for name, value in operation.required())
        if operation.form is not None:
            fields = {**fields, "Content-Type": "application/json"}
        return self.server.request(operation.method,
                                   (target or operation.target()) + ("?" + query if query else ""),
                                   body, fields)

    def expect_refusal(self, operation, fields, status, who):
        answer = self.ask(operation, fields)
        self.assertEqual(answer.status, status, f"{operation} by {who}: {answer.body}")
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json", operation)
        self.assertIsNone(answer.headers["ETag"], operation)
        for secret in SECRETS:
            self.assertNotIn(secret, answer.body, f"{operation} by {who}")
        return answer

    def bearer(self, token):
        return {"Authorization": "Bearer " + token}

    def token(self, scope):
        return self.run_cli("token", "add", "a-" + scope, "--scope", scope).split()[-1]

    def test_every_operation_refuses_who_may_not(self):
        guarded = [each for each in contract.operations() if each.guarded]
        self.assertGreater(len(guarded), 30)
        with Server(self.store) as self.server:
            tokens = {scope: self.token(scope) for scope in (READ, INGEST, ADMIN)}
            mail = reports.report_mail(1)
            self.assertEqual(self.server.request("POST", "/api/v1/reports", mail,
                                                 self.bearer(tokens[INGEST])).status, 201)
            expired, revoked = self.token(READ), self.token(ADMIN)
            listed = self.server.request("GET", "/api/v1/tokens", None,
                                         self.bearer(tokens[ADMIN])).json()["data"]
            numbers = sorted(each["id"] for each in listed)
            with sqlite3.connect(self.store, timeout=30) as store:
                store.execute("UPDATE token SET expires = 1 WHERE id = ?", (numbers[-2],))
                store.execute("UPDATE token SET revoked = 1 WHERE id = ?", (numbers[-1],))
            store.close()
            viewer = self.session("bob")
            admin = self.session("ann")
            nobody = {
                "nobody": {}, "an unknown token": self.bearer("sp_" + "a" * 43),
                "an expired token": self.bearer(expired), "a revoked token": self.bearer(revoked),
                "an old session": {"Cookie": "__Host-sendpath=" + "a" * 43},
                "an empty token": self.bearer(""), "a password": {"Authorization": "Basic YW5uOmI="}}
            said = {}
            for operation in guarded:
                for who, fields in nobody.items():
                    answer = self.expect_refusal(operation, fields, 401, who)
                    self.assertIn("WWW-Authenticate", answer.headers, f"{operation} by {who}")
                    if operation.path != "/metrics":
                        said.setdefault(who, set()).add(answer.body)
                wanted = need(operation)
                for scope in (READ, INGEST):
                    if wanted != scope:
                        self.expect_refusal(operation, self.bearer(tokens[scope]), 403, scope)
                if wanted in (INGEST, ADMIN):
                    self.expect_refusal(operation, viewer, 403, "a viewer")
                if operation.method != "GET":
                    cookie = {"Cookie": admin["Cookie"]}
                    self.expect_refusal(operation, cookie, 403, "a page of elsewhere")
                    self.expect_refusal(operation, {**cookie, "X-CSRF-Token": viewer["X-CSRF-Token"]},
                                        403, "a page of another session")
            for who, bodies in said.items():
                self.assertEqual(len(bodies), 1, f"{who} learns what there is: {bodies}")

    def test_nobody_looks_after_the_tokens_of_another_account(self):
        with Server(self.store) as self.server:
            admin, viewer = self.session("ann"), self.session("bob")
            json_type = {"Content-Type": "application/json"}
            made = self.server.request("POST", "/api/v1/tokens",
                                       json.dumps({"name": "hers", "scope": READ}),
                                       {**admin, **json_type}).json()["data"]
            listed = self.server.request("GET", "/api/v1/tokens", None, viewer).json()["data"]
            self.assertEqual(listed, [])
            there = self.server.request("DELETE", f"/api/v1/tokens/{made['id']}", None, viewer)
            not_there = self.server.request("DELETE", "/api/v1/tokens/999", None, viewer)
            self.assertEqual((there.status, there.body), (404, not_there.body))
            self.assertEqual(self.server.request("GET", "/api/v1/overview", None,
                                                 self.bearer(made["token"])).status, 200)

    def cpu(self):
        """Nanoseconds that the server has worked, in all its threads."""
        return sum(int(task.read_text().split()[0]) for task in
                   pathlib.Path(f"/proc/{self.server.pid}/task").glob("*/schedstat"))

    def test_a_login_costs_and_says_the_same_whatever_was_wrong(self):
        tries = {"a wrong password": ("ann", "wrong horse battery"),
                 "an unknown name": ("eve", PASSWORD), "no name at all": ("a b\u2028", PASSWORD),
                 "a long password": ("ann", "a" * 8000)}
        costs = {what: [] for what in tries}
        said = set()
        with Server(self.store) as self.server:
            for _ in range(3):
                for what, (name, password) in tries.items():
                    begun = self.cpu()
                    answer = self.log_in(name, password)
                    costs[what].append(self.cpu() - begun)
                    self.assertEqual(answer.status, 401, (what, answer.body))
                    said.add(answer.body)
                    self.assertEqual(self.log_in("ann", PASSWORD).status, 200)  # forgiven
        self.assertEqual(len(said), 1, said)
        # Without the hash of the password a try costs some thousandth of it, so that any machine
        # tells the two apart by far.
        usual = min(costs["a wrong password"])
        for what, worked in costs.items():
            self.assertGreater(min(worked), usual / 2, (what, costs))
            self.assertLess(min(worked), usual * 2, (what, costs))


if __name__ == "__main__":
    main()
