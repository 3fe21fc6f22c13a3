"""U7: an account is tried from the page for setting up before it stands in any settings: step by step up
to its folder, without a trace there, and without its secret anywhere."""
import hashlib
import json
import socket
import ssl
import threading

import reports
from imap_dovecot import Dovecot, needs_dovecot
from poller import Poller, PollerTest, account
from support import Server, main

WAY = ["credential", "look_up", "connection", "tls", "login", "server", "server", "folders", "folder"]


class ImapTrial(PollerTest):
    def tried(self, server, **how):
        answer = server.request("POST", "/api/v1/mailboxes/test", json.dumps(how),
                                {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["data"]

    def described(self, mailbox, **how):
        octets = ssl.PEM_cert_to_DER_cert(mailbox.certificate.path.read_text())
        return {"host": "127.0.0.1", "port": mailbox.tls_port, "user": mailbox.user,
                "password": mailbox.password, "fingerprint": hashlib.sha256(octets).hexdigest()} | how

    def assert_fails(self, told, step, reason):
        self.assertEqual((told["ok"], told["reason"]), (False, reason), told)
        last = told["steps"].pop()
        self.assertEqual((last["step"], last["state"]), (step, "failed"), told)
        self.assertEqual({each["state"] for each in told["steps"]}, {"done"})
        self.assertTrue(last["detail"] and told["advice"])

    def test_all_is_well_at_a_real_server_and_nothing_changes_there(self):
        mailbox = self.served(Dovecot())
        mailbox.deliver(reports.report_mail(1))
        before = mailbox.flags()
        with Server(self.store) as server:
            for tls, port in (("implicit", mailbox.tls_port), ("starttls", mailbox.clear_port)):
                told = self.tried(server, **self.described(mailbox, tls=tls, port=port))
                self.assertTrue(told["ok"], told)
                self.assertEqual([each["step"] for each in told["steps"]], WAY)
                self.assertIn("INBOX", told["steps"][-2]["detail"])
                self.assertEqual(told["steps"][-1]["detail"], "INBOX: 1 messages")
            self.assertEqual(server.api("reports"), [])
            self.assertNotIn(mailbox.password, server.log())
        self.assertEqual(mailbox.flags(), before)
        self.assert_holds(mailbox, {"INBOX": 1})

    def test_the_step_that_fails_is_told_with_the_servers_words(self):
        mailbox = self.served(Dovecot())
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            closed = nobody.getsockname()[1]
        with Server(self.store) as server:
            told = self.tried(server, **self.described(mailbox, password="quite wrong"))
            self.assertIn("Authentication failed", told["steps"][-1]["detail"])
            self.assert_fails(told, "login", "login_refused")
            self.assertNotIn("quite wrong", json.dumps(told) + server.log())
            for step, reason, how in (("folder", "folder_missing", {"folder": "Nowhere"}),
                                      ("tls", "certificate_refused", {"fingerprint": "ab" * 32}),
                                      ("tls", "certificate_refused", {"fingerprint": None}),
                                      ("connection", "cannot_connect", {"port": closed}),
                                      ("look_up", "name_not_found", {"host": "no-such.invalid"})):
                self.assert_fails(self.tried(server, **self.described(mailbox, **how)), step, reason)

    def test_an_account_of_the_settings_is_tried_by_its_name(self):
        mailbox = self.served(Dovecot())
        with Poller(self.store, account(mailbox)) as server:
            told = self.tried(server, name="reports")
            self.assertTrue(told["ok"], told)
            self.assertEqual([each["step"] for each in told["steps"]], [*WAY, "filing", "filing"])
            answer = server.request("POST", "/api/v1/mailboxes/test", '{"name": "others"}',
                                    {"Content-Type": "application/json"})
            self.assertEqual((answer.status, answer.json()["parameter"]), (400, "name"))

    def test_words_of_a_stranger_are_made_safe(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, Server(self.store) as server:
            def speak():
                with listener.accept()[0] as peer:
                    peer.sendall(b"* BYE go \x1b[31m<script>away\x07\xff\r\n")
            threading.Thread(target=speak, daemon=True).start()
            told = self.tried(server, host="127.0.0.1", port=listener.getsockname()[1],
                              tls="starttls", user="u", password="p")
            self.assertTrue(all(ord(letter) >= 0x20 for letter in told["steps"][-1]["detail"]))
            self.assert_fails(told, "login", "said_bye")

    def test_the_server_ends_in_order_while_a_host_says_nothing(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, Server(self.store) as server:
            with socket.create_connection(("127.0.0.1", server.port)) as page:
                body = json.dumps({"host": "127.0.0.1", "port": listener.getsockname()[1],
                                   "user": "u", "password": "p"}).encode()
                page.sendall(b"POST /api/v1/mailboxes/test HTTP/1.1\r\nHost: localhost\r\n"
                             b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                             % (len(body), body))
                with listener.accept()[0]:
                    code, seconds = server.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 5 + 2)  # its farewell is 5 s, and the machine may be busy


if __name__ == "__main__":
    needs_dovecot()
    main()
