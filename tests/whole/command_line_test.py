"""Bad input on the command line gives one clear sentence on stderr, the documented exit code (see
ExitCode in server/config/command_line.hpp), and leaves every file as it was."""
import contextlib
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess

import reports
from support import WholeTest, main, run

OK, NOT_ALL_READ, USAGE, STORE_FAILED, SYSTEM_FAILED = range(5)


class CommandLine(WholeTest):
    def setUp(self):
        super().setUp()
        self.store = self.scratch / "sendpath.db"
        self.mails = reports.write_mails(self.scratch / "mails", 3)

    def refused(self, code, *arguments, says=(), **how):
        """The run fails with that code and one sentence that has each of `says` in it."""
        ended = run(*arguments, **how)
        self.assertEqual(ended.code, code, ended)
        lines = ended.err.strip().splitlines()
        self.assertEqual(len(lines), 1, ended.err)
        for word in says:
            self.assertIn(str(word), lines[0])
        self.assertLess(len(lines[0]), 400)
        return ended

    def test_a_path_that_is_not_there(self):
        missing = self.scratch / "no-such-folder"
        for command in ("import", "decode"):
            with self.subTest(command):
                self.refused(USAGE, command, missing, says=[missing, "No such file"],
                             folder=self.scratch)
        self.assertFalse((self.scratch / "sendpath.db").exists())

    def test_a_path_that_is_not_there_beside_one_that_is(self):
        missing = self.scratch / "no-such-folder"
        self.refused(USAGE, "import", self.mails, missing, "--store", self.store, says=[missing])
        self.assertFalse(self.store.exists(), "nothing is taken in when a path is wrong")

    def test_a_device_and_a_pipe(self):
        pipe = self.scratch / "pipe"
        os.mkfifo(pipe)
        for path in ("/dev/zero", pipe):
            with self.subTest(str(path)):
                self.refused(USAGE, "import", path, "--store", self.store,
                             says=[path, "not a file or folder"])

    def test_a_file_that_cannot_be_read(self):
        if os.geteuid() == 0:
            unreadable = pathlib.Path("/proc/self/mem")  # opens, and then does not read
            ended = run("import", unreadable, "--store", self.store)
            self.assertEqual(ended.code, NOT_ALL_READ, ended)
        else:
            unreadable = self.scratch / "unreadable.eml"
            unreadable.write_bytes(reports.report_mail())
            unreadable.chmod(0)
            ended = run("import", unreadable, "--store", self.store)
            self.assertIn(ended.code, (NOT_ALL_READ, USAGE), ended)
        self.assertIn(str(unreadable), ended.err)
        self.assertEqual(len(ended.err.strip().splitlines()), 1, ended.err)

    def test_an_unreadable_file_costs_only_itself(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        unreadable = self.mails / "0000" / "unreadable.eml"
        unreadable.write_bytes(reports.report_mail(9))
        unreadable.chmod(0)
        ended = run("import", self.mails, "--store", self.store)
        self.assertEqual(ended.code, NOT_ALL_READ, ended)
        self.assertIn(str(unreadable), ended.err)
        self.assertIn("3  new reports", ended.out)

    def test_a_binary_file(self):
        binary = self.scratch / "binary"
        binary.write_bytes(bytes(range(256)) * 40)
        ended = run("import", binary, "--store", self.store)
        self.assertIn(ended.code, (OK, NOT_ALL_READ), ended)
        self.assertIn("1  held, not_a_report: ", ended.out)
        self.assertEqual(ended.err, "")
        self.assert_whole(self.store)

    def test_an_empty_file(self):
        (self.scratch / "empty.eml").touch()
        ended = run("import", self.scratch / "empty.eml", "--store", self.store)
        self.assertEqual(ended.code, NOT_ALL_READ, ended)
        self.assertIn("1  held, empty: ", ended.out)

    def test_an_empty_folder(self):
        (self.scratch / "nothing").mkdir()
        self.refused(USAGE, "import", self.scratch / "nothing", "--store", self.store,
                     says=["there is no file in this folder"])

    def test_no_path_at_all(self):
        for command in ("import", "decode"):
            ended = run(command)
            self.assertEqual(ended.code, USAGE, ended)
            self.assertIn("paths", ended.err)

    def test_wrong_options(self):
        for arguments in (["import", "--stor", "x", self.mails], ["serv"], ["--verbose"],
                          ["import", "--jobs", "-1", self.mails],
                          ["import", "--jobs", "257", self.mails],
                          ["serve", "--listen", "127.0.0.1:99999"],
                          ["serve", "--listen", "0.0.0.0:8080"]):
            with self.subTest(arguments=[str(each) for each in arguments]):
                ended = run(*arguments, folder=self.scratch)
                self.assertEqual(ended.code, USAGE, ended)
                self.assertEqual(ended.out, "")
                self.assertTrue(ended.err.strip())
                self.assertLessEqual(len(ended.err.strip().splitlines()), 3, ended.err)

    def test_wrong_configurations(self):
        for text, says in (("[store]\npth = 'x'\n", ["sendpath.toml", "2", "store.pth", "store.path"]),
                           ("[store\n", ["sendpath.toml", "1"]),
                           ("[limits]\nunpacked = \"much\"\n", ["limits.unpacked"]),
                           ("domains = 3\n", ["domains"])):
            with self.subTest(text):
                config = self.scratch / "sendpath.toml"
                config.write_text(text)
                self.refused(USAGE, "--config", config, "check", says=says, folder=self.scratch)
        self.refused(USAGE, "--config", self.scratch / "none.toml", "check", says=["none.toml"])

    def test_a_setting_of_the_environment_that_there_is_not(self):
        self.refused(USAGE, "check", says=["SENDPATH_STORE_PTH", "SENDPATH_STORE_PATH"],
                     environment={"SENDPATH_STORE_PTH": "x"})

    def refused_by_all(self, store, says):
        before = store.read_bytes()
        for arguments in (["import", self.mails], ["check"], ["reprocess"],
                          ["serve", "--listen", "127.0.0.1:0"]):
            with self.subTest(arguments[0]):
                self.refused(STORE_FAILED, *arguments, "--store", store, says=[store, *says])
                self.assertEqual(store.read_bytes(), before)
                for beside in store.parent.glob(store.name + "-wal"):
                    self.assertEqual(beside.stat().st_size, 0)

    def test_a_store_of_a_newer_version(self):
        self.imported(self.mails, store=self.store)
        with contextlib.closing(sqlite3.connect(self.store)) as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            db.execute(f"PRAGMA user_version = {version + 1}")
            db.commit()
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.refused_by_all(self.store, ["newer", "--store"])

    def test_a_database_of_another_program(self):
        with contextlib.closing(sqlite3.connect(self.store)) as db:
            db.execute("CREATE TABLE song (title TEXT)")
            db.commit()
        self.refused_by_all(self.store, ["another program", "--store"])

    def test_a_text_file_as_the_store(self):
        self.store.write_text("Dear diary, today I learned about DMARC.\n" * 100)
        self.refused_by_all(self.store, ["--store"])

    def test_a_short_text_file_as_the_store(self):
        self.store.write_text("domains = []\n")
        self.refused_by_all(self.store, ["--store"])

    def test_a_store_that_is_a_folder(self):
        self.refused(STORE_FAILED, "import", self.mails, "--store", self.mails, says=[self.mails])

    def test_a_store_that_is_not_there(self):
        for command in ("check", "reprocess"):
            self.refused(STORE_FAILED, command, "--store", self.store, says=[self.store])
            self.assertFalse(self.store.exists())

    def test_a_folder_for_the_store_that_is_not_there(self):
        store = self.scratch / "nowhere" / "sendpath.db"
        self.refused(STORE_FAILED, "import", self.mails, "--store", store,
                     says=[store, "does its folder exist"])

    def test_a_damaged_store(self):
        self.imported(reports.write_mails(self.scratch / "more", 200), store=self.store)
        octets = bytearray(self.store.read_bytes())
        octets[4096 * 3:4096 * 9] = b"\xa5" * (4096 * 6)
        self.store.write_bytes(octets)
        ended = run("check", "--store", self.store)
        self.assertEqual(ended.code, STORE_FAILED, ended)
        self.assertEqual(len(ended.err.strip().splitlines()), 1, ended.err)

    @contextlib.contextmanager
    def small_disk(self, size, options=""):
        if os.geteuid() != 0:
            self.skipTest("only root mounts")
        disk = self.scratch / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk],
                                 stderr=subprocess.DEVNULL)
        if mounted.returncode != 0:
            self.skipTest("mounting is not allowed here")
        try:
            yield disk
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_folder_on_a_disk_mounted_for_reading_only(self):
        with self.small_disk("16m") as disk:
            store = disk / "sendpath.db"
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            self.refused(STORE_FAILED, "import", self.mails, "--store", store, says=[store])
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
            self.imported(self.mails, store=store)
            before = store.read_bytes()
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
            self.refused(STORE_FAILED, "import", self.mails, "--store", store, says=[store])
            self.assertEqual(store.read_bytes(), before)

    def test_a_full_disk(self):
        many = reports.write_mails(self.scratch / "many", 1500, first=10)
        with self.small_disk("1500k") as disk:
            store = disk / "sendpath.db"
            self.refused(SYSTEM_FAILED, "import", many, "--store", store,
                         says=["full", "free some space"])
            self.whole_elsewhere(store)
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            self.imported(many, store=store)
            self.assertIn(": 1,500 reports, 7,500 records", self.assert_whole(store).out)

    def test_a_disk_without_any_room(self):
        with self.small_disk("8k") as disk:
            self.refused(SYSTEM_FAILED, "import", self.mails, "--store", disk / "sendpath.db",
                         says=["free some space"])

    def whole_elsewhere(self, store):
        """A full disk leaves no room to open the store, so a copy of it is looked at."""
        copies = self.scratch / "copies"
        copies.mkdir()
        for path in store.parent.glob(store.name + "*"):
            if not path.name.endswith("-shm"):
                (copies / path.name).write_bytes(path.read_bytes())
        self.assert_whole(copies / store.name)

    def test_a_file_that_may_not_grow(self):
        """The same without root: a limit on the size of files, as a quota would be."""
        many = reports.write_mails(self.scratch / "many", 1500, first=10)

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 19, 1 << 19))

        ended = run("import", many, "--store", self.store, before_exec=limit)
        self.assertEqual(ended.code, SYSTEM_FAILED, ended)
        self.assertEqual(len(ended.err.strip().splitlines()), 1, ended.err)
        self.assert_whole(self.store)
        self.imported(many, store=self.store)
        self.assertIn(": 1,500 reports, 7,500 records", self.assert_whole(self.store).out)


if __name__ == "__main__":
    main()
