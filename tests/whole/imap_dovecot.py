"""Dovecot, as a provider may have set it up."""
import base64
import hashlib
import hmac
import json
import subprocess
import time

from imap_maildir import Maildir
from imap_servers import GROUP, USER, ImapServer, name_of, needs_servers

KEY = b"a key of 32 octets for the tests"  # that tokens are signed with
# Checked at its second address: Dovecot takes clear text for private where both ends are one.
ADDRESSES = "127.0.0.1, 127.0.0.2"


def needs_dovecot():
    needs_servers("usr/sbin/dovecot", "usr/lib/dovecot/imap")


def token(user="reports", seconds=3600):
    """One that Dovecot takes for that long: a JWT (RFC 7519) of its own kind."""
    def part(octets):
        return base64.urlsafe_b64encode(octets).rstrip(b"=")
    now = int(time.time())
    about = {"sub": user, "email": user, "iat": now - 5, "nbf": now - 5, "exp": now + seconds}
    signed = b".".join(part(json.dumps(each).encode())
                       for each in ({"alg": "HS256", "typ": "JWT"}, about))
    return (signed + b"." + part(hmac.digest(KEY, signed, hashlib.sha256))).decode()


class Dovecot(Maildir, ImapServer):
    """
    separator, prefix  of the user's folders
    capability         what it says it can do once somebody is known there; "" for what it can
    mails              its mail_location below the user's home
    tokens             logins by XOAUTH2 and OAUTHBEARER alone
    settings           lines of its configuration
    """
    MOVED = ("usr/lib/dovecot", "usr/bin/doveconf", "usr/bin/doveadm", "usr/sbin/dovecot")
    LIBRARIES = ("usr/lib/dovecot", "usr/lib/dovecot/modules/old-stats")

    def __init__(self, separator=".", prefix="", capability="", mails="maildir:~/Maildir",
                 tokens=False, settings="", password=None, users=()):
        super().__init__()
        self.separator = separator
        self.prefix = prefix
        self.password = password or self.password
        self._users = [self.user, *users]
        self._mails = mails
        self._tokens = tokens
        self._settings = settings + (f"\nimap_capability = {capability}" if capability else "")

    def home(self, user):
        return self.folder / "home" / user

    def prepare(self):
        for each in ("base", "state", "home", "keys/default/HS256"):
            (self.folder / each).mkdir(parents=True)
        (self.folder / "users").write_text(
            "".join(f"{each}:{{PLAIN}}{self.password}\n" for each in self._users))
        (self.folder / "keys/default/HS256/default").write_bytes(base64.b64encode(KEY))
        (self.folder / "tokens.conf").write_text(TOKENS.format(folder=self.folder))
        (self.folder / "dovecot.conf").write_text(SETTINGS.format(
            folder=self.folder, root=self.root, user=name_of(USER, "passwd"),
            group=name_of(GROUP, "group"), uid=USER, gid=GROUP, clear=self.clear_port,
            tls=self.tls_port, addresses=ADDRESSES, certificate=self.certificate,
            passdb=BY_TOKEN.format(folder=self.folder) if self._tokens else "",
            mechanisms="plain login xoauth2 oauthbearer" if self._tokens else "plain login",
            settings=self._settings, mails=self._mails, prefix=self.prefix,
            separator=self.separator))

    def start(self):
        # One that was killed leaves locks, and they keep the next one waiting for minutes.
        for each in (self.folder / "home").rglob("*.lock"):
            each.unlink()
        super().start()

    def command(self):
        return [self.root / "usr/sbin/dovecot", "-F", "-c", self.folder / "dovecot.conf"]

    def doveadm(self, *arguments):
        return subprocess.run(
            [self.root / "usr/bin/doveadm", "-c", self.folder / "dovecot.conf",
             *map(str, arguments)], env=self.environment(), capture_output=True, text=True,
            check=True, cwd=self.folder, timeout=60, **self.who()).stdout

    def kick(self, user=None):
        """Throws out whoever is connected as that user; those in the middle of a command, too."""
        subprocess.run([self.root / "usr/bin/doveadm", "-c", self.folder / "dovecot.conf", "kick",
                        user or self.user], env=self.environment(), capture_output=True,
                       cwd=self.folder, timeout=60, **self.who())

    def renumber(self, uid_validity, folder="INBOX"):
        """From now on another UIDVALIDITY."""
        self.doveadm("mailbox", "update", "-u", self.user, "--uid-validity", uid_validity, folder)

    def logins(self):
        """How often somebody was let in, and how often not."""
        log = self.log()
        return log.count("Login: user="), log.count("auth failed")


TOKENS = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = email
"""
BY_TOKEN = """
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/tokens.conf
}}
"""
SETTINGS = """
base_dir = {folder}/base
state_dir = {folder}/state
libexec_dir = {root}/usr/lib/dovecot
mail_plugin_dir = {root}/usr/lib/dovecot/modules
import_environment = TZ LD_PRELOAD LD_LIBRARY_PATH UNPACKED_PATHS
log_path = {folder}/dovecot.log
protocols = imap
listen = {addresses}
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_uid = {uid}
mail_gid = {gid}
mail_fsync = never
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{certificate.path}
ssl_key = <{certificate.key}
disable_plaintext_auth = yes
auth_failure_delay = 0
auth_mechanisms = {mechanisms}
imap_idle_notify_interval = 5 s
mail_location = {mails}
namespace inbox {{
  inbox = yes
  prefix = "{prefix}"
  separator = {separator}
}}
{passdb}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%n
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {clear}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 200
}}
{settings}
"""
