"""C38: a report of 50,000 records is taken in under 1 s and 150 MiB, and counted whole."""
import gzip

import reports
from support import Server, WholeTest, is_sanitized, main

RECORDS = 50_000


class LargeReport(WholeTest):
    def test_fifty_thousand_records(self):
        for name, open_ in (("large.xml", open), ("large.xml.gz", gzip.open)):
            path = self.scratch / name
            with open_(path, "wb") as out:
                out.write(reports.head().encode())
                for i in range(RECORDS):
                    out.write(reports.record(i, i % 9 + 1).encode())
                out.write(reports.TAIL.encode())
            store = self.scratch / f"{name}.db"
            ended = self.imported(path, store=store)
            print(f"\n  {name}, {RECORDS:,} records, {path.stat().st_size:,} octets: {ended.cost()}")
            self.assertEqual(ended.code, 0, ended)
            if not is_sanitized():
                self.assertLess(ended.peak, 150 << 20)
                self.assertLess(ended.cpu_seconds, 1.0)
            self.assert_whole(store)
            with Server(store) as server:
                overview = server.api("overview")
            self.assertEqual(overview["records"], RECORDS)
            self.assertEqual(overview["messages"], sum(i % 9 + 1 for i in range(RECORDS)))
            self.assertEqual(overview["sources"], RECORDS)


if __name__ == "__main__":
    main()
