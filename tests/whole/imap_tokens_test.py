"""Logins by tokens that expire: XOAUTH2 and OAUTHBEARER, tokens from files, commands and endpoints
(I4), and a server that throws its clients out all the time (T17)."""
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse

import reports
from imap_dovecot import Dovecot, needs_dovecot, token
from poller import Poller, PollerTest, account
from support import main, wait_until

SECONDS = float(os.environ.get("SENDPATH_WHOLE_IMAP_TOKENS", "6"))  # of being thrown out
LIFE = 3  # seconds that a token lives


class Endpoint:
    """Gives out tokens over HTTP, as a provider does (RFC 6749 section 6)."""

    def __init__(self, give):
        self.asked = []
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                endpoint.asked.append(dict(urllib.parse.parse_qsl(form)))
                status, about = give(endpoint.asked)
                octets = json.dumps(about).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(octets)))
                self.end_headers()
                self.wfile.write(octets)

            def log_message(self, *_):
                pass
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/token"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class ImapTokens(PollerTest):
    def dovecot(self, way="xoauth2 oauthbearer", **how):
        return self.served(Dovecot(tokens=True, settings=f"auth_mechanisms = {way} plain\n", **how))

    def endpoint(self, give):
        return self.served(Endpoint(give))

    def oauth(self, endpoint, **how):
        return {"token_url": endpoint.url, "client_id": "sendpath", "client_secret": "hush-client",
                "refresh_token": "hush-refresh", "scope": "mail", **how}

    def assert_takes(self, poller, server, number=1):
        server.deliver(reports.report_mail(number))
        self.assertEqual(poller.reports(number), number)

    def test_both_ways(self):
        for way in ("xoauth2", "oauthbearer"):
            with self.subTest(way=way):
                server = self.dovecot(way)
                with Poller(self.scratch / f"{way}.db", account(server, token=token())) as poller:
                    self.assert_takes(poller, server)
                self.assertIn(f"method={way.upper()}", server.log())

    def test_an_expired_token_is_refused_and_the_next_one_read(self):
        server = self.dovecot()
        file = self.scratch / "token"
        file.write_text(token(seconds=-60))
        with Poller(self.store, account(server, token_file=file)) as poller:
            self.assertEqual(poller.trouble()["reason"], "login_refused")
            file.write_text(token() + "\n")
            poller.poll()
            self.assert_takes(poller, server)
            wait_until(poller.is_well, 10, "it is well again")

    def test_tokens_of_a_command(self):
        """Thrown out again and again, with tokens that live for seconds."""
        server = self.dovecot()
        with Poller(self.store, account(server, token_command=self.command())) as poller:
            number = 0
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                number += 1
                server.deliver(reports.report_mail(number))
                server.kick()
                time.sleep(0.5)
            self.assert_counted(poller, range(1, number + 1))
            self.assert_holds(server, {"DMARC/Processed": number, "INBOX": 0})
            self.assertNotIn("login_refused", poller.log())

    def command(self):
        """A program that prints a token for LIFE seconds."""
        script = self.scratch / "give_token.py"
        script.write_text(f"import sys\nsys.path[:0] = {sys.path!r}\nimport imap_dovecot\n"
                          f"print(imap_dovecot.token(seconds={LIFE}))\n")
        return [sys.executable, "-B", script]

    def test_a_command_that_fails(self):
        server = self.dovecot()
        for command in (["/bin/false"], ["/nonexistent"], ["/bin/true"]):
            with self.subTest(command=command):
                with Poller(self.store, account(server, token_command=command)) as poller:
                    self.assertIn(poller.trouble()["reason"], ("token_refused", "secret_missing"))
        self.assertEqual(server.logins()[0], 0)

    def test_tokens_of_an_endpoint(self):
        server = self.dovecot()
        endpoint = self.endpoint(lambda asked: (200, {
            "access_token": token(), "token_type": "Bearer", "expires_in": 3600,
            "refresh_token": f"hush-refresh-{len(asked)}"}))
        file = self.scratch / "refresh"
        file.write_text("hush-refresh\n")
        oauth = self.oauth(endpoint, refresh_token_file=file)
        del oauth["refresh_token"]
        with Poller(self.store, account(server, oauth=oauth)) as poller:
            self.assert_takes(poller, server)
            told = [poller.log(), poller.get("/api/v1/mailboxes").body.decode()]
        self.assertEqual(endpoint.asked, [{
            "grant_type": "refresh_token", "refresh_token": "hush-refresh", "client_id": "sendpath",
            "client_secret": "hush-client", "scope": "mail"}])
        # The one that came instead is what the next start needs.
        self.assertEqual(file.read_text().strip(), "hush-refresh-1")
        for each in told:
            self.assertNotIn("hush", each)
            self.assertNotIn("eyJ", each)  # how the tokens begin

    def test_a_refused_token_is_renewed_at_once(self):
        """It lived shorter than was said; who asks again has one that lives."""
        server = self.dovecot()
        endpoint = self.endpoint(lambda asked: (200, {
            "access_token": token(seconds=3600 if len(asked) > 1 else -60),
            "token_type": "Bearer", "expires_in": 3600}))
        with Poller(self.store, account(server, oauth=self.oauth(endpoint))) as poller:
            self.assert_takes(poller, server)
            self.assertEqual(len(endpoint.asked), 2)

    def test_tokens_are_renewed_before_they_expire(self):
        server = self.dovecot()
        endpoint = self.endpoint(lambda asked: (200, {
            "access_token": token(seconds=LIFE), "token_type": "Bearer", "expires_in": LIFE}))
        with Poller(self.store, account(server, oauth=self.oauth(endpoint))) as poller:
            for number in range(1, 5):
                self.assert_takes(poller, server, number)
                server.kick()
                time.sleep(LIFE / 2)
            self.assertNotIn("login_refused", poller.log())
        self.assertGreater(len(endpoint.asked), 1)

    def test_an_endpoint_that_refuses(self):
        server = self.dovecot()
        endpoint = self.endpoint(lambda asked: (400, {"error": "invalid_grant",
                                                      "error_description": "Token revoked"}))
        with Poller(self.store, account(server, oauth=self.oauth(endpoint))) as poller:
            told = poller.trouble()
            self.assertEqual(told["reason"], "token_refused")
            self.assertNotIn("hush", json.dumps(told) + poller.log())
            time.sleep(3)
            self.assertEqual(len(endpoint.asked), 1, "nor does it ask again at once")
        self.assertEqual(server.logins(), (0, 0))

    def test_an_endpoint_that_is_away_for_a_while(self):
        server = self.dovecot()
        endpoint = self.endpoint(lambda asked: (200, {"access_token": token(), "expires_in": 3600})
                                 if len(asked) > 2 else (503, {}))
        with Poller(self.store, account(server, oauth=self.oauth(endpoint))) as poller:
            self.assert_takes(poller, server)


if __name__ == "__main__":
    needs_dovecot()
    main()
