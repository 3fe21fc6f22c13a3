"""An import that is killed at any moment leaves a whole store, and a second run gives the totals
of one that was left alone. SENDPATH_WHOLE_KILLS says how often to try."""
import os
import random
import time

import corpus
import reports
from support import MAKE_CORPUS, SIZE, Running, Server, WholeTest, main

KILLS = int(os.environ.get("SENDPATH_WHOLE_KILLS", "2"))


class Kill(WholeTest):
    def test_a_second_run_gives_what_the_first_would_have(self):
        if MAKE_CORPUS.exists():
            mails = corpus.make(self.scratch / "corpus", "eml-dir", int(2000 * SIZE)).mails
        else:
            mails = reports.write_mails(self.scratch / "mails", int(2000 * SIZE))
        expected_store = self.scratch / "expected.db"
        alone = self.imported(mails, store=expected_store)
        with Server(expected_store) as server:
            expected = corpus.everything_told(server)

        rng = random.Random()
        kills = 0
        longest = alone.seconds
        while kills < KILLS:
            self.assertGreater(longest, 0.001, "the import ends before it can be killed")
            store = self.scratch / f"killed-{kills}.db"
            delay = rng.uniform(0, longest)
            running = Running("import", mails, "--store", store)
            time.sleep(delay)
            running.kill()
            ended = running.wait()
            if ended.code >= 0:  # it was faster than the one before
                longest *= 0.9
                self.remove(store)
                continue
            kills += 1
            begun = store.exists() and self.assert_whole(store).out.strip().split(": ")[-1]
            again = self.imported(mails, store=store)
            self.assert_whole(store)
            with Server(store) as server:
                told = corpus.everything_told(server)
            print(f"\nkilled after {delay:.3f} s of {alone.seconds:.3f} s, had stored "
                  f"{begun or 'nothing'}; the second run took {again.seconds:.3f} s", end="")
            for what, value in expected.items():
                self.assertEqual(told[what], value, f"{what} after a kill at {delay:.3f} s")
            self.remove(store)
        print()

    def remove(self, store):
        for suffix in ("", "-wal", "-shm"):
            store.with_name(store.name + suffix).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
