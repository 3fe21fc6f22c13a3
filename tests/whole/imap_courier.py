"""Courier: every folder lies below INBOX, its separator is a dot, and it has no MOVE."""
from imap_maildir import Maildir
from imap_servers import GROUP, USER, ImapServer, PasswordChecker, needs_servers

# What Debian's package sets; STARTTLS and AUTH=PLAIN are told where they are possible.
CAPABILITY = ("IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT "
              "QUOTA IDLE")


def needs_courier():
    needs_servers("usr/sbin/couriertcpd", "usr/lib/courier/courier/imaplogin")


class Courier(Maildir, ImapServer):
    MOVED = ("usr/bin/imapd", "usr/bin/couriertls")
    prefix = "INBOX."
    LIBRARIES = ("usr/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/courier-authlib")

    def own_paths(self):
        return {"/run/courier": self.folder, "/etc/courier": self.folder / "etc"}

    def home(self, user):
        return self.folder / "home" / user

    def prepare(self):
        (self.folder / "etc").mkdir()
        (self.folder / "authdaemon").mkdir()
        for each in ("new", "cur", "tmp"):
            (self.maildir() / each).mkdir(parents=True)
        # For STARTTLS it becomes a user that is not there.
        (self.folder / "passwd").write_text(f"courier:x:{USER}:{GROUP}::/:/bin/false\n")
        (self.folder / "group").write_text(f"courier:x:{GROUP}:\n")
        both = self.folder / "both.pem"
        both.write_text(self.certificate.key.read_text() + self.certificate.path.read_text())
        self._passwords = PasswordChecker(self.folder / "authdaemon" / "socket", self._check)

    def close(self):
        if hasattr(self, "_passwords"):
            self._passwords.close()

    def environment(self):
        usual = super().environment()
        return usual | {
            "LD_PRELOAD": f"{usual['LD_PRELOAD']} libnss_wrapper.so",
            "NSS_WRAPPER_PASSWD": str(self.folder / "passwd"),
            "NSS_WRAPPER_GROUP": str(self.folder / "group"),
            "IMAP_CAPABILITY": CAPABILITY, "IMAP_CAPABILITY_TLS": f"{CAPABILITY} AUTH=PLAIN",
            "IMAP_STARTTLS": "YES", "IMAP_TLS_REQUIRED": "1", "IMAP_ENHANCEDIDLE": "1",
            "IMAP_USELOCKS": "1", "IMAP_IDLE_TIMEOUT": "1", "IMAP_KEYWORDS": "1",
            "COURIERTLS": str(self.root / "usr/bin/couriertls"),
            "TLS_CERTFILE": str(self.folder / "both.pem"), "TLS_VERIFYPEER": "NONE",
            "TLS_PROTOCOL": "TLSv1.2+", "TLS_STARTTLS_PROTOCOL": "TLSv1.2+"}

    def command(self):
        """A listener for each port, in one group of processes."""
        listener = [self.root / "usr/sbin/couriertcpd", "-address=127.0.0.1", "-maxprocs=100",
                    "-maxperip=100", "-nodnslookup", "-noidentlookup"]
        session = [self.root / "usr/lib/courier/courier/imaplogin", self.root / "usr/bin/imapd",
                   "Maildir"]
        private = [self.root / "usr/bin/couriertls", "-server", "-tcpd"]
        clear = " ".join(map(str, [*listener, self.clear_port, *session]))
        tls = " ".join(map(str, [*listener, self.tls_port, *private, *session]))
        return ["sh", "-c", f"{clear} & IMAP_TLS=1 IMAP_TLS_REQUIRED=0 exec {tls}"]

    def _check(self, file):
        """As its authdaemond: after words of no use "AUTH size", then service, kind, name, password."""
        while not (line := file.readline()).startswith(b"AUTH "):
            if not line:
                return  # it only looked whether anybody is there
        _, _, user, password = file.read(int(line.split()[1])).decode().split("\n")[:4]
        file.write(f"UID={USER}\nGID={GROUP}\nHOME={self.home(user)}\nADDRESS={user}\n.\n".encode()
                   if (user, password) == (self.user, self.password) else b"FAIL\n")
