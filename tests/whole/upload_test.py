"""What is uploaded counts at once and only once, and is safe from the moment of the answer 201."""
import concurrent.futures
import gzip

import reports
from support import Server, WholeTest, main


class Upload(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"

    def test_a_report_counts_at_once_and_twice_is_a_duplicate(self):
        with Server(self.store) as server:
            answer = server.upload(reports.report_mail(1), "one.eml")
            self.assertEqual(answer.status, 201, answer)
            told = answer.json()["data"]
            self.assertEqual(told["state"], "done")
            self.assertEqual([(each["outcome"], each["domain"], each["report_id"])
                              for each in told["reports"]], [("new", "example.com", "r1")])
            overview = server.api("overview")
            self.assertEqual((overview["reports"], overview["messages"]), (1, 3))

            again = server.upload(reports.report_mail(1), "one.eml")
            self.assertEqual(again.status, 201, again)
            self.assertEqual([each["outcome"] for each in again.json()["data"]["reports"]],
                             ["duplicate"])
            # I8: the same report in another wrapping
            bare = server.upload(gzip.compress(reports.aggregate(1), 1), "again.xml.gz")
            self.assertEqual([each["outcome"] for each in bare.json()["data"]["reports"]],
                             ["duplicate"])
            overview = server.api("overview")
            self.assertEqual((overview["reports"], overview["messages"]), (1, 3))
            arrivals = server.api(f"reports/{told['reports'][0]['id']}")["arrivals"]
            self.assertEqual({each["via"] for each in arrivals}, {"upload"})
            self.assertGreaterEqual(len(arrivals), 2)
        self.assert_whole(self.store)

    def test_the_documents_come_back_as_they_came(self):
        mail = reports.report_mail(2)
        with Server(self.store) as server:
            number = server.upload(mail, "two.eml").json()["data"]["reports"][0]["id"]
            raw = server.get(f"/api/v1/reports/{number}/raw")
            self.assertEqual((raw.status, raw.body), (200, reports.aggregate(2)))
            original = server.get(f"/api/v1/reports/{number}/raw?original=1")
            self.assertEqual((original.status, original.body), (200, mail))
            self.assertEqual(original.headers.get_content_type(), "application/octet-stream")

    def test_a_held_message_comes_back_as_it_came(self):
        octets = reports.mail(b"PK\x03\x04 no archive \x00\xff", "broken.zip", "application/zip")
        with Server(self.store) as server:
            told = server.upload(octets, "broken.eml").json()["data"]
            self.assertEqual((told["state"], told["reports"]), ("held", []))
            self.assertEqual(told["held"][0]["reason"], "bad_archive")
            self.assertTrue(told["held"][0]["advice"])
            held = server.api("held")
            self.assertEqual([each["reason"] for each in held], ["bad_archive"])
            raw = server.get(f"/api/v1/held/{held[0]['id']}/raw")
            self.assertEqual((raw.status, raw.body), (200, octets))
            self.assertEqual(raw.headers.get_content_type(), "application/octet-stream")
            self.assertEqual(server.api("overview")["messages"], 0)

    def test_kill_after_the_answer_loses_nothing(self):
        for last in (1, 2, 5, 12):
            store = self.scratch / f"{last}.db"
            with Server(store) as server:
                for number in range(last):
                    self.assertEqual(server.upload(reports.report_mail(number)).status, 201)
                server.kill()
            self.assert_whole(store)
            with Server(store) as server:
                overview = server.api("overview")
                self.assertEqual((overview["reports"], overview["messages"]), (last, 3 * last))

    def test_kill_among_many_uploads_loses_none_that_was_answered(self):
        safe = set()

        def upload(server, number):
            try:
                if server.upload(reports.report_mail(number)).status == 201:
                    safe.add(f"r{number}")
            except OSError:
                pass  # it was killed
            if len(safe) == 25:
                server.kill()

        with Server(self.store) as server:
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                list(pool.map(lambda number: upload(server, number), range(60)))
        self.assertGreaterEqual(len(safe), 25)
        with Server(self.store) as server:
            told = [row["report_id"] for row in server.api("reports", limit=1000)]
            self.assertEqual(len(told), len(set(told)), "none twice")
            self.assertLessEqual(safe, set(told))
        self.assert_whole(self.store)

    def test_nothing_and_too_much_are_refused(self):
        with Server(self.store) as server:
            self.assertEqual(server.upload(b"").status, 400)
            answer = server.request("POST", "/api/v1/reports", None,
                                    {"Content-Length": str((64 << 20) + 1)})
            self.assertEqual(answer.status, 413)
            self.assertEqual(server.api("held"), [])


if __name__ == "__main__":
    main()
