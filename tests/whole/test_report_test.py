"""U6: a test report goes by the server's own sink, however that wants to be talked to, is followed until it
is read, and never counts."""
import json

import reports
from sink import RECIPIENT, Sink, SinkTest, toml
from support import Server, main, run, wait_until

PATH = "/api/v1/setup/test-report"


class TestReport(SinkTest):
    def sent(self, server, domain="example.com"):
        """The test as it ends."""
        answer = server.request("POST", PATH, json.dumps({"domain": domain}),
                                {"Content-Type": "application/json"})
        self.assertEqual(answer.status, 202, answer.body)
        number = answer.json()["data"]["id"]

        def ended():
            return server.api("setup/test-report", id=number)["state"] != "under_way"
        wait_until(ended, 60, "the test is over")
        return server.api("setup/test-report", id=number)

    def without_clear_port(self, settings=""):
        config = self.scratch / "no-clear-port.toml"
        config.write_text("[smtp]\nlisten = []\n" + settings)
        return Server(self.store, "--config", config, environment=Sink.ENVIRONMENT)

    def assert_arrived(self, test, door):
        self.assertEqual(test["state"], "arrived", test)
        self.assertEqual([each["state"] for each in test["stages"]], ["done"] * 4)
        self.assertEqual((test["door"], test["trouble"], test["late"]), (door, None, False))
        self.assertEqual((test["arrival"]["messages"], test["arrival"]["warnings"]), (1, 0))

    def test_it_arrives_by_a_sink_of_any_kind(self):
        tls = self.certificate().settings()
        kinds = {"smtp": {}, "lmtp": {"protocol": "lmtp"}, "starttls": {"tls": tls, "require_tls": True},
                 "proxy": {"proxy_from": ["127.0.0.0/8"]}}
        for name, settings in kinds.items():
            with self.subTest(name), Sink(self.scratch / f"{name}.db", smtp=settings) as sink:
                test = self.sent(sink)
                self.assert_arrived(test, "smtp")
                self.assertEqual(test["recipient"], RECIPIENT)
                self.assertEqual(sink.ingest()["smtp"]["accepted"], 1)

    def test_it_never_counts_also_when_it_is_read_again(self):
        with Sink(self.store) as sink:
            sink.mail(reports.report_mail(1))
            self.assertEqual(sink.reports(1), 1)
            before = sink.api("overview")
            self.assertTrue(self.sent(sink)["arrival"]["would_count"])
            self.assertEqual(sink.api("overview"), before)
            self.assertEqual(len(sink.api("reports")), 1)
            self.assertEqual(sink.api("held"), [])
        self.assertEqual(run("reprocess", "--store", self.store).code, 0)
        with Sink(self.store) as sink:
            self.assertEqual(sink.api("overview"), before)
            self.assertEqual(sink.get(PATH).status, 404, "it is remembered for one run")
        self.assert_whole(self.store)

    def test_it_says_that_a_domain_is_not_among_ours(self):
        with Sink(self.store, config='domains = ["example.org"]') as sink:
            test = self.sent(sink)
            self.assert_arrived(test, "smtp")
            self.assertFalse(test["arrival"]["would_count"])

    def test_it_is_an_upload_where_there_is_no_sink(self):
        with self.without_clear_port() as server:
            self.assert_arrived(self.sent(server), "upload")

    def test_it_arrives_where_all_is_tls_from_the_first_octet(self):
        tls = toml(self.certificate().settings(implicit_listen=["127.0.0.1:0"]))
        with self.without_clear_port(f'tls = {tls}\nrecipients = ["{RECIPIENT}"]\n') as server:
            test = self.sent(server)
            self.assert_arrived(test, "smtp")
            self.assertTrue(test["server"].startswith("smtps://127.0.0.1:"), test)

    def test_it_tells_why_the_sink_did_not_take_it(self):
        with Sink(self.store, smtp={"space_min": "1024GiB"}) as sink:
            test = self.sent(sink)
            self.assertEqual((test["state"], test["trouble"]["reason"]), ("failed", "sink_refused"))
            self.assertIn("452", test["trouble"]["detail"])


if __name__ == "__main__":
    main()
