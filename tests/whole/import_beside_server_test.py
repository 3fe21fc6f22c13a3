"""An import into the store of a running server: its totals move, and no request fails."""
import reports
from support import SIZE, Running, Server, WholeTest, main


class ImportBesideServer(WholeTest):
    def test_the_totals_move_and_nothing_fails(self):
        count = int(3000 * SIZE)
        mails = reports.write_mails(self.scratch / "mails", count, records=5)
        store = self.scratch / "sendpath.db"
        with Server(store) as server:
            importing = Running("import", mails, "--store", store, "--jobs", "1")
            seen = []
            uploads = 0
            while importing.alive():
                seen.append(server.api("overview")["reports"])
                server.api("timeseries")
                server.page("sources", limit=10)  # all pages would outlast the import
                uploads += 1  # the server writes, too, between the writes of the import
                answer = server.upload(reports.report_mail(10_000_000 + uploads))
                self.assertEqual(answer.status, 201, answer)
            ended = importing.wait()
            self.assertEqual(ended.code, 0, ended)
            overview = server.api("overview")
            self.assertNotIn("[error]", server.log())
        print(f"\n  {len(seen)} looks saw {len(set(seen))} totals; {uploads} uploads beside it")
        self.assertEqual(seen, sorted(seen), "totals never go back")
        self.assertEqual(overview["reports"], count + uploads)
        self.assertEqual(overview["messages"], 15 * count + 3 * uploads)
        self.assert_whole(store)


if __name__ == "__main__":
    main()
