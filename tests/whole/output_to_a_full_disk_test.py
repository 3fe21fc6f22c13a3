"""`sendpath decode > report.txt` on a full disk printed nothing and ended with 0, because the last
of the output is written after the command is done; a longer output was called a mistake in the
program, and so was `sendpath decode ... | head`."""
import subprocess

import reports
from support import BINARY, ENVIRONMENT, WholeTest, main

SYSTEM_FAILED = 4


class OutputToAFullDisk(WholeTest):
    def printed_to(self, output, *arguments):
        return subprocess.run([BINARY, *arguments], stdout=output, stderr=subprocess.PIPE,
                              env=ENVIRONMENT, text=True)

    def test_it_is_told_and_is_no_success(self):
        mails = reports.write_mails(self.scratch / "mails", 100)
        for arguments in (["version"], ["decode", mails / "0000" / "0000000.eml"],
                          ["decode", "--json", mails]):
            with self.subTest(arguments[0]), open("/dev/full", "w") as full:
                ended = self.printed_to(full, *arguments)
                self.assertEqual(ended.returncode, SYSTEM_FAILED, ended)
                self.assertEqual(ended.stderr, "sendpath: what it printed could not be written: "
                                               "No space left on device\n")

    def test_a_reader_that_had_enough_is_not_complained_about(self):
        mails = reports.write_mails(self.scratch / "mails", 200)
        with subprocess.Popen([BINARY, "decode", "--json", mails], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
            process.stdout.read(10)
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"")
            self.assertEqual(process.wait(), SYSTEM_FAILED)


if __name__ == "__main__":
    main()
