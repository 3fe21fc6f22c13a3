"""Cyrus: every folder lies below INBOX, the separator is as it is set."""
from imap_servers import USER, ImapServer, PasswordChecker, name_of, needs_servers


def needs_cyrus():
    needs_servers("usr/lib/cyrus/bin/master", "usr/lib/cyrus/bin/imapd")


class Cyrus(ImapServer):
    """
    settings  lines of its imapd.conf
    """
    prefix = "INBOX/"
    separator = "/"
    LIBRARIES = ("usr/lib/x86_64-linux-gnu",)

    def __init__(self, settings=""):
        super().__init__()
        self._settings = settings
        self._bin = self.root / "usr/lib/cyrus/bin"

    def own_paths(self):
        return {"/usr/lib/cyrus": self.root / "usr/lib/cyrus",
                "/run/cyrus-master.pid": self.folder / "pid"}

    def prepare(self):
        for each in ("config/socket", "spool", "socket", "proc", "lock", "saslauthd"):
            (self.folder / each).mkdir(parents=True)
        (self.folder / "imapd.conf").write_text(SETTINGS.format(
            folder=self.folder, certificate=self.certificate,
            owner=name_of(USER, "passwd"), settings=self._settings))
        (self.folder / "cyrus.conf").write_text(SERVICES.format(
            folder=self.folder, bin=self._bin, clear=self.clear_port, tls=self.tls_port))
        self._passwords = PasswordChecker(self.folder / "saslauthd" / "mux", self._check)

    def start(self):
        super().start()
        with self.client() as client:
            client.create("INBOX")  # only its owner's first visit makes it

    def close(self):
        if hasattr(self, "_passwords"):
            self._passwords.close()

    def command(self):
        return [self._bin / "master", "-C", self.folder / "imapd.conf", "-M",
                self.folder / "cyrus.conf", "-p", self.folder / "pid"]

    def fill(self, mails, folder="INBOX", flags=None):
        """By APPEND: its files are nobody's but its own."""
        with self.client() as client:
            for each in mails:
                code, told = client.append(f'"{folder}"', flags, None, each.replace(b"\n", b"\r\n"))
                assert code == "OK", told

    def deliver(self, mail, flags="", **where):
        self.fill([mail], flags="\\Seen" if "S" in flags else None, **where)

    def _check(self, file):
        """As saslauthd: user, password, service, realm, each behind its size."""
        user, password, *_ = [file.read(int.from_bytes(file.read(2), "big")).decode()
                              for _ in range(4)]
        told = b"OK" if (user, password) == (self.user, self.password) else b"NO"
        file.write(len(told).to_bytes(2, "big") + told)


SETTINGS = """
cyrus_user: {owner}
configdirectory: {folder}/config
defaultpartition: default
partition-default: {folder}/spool
proc_path: {folder}/proc
mboxname_lockpath: {folder}/lock
lmtpsocket: {folder}/socket/lmtp
idlesocket: {folder}/socket/idle
notifysocket: {folder}/socket/notify
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: {folder}/saslauthd/mux
sasl_mech_list: PLAIN
allowplaintext: no
autocreate_quota: 1000000
autocreate_post: yes
tls_server_cert: {certificate.path}
tls_server_key: {certificate.key}
altnamespace: no
unixhierarchysep: yes
quota_db: skiplist
skiplist_unsafe: 1
servername: localhost
{settings}
"""
SERVICES = """
START {{
  recover cmd="{bin}/ctl_cyrusdb -C {folder}/imapd.conf -r"
}}
SERVICES {{
  imap cmd="{bin}/imapd -C {folder}/imapd.conf -U 30" listen="127.0.0.1:{clear}" prefork=1 proto="tcp4"
  imaps cmd="{bin}/imapd -C {folder}/imapd.conf -s -U 30" listen="127.0.0.1:{tls}" prefork=1 proto="tcp4"
}}
DAEMON {{
  idled cmd="{bin}/idled -C {folder}/imapd.conf"
}}
EVENTS {{
  checkpoint cmd="{bin}/ctl_cyrusdb -C {folder}/imapd.conf -c" period=30
}}
"""
