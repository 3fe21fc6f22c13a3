"""Every total by domain, day, source and disposition is what the reports say, whatever form the
mails lie in; taking them in again changes nothing and says so."""
import collections
import time

import corpus
from support import SIZE, Server, WholeTest, main, needs_shared


class Truth(WholeTest):
    def test_mails_in_folders(self):
        self.totals_are_true("eml-dir")

    def test_maildir(self):
        self.totals_are_true("maildir")

    def test_mbox(self):
        self.totals_are_true("mbox")

    def test_bare_files(self):
        self.totals_are_true("files")

    def totals_are_true(self, form):
        made = corpus.make(self.scratch / "corpus", form, int(2000 * SIZE))
        store = self.scratch / "sendpath.db"
        first = self.imported(made.mails, store=store)
        print(f"\n{form}: {made.truth['items']} items, {made.truth['total']['records']} records: "
              f"{first.cost()}")
        self.assert_whole(store)
        with Server(store) as server:
            begun = time.monotonic()
            self.compare(server, made)
            print(f"{form}: {self.compared} sums compared in {time.monotonic() - begun:.1f} s")
            before = corpus.everything_told(server)

        again = self.imported(made.mails, store=store)
        items = f"{made.truth['items']:,}"
        self.assertRegex(again.out, rf"\A\S+ {items} mails and files\n +0  new reports ")
        self.assertRegex(again.out, rf"\n +{items}  duplicates \({items} mails and 0 reports ")
        self.assert_whole(store)
        with Server(store) as server:
            self.assertEqual(corpus.everything_told(server), before)

    def compare(self, server, made):
        self.compared = 0
        truth = made.truth
        days_of = collections.defaultdict(list)
        for domain, day in made.cube:
            days_of[domain].append(day)
        self.assertEqual(set(truth["domains"]), set(days_of))
        for domain, true in truth["domains"].items():
            with self.subTest(domain=domain):
                self.compare_domain(server, domain, true)
        for (domain, day), sources in made.cube.items():
            with self.subTest(domain=domain, day=day):
                told = server.api("sources", domain=domain, from_=day, to=day, limit=1000)
                self.equal(corpus.told_sources(told), sources)
        self.compare_all(server, truth)
        self.compare_failures(server, truth["failures"])
        self.compare_tls(server, truth["tls"])

    def equal(self, told, true):
        self.compared += len(true) * len(corpus.SUMS) if isinstance(true, dict) else 1
        self.assertEqual(told, true)

    def compare_domain(self, server, domain, true):
        overview = server.api("overview", domain=domain)
        self.equal(corpus.told_sums(overview), corpus.true_sums(true["total"]))
        self.equal((overview["reports"], overview["records"]), (true["reports"], true["records"]))
        self.equal(overview["sources"], len(true["sources"]))
        self.equal(overview["reporters"], len(true["reporters"]))
        self.equal({day["day"]: corpus.told_sums(day)
                    for day in server.api("timeseries", domain=domain)},
                   {day: corpus.true_sums(counts) for day, counts in true["days"].items()})
        self.equal(corpus.told_sources(server.api("sources", domain=domain, limit=1000)),
                   {ip: corpus.true_sums(counts) for ip, counts in true["sources"].items()})
        meta = server.page("records", domain=domain, limit=1)["meta"]
        self.equal((meta["records"], meta["messages"]),
                   (true["records"], true["total"]["messages"]))
        reporters = collections.Counter()
        for report in server.api("reports", domain=domain, limit=1000):
            reporters[report["org_name"]] += report["messages"]
        self.equal(dict(reporters),
                   {name: counts["messages"] for name, counts in true["reporters"].items()})

    def compare_all(self, server, truth):
        """All domains at once, less the one that has no truth."""
        whole = corpus.told_sums(server.api("overview"))
        salvaged = corpus.told_sums(server.api("overview", domain=corpus.SALVAGED))
        self.equal(tuple(a - b for a, b in zip(whole, salvaged)),
                   corpus.true_sums(truth["total"]))

    def compare_failures(self, server, truth):
        told = collections.defaultdict(collections.Counter)
        for row in server.api("failure-reports", limit=1000):
            told[row["domain"]][row["source_ip"]] += 1
        self.equal({domain: dict(sources) for domain, sources in told.items()},
                   {domain: true["sources"] for domain, true in truth.items()})
        for domain, true in truth.items():
            self.equal(len(server.api("failure-reports", domain=domain, limit=1000)),
                       true["failures"])

    def compare_tls(self, server, truth):
        for domain, true in truth.items():
            rows = server.api("tls-reports", domain=domain, limit=1000)
            self.equal((len(rows), sum(row["successful"] for row in rows),
                        sum(row["failed"] for row in rows)),
                       (true["reports"], true["success"], true["failure"]))
            types = collections.Counter()
            days = collections.defaultdict(lambda: [0, 0, 0])
            for row in rows:
                types.update(row["result_types"])
                day = days[corpus.middle_day(row)]
                for i, value in enumerate((1, row["successful"], row["failed"])):
                    day[i] += value
            self.equal(dict(types), true["result_types"])
            self.equal(dict(days), {day: [counts["reports"], counts["success"], counts["failure"]]
                                    for day, counts in true["days"].items()})


if __name__ == "__main__":
    needs_shared()
    main()
