"""The Debian package: what is in it, where, and for whom; that its program runs, its unit says what
systemd understands, and its page and completion know every command.

    package_test.py PACKAGE
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PACKAGE = sys.argv.pop(1)
FILES = {
    "etc/sendpath/sendpath.toml": "-rw-------",
    "usr/bin/sendpath": "-rwxr-xr-x",
    "usr/lib/systemd/system/sendpath.service": "-rw-r--r--",
    "usr/lib/sysusers.d/sendpath.conf": "-rw-r--r--",
    "usr/share/bash-completion/completions/sendpath": "-rw-r--r--",
    "usr/share/doc/sendpath/README.md": "-rw-r--r--",
    "usr/share/doc/sendpath/copyright": "-rw-r--r--",
    "usr/share/doc/sendpath/openapi.json": "-rw-r--r--",
    "usr/share/man/man1/sendpath.1.gz": "-rw-r--r--",
}


def printed(*command, **how):
    return subprocess.run(command, check=True, capture_output=True, text=True, **how).stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.root = pathlib.Path(scratch.name)
        subprocess.run(["dpkg-deb", "--raw-extract", PACKAGE, cls.root], check=True)
        cls.program = cls.root / "usr/bin/sendpath"

    def commands(self):
        told = printed(self.program, "--help").partition("Subcommands:")[2].partition("\n\n")[0]
        return re.findall(r"^  ([a-z]+) ", told, re.MULTILINE)

    def test_it_holds_these_files_and_no_others_all_of_root(self):
        listed = {}
        for line in printed("dpkg-deb", "--contents", PACKAGE).splitlines():
            mode, owner, _, _, _, name = line.split(maxsplit=5)
            self.assertEqual(owner, "root/root", name)
            if not mode.startswith("d"):
                listed[name.removeprefix("./")] = mode
        self.assertEqual(listed, FILES)

    def test_it_names_the_libraries_it_needs_and_its_one_settings_file(self):
        depends = printed("dpkg-deb", "--field", PACKAGE, "Depends")
        for library in ("libc6", "libsqlite3-0", "libssl3", "publicsuffix"):
            self.assertIn(library, depends)
        self.assertEqual((self.root / "DEBIAN/conffiles").read_text(), "/etc/sendpath/sendpath.toml\n")

    def test_the_scripts_are_sound(self):
        for script in ("postinst", "prerm", "postrm"):
            subprocess.run(["sh", "-n", self.root / "DEBIAN" / script], check=True)

    def test_the_program_takes_its_settings_file(self):
        # It has no account of root's folder here: a store of its own is all that is changed.
        answer = subprocess.run(
            [self.program, "check", "--config", self.root / "etc/sendpath/sendpath.toml",
             "--store", self.root / "none.db"], capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertIn("none.db", answer.stderr)

    def test_the_unit_is_one_that_systemd_understands(self):
        if shutil.which("systemd-analyze") is None:
            self.skipTest("there is no systemd-analyze")
        unit = self.root / "sendpath.service"
        text = (self.root / "usr/lib/systemd/system/sendpath.service").read_text()
        unit.write_text(text.replace("/usr/bin/sendpath", str(self.program)))
        told = subprocess.run(["systemd-analyze", "verify", "--man=no", unit],
                              capture_output=True, text=True, check=False)
        self.assertEqual((told.returncode, told.stderr), (0, ""))

    def test_its_page_tells_each_command_and_each_exit_code(self):
        page = printed("gzip", "-dc", self.root / "usr/share/man/man1/sendpath.1.gz")
        for command in self.commands():
            self.assertRegex(page, rf'\n\.(B|BI|BR) "?{command}\b', command)
        for code in re.findall(r"^  ([0-9])  ", printed(self.program, "--help"), re.MULTILINE):
            self.assertIn(f"\n.B {code}\n", page)

    def test_its_completion_knows_each_command_and_option(self):
        def completed(*words):
            line = ["sendpath", *words]
            script = ('complete() { :; }; source "$1"; COMP_WORDS=("${@:2}"); '
                      'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _sendpath; printf "%s\\n" "${COMPREPLY[@]}"')
            return printed("bash", "-c", script, "bash",
                           self.root / "usr/share/bash-completion/completions/sendpath", *line,
                           env={"PATH": f"{self.program.parent}:/usr/bin:/bin"}).split()
        self.assertLessEqual(set(self.commands()), set(completed("")))
        self.assertEqual(completed("he"), ["healthcheck"])
        self.assertEqual(completed("serve", "--st"), ["--store"])
        self.assertEqual(completed("token", "add", "--scope", "in"), ["ingest"])


if __name__ == "__main__":
    unittest.main()
