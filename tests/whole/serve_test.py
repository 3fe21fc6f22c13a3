"""The server ends when it is told to, says in a sentence why it cannot start, and serves what an
import left."""
import socket
import threading

import reports
from support import Server, WholeTest, main, run

USAGE = 2
NOT_READY = 6


class Serve(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"

    def test_it_stops_at_once_with_nothing_to_do(self):
        with Server(self.store) as server:
            code, seconds = server.stop()
        self.assertEqual(code, 0)
        self.assertLess(seconds, 5)

    def test_it_stops_within_5_s_with_requests_under_way(self):
        with Server(self.store) as server:
            with (socket.create_connection(("127.0.0.1", server.port)) as upload,
                  socket.create_connection(("127.0.0.1", server.port)) as head,
                  socket.create_connection(("127.0.0.1", server.port)) as idle):
                upload.sendall(b"POST /api/v1/reports HTTP/1.1\r\nHost: x\r\n"
                               b"Content-Length: 1000000\r\n\r\nhalf a mail")
                head.sendall(b"GET /api/v1/over")
                idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                self.assertIn(b"200 OK", idle.recv(1000))
                code, seconds = server.stop()
        print(f"\n  stopped in {seconds:.2f} s")
        self.assertEqual(code, 0)
        self.assertLess(seconds, 5 + 1)  # its farewell is 5 s, and the machine may be busy
        self.assert_whole(self.store)

    def test_what_it_was_answering_is_answered_when_it_is_told_to_stop(self):
        self.imported(reports.write_mails(self.scratch / "mails", 300, records=20),
                      store=self.store)
        answers = []
        with Server(self.store) as server:
            asking = [threading.Thread(target=lambda: answers.append(
                server.get("/api/v1/sources?limit=1000").status)) for _ in range(4)]
            for each in asking:
                each.start()
            for each in asking:
                each.join()
            self.assertEqual(server.stop()[0], 0)
        self.assertEqual(answers, [200] * 4)

    def healthcheck(self, port):
        return run("healthcheck", "--listen", f"127.0.0.1:{port}", limit=20)

    def test_its_health_is_told_by_the_exit_code(self):
        with Server(self.store) as server:
            ended = self.healthcheck(server.port)
            self.assertEqual((ended.code, ended.out),
                             (0, f"http://127.0.0.1:{server.port}/readyz: ready\n"), ended)
        ended = self.healthcheck(server.port)
        self.assertEqual(ended.code, NOT_READY, ended)
        self.assertIn("Is the server running", ended.err)

    def test_what_is_no_server_of_ours_is_not_healthy(self):
        for said in (b"", b"220 mail.example.com ESMTP\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nre",
                     b"HTTP/1.1 503 Unavailable\r\nContent-Length: 2\r\n\r\nno", None):
            with self.subTest(said), socket.create_server(("127.0.0.1", 0)) as other:
                def answer():
                    peer, _ = other.accept()
                    with peer:
                        peer.recv(1000)
                        if said is None:  # it hangs, until the other side has enough
                            peer.recv(1000)
                        else:
                            peer.sendall(said)
                answering = threading.Thread(target=answer)
                answering.start()
                ended = self.healthcheck(other.getsockname()[1])
                answering.join()
                self.assertEqual(ended.code, NOT_READY, ended)
                self.assertLess(ended.seconds, 5 + 3)

    def test_a_taken_port_is_told_in_one_sentence(self):
        with Server(self.store) as server:
            ended = run("serve", "--store", self.scratch / "other.db",
                        "--listen", f"127.0.0.1:{server.port}")
            self.assertEqual(ended.code, USAGE, ended)
            self.assertEqual(len(ended.err.strip().splitlines()), 1, ended.err)
            self.assertIn(str(server.port), ended.err)
            self.assertIn("the port is taken", ended.err)
            self.assertEqual(server.get("/healthz").status, 200)

    def test_unknown_paths_and_parameters_are_problems(self):
        with Server(self.store) as server:
            for path, status in (("/api/v1/nothing", 404), ("/api/v1/overview?domian=x", 400),
                                 ("/api/v1/sources?limit=0", 400), ("/api/v1/reports/99", 404),
                                 ("/api/v1/sources?from=2026-02-30", 400)):
                answer = server.get(path)
                self.assertEqual(answer.status, status, path)
                self.assertEqual(answer.headers.get_content_type(), "application/problem+json")
                self.assertEqual(answer.json()["status"], status)

    def test_the_dashboard_is_there(self):
        with Server(self.store) as server:
            answer = server.get("/")
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.headers.get_content_type(), "text/html")

    def test_it_starts_again_where_it_was(self):
        self.imported(reports.write_mails(self.scratch / "mails", 20), store=self.store)
        told = []
        for _ in range(2):
            with Server(self.store) as server:
                told.append(server.api("overview"))
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[0]["reports"], 20)


if __name__ == "__main__":
    main()
