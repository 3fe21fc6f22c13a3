"""A backup of a live store is whole, whatever comes in meanwhile, and stands in for it when it is
restored (O5)."""
import threading

import reports
from support import Server, WholeTest, main, run

USAGE = 2


class Backup(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"
        self.copy = self.scratch / "copy.db"

    def test_of_a_live_store_it_is_whole_and_restores_it(self):
        self.imported(reports.write_mails(self.scratch / "mails", 200, records=20),
                      store=self.store)
        with Server(self.store) as server:
            done = threading.Event()
            taken = []

            def send():
                while not done.is_set():
                    server.upload(reports.report_mail(1_000 + len(taken)))
                    taken.append(1)

            sender = threading.Thread(target=send)
            sender.start()
            ended = run("backup", self.copy, "--store", self.store)
            done.set()
            sender.join()
            self.assertEqual(ended.code, 0, ended)
            self.assertIn("is a whole copy", ended.out)
            self.assertGreater(len(taken), 0)
        self.assert_whole(self.copy)
        self.assertEqual(run("backup", self.copy, "--store", self.store).code, USAGE)

        refused = run("restore", self.copy, "--store", self.store)
        self.assertEqual(refused.code, USAGE, refused)
        self.assertIn("move it away first", refused.err)
        for each in self.scratch.glob("sendpath.db*"):
            each.unlink()
        restored = run("restore", self.copy, "--store", self.store)
        self.assertEqual(restored.code, 0, restored)
        self.assert_whole(self.store)
        with Server(self.store) as server:
            self.assertGreaterEqual(server.get("/api/v1/overview").json()["data"]["reports"], 200)

    def test_a_server_at_work_on_the_store_is_not_pushed_aside(self):
        with Server(self.store):
            run("backup", self.copy, "--store", self.store)
            self.assertEqual(run("restore", self.copy, "--store", self.store).code, USAGE)


if __name__ == "__main__":
    main()
