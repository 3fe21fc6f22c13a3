"""Mail put into a server's folders as a delivery agent does it: without asking the server."""
import os
import time

from imap_servers import GROUP, USER


class Maildir:
    """For servers whose user has a Maildir: mail put there as a delivery agent does it."""
    delivered = 0

    def maildir(self, folder="INBOX", user=None):
        """INBOX itself, or a folder below it, its name with dots."""
        top = self.home(user or self.user) / "Maildir"
        return top if folder == "INBOX" else top / f".{folder}"

    def deliver(self, mail, flags="", **where):
        """A new mail; with `flags`, letters as "S", one that somebody saw."""
        Maildir.delivered += 1
        top = self.maildir(**where)
        name = f"{int(time.time())}.M{Maildir.delivered}P{os.getpid()}.test,S={len(mail)}"
        for each in (top, top / "tmp", top / "new", top / "cur"):
            if not each.exists():
                each.mkdir(parents=True, mode=0o700, exist_ok=True)  # its server may make it now
                own_parents(each, self.folder)
        path = top / "tmp" / name
        path.write_bytes(mail)
        os.chown(path, USER, GROUP)
        path.rename(top / "cur" / f"{name}:2,{flags}" if flags else top / "new" / name)

    def fill(self, mails, **how):
        for each in mails:
            self.deliver(each, **how)


def own_parents(path, until):
    while path != until:
        os.chown(path, USER, GROUP)
        path = path.parent
