"""Programs of others that send mail, each as a function that delivers one mail to a sink.

They come from Debian packages. Those that cannot be installed beside each other lie unpacked below
build/peers, where `./dev setup test` puts them. Each function takes the sink, the certificate it is
to trust, the file of the mail, and how to be private: None, "starttls" or "implicit"; it returns
the finished process.
"""
import os
import shutil
import subprocess
import sys

from sink import HOST, RECIPIENT
from support import ROOT, SKIPPED

UNPACKED = ROOT / "build" / "peers" / "root"
EXIM = UNPACKED / "usr/sbin/exim4"
NULLMAILER = UNPACKED / "usr/lib/nullmailer/smtp"
SMTP_SOURCE = UNPACKED / "usr/sbin/smtp-source"
SMTP_SINK = UNPACKED / "usr/sbin/smtp-sink"
POSTFIX_ENVIRONMENT = {**os.environ, "LD_LIBRARY_PATH": str(UNPACKED / "usr/lib/postfix")}

SENDER = "noreply@reporter.example"
LIMIT = 60  # seconds for one delivery
NOBODY = 65534  # who exim runs as when the test is root: it refuses to be root itself


def needs_peers():
    """Ends the test as skipped where they are not installed."""
    missing = [str(each) for each in (EXIM, NULLMAILER, SMTP_SOURCE, SMTP_SINK)
               if not each.exists()]
    missing += [each for each in ("swaks", "curl", "msmtp", "openssl") if not shutil.which(each)]
    if missing:
        print(f"skipped: not installed (./dev setup test does it): {', '.join(missing)}")
        sys.exit(SKIPPED)


def deliver(*command, **how):
    return subprocess.run([str(each) for each in command], stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, timeout=LIMIT, **how)


def port(sink, tls):
    return sink.smtps_port if tls == "implicit" else sink.smtp_port


def swaks(sink, certificate, mail, tls=None):
    how = {None: [], "starttls": ["-tls"], "implicit": ["-tlsc"]}[tls]
    verify = ["--tls-verify", "--tls-ca-path", certificate.path] if tls else []
    return deliver("swaks", "--server", f"127.0.0.1:{port(sink, tls)}", *how, *verify, "--from",
                   SENDER, "--to", RECIPIENT, "--data", f"@{mail}", "--helo", "swaks.example")


def swaks_pipelined(sink, certificate, mail, tls=None):
    how = ["-tls"] if tls else []
    return deliver("swaks", "--pipeline", "--server", f"127.0.0.1:{port(sink, tls)}", *how,
                   "--from", SENDER, "--to", RECIPIENT, "--data", f"@{mail}", "--helo",
                   "swaks.example")


def curl(sink, certificate, mail, tls=None):
    """It sends the lines of the file as they are: line feeds alone."""
    scheme = "smtps" if tls == "implicit" else "smtp"
    private = ["--ssl-reqd", "--cacert", certificate.path] if tls else []
    return deliver("curl", "-sS", *private, "--url",
                   f"{scheme}://127.0.0.1:{port(sink, tls)}/curl.example", "--mail-from", SENDER,
                   "--mail-rcpt", RECIPIENT, "--upload-file", mail)


def curl_crlf(sink, certificate, mail, tls=None):
    scheme = "smtps" if tls == "implicit" else "smtp"
    private = ["--ssl-reqd", "--cacert", certificate.path] if tls else []
    return deliver("curl", "-sS", "--crlf", *private, "--url",
                   f"{scheme}://127.0.0.1:{port(sink, tls)}/curl.example", "--mail-from", SENDER,
                   "--mail-rcpt", RECIPIENT, "--upload-file", mail)


def msmtp(sink, certificate, mail, tls=None):
    private = {None: ["--tls=off"], "starttls": ["--tls=on", "--tls-starttls=on"],
               "implicit": ["--tls=on", "--tls-starttls=off"]}[tls]
    with open(mail, "rb") as text:
        return deliver("msmtp", "--host=127.0.0.1", f"--port={port(sink, tls)}",
                       f"--from={SENDER}", *private, f"--tls-trust-file={certificate.path}",
                       RECIPIENT, stdin=text)


def nullmailer(sink, certificate, mail, tls=None):
    """Its program for the protocol, fed as nullmailer-send does it."""
    private = {None: [], "starttls": ["starttls"], "implicit": ["tls"]}[tls]
    options = ["host=127.0.0.1", f"port={port(sink, tls)}", *private,
               f"x509cafile={certificate.path}", "", ""]
    queued = mail.with_suffix(".queued")
    queued.write_bytes(f"{SENDER}\n{RECIPIENT}\n\n".encode() + mail.read_bytes())
    return deliver("sh", "-c", '"$0" 3<"$1"', NULLMAILER, queued, input="\n".join(options),
                   env={**os.environ, "HELOHOST": "nullmailer.example"})


def smtp_source(sink, certificate, mail, tls=None):
    """Postfix's load generator knows no TLS."""
    assert tls is None
    return deliver(SMTP_SOURCE, "-m", "1", "-s", "1", "-f", SENDER, "-t", RECIPIENT, "-F", mail,
                   f"inet:127.0.0.1:{sink.smtp_port}", env=POSTFIX_ENVIRONMENT)


def s_client(sink, certificate, mail, tls):
    """OpenSSL does the TLS, a script the dialogue, one reply at a time."""
    how = ["-starttls", "smtp"] if tls == "starttls" else []
    return deliver("bash", "-c", S_CLIENT_DIALOGUE, mail, SENDER, RECIPIENT, "openssl", "s_client",
                   "-quiet", "-verify_return_error", "-CAfile", certificate.path, *how,
                   "-connect", f"127.0.0.1:{port(sink, tls)}")


# With -starttls, s_client has read the banner and said EHLO itself.
S_CLIENT_DIALOGUE = r"""
coproc "${@:3}" 2>/dev/null
await() {
    while IFS= read -r -t 30 line <&"${COPROC[0]}"; do
        echo "$line"
        [[ $line == "$1 "* ]] && return
    done
    exit 1
}
tell() { printf '%s\r\n' "$1" >&"${COPROC[1]}"; }
[[ $* == *-starttls* ]] || await 220
tell 'EHLO s_client.example'; await 250
tell "MAIL FROM:<$1>"; await 250
tell "RCPT TO:<$2>"; await 250
tell DATA; await 354
sed 's/^\./../; s/$/\r/' <"$0" >&"${COPROC[1]}"
tell .; await 250
tell QUIT; await 221
"""


def exim(sink, certificate, mail, tls=None):
    """Queues the mail and delivers it at once. It looks its own user up, who need not exist here."""
    folder = mail.parent / "exim"
    folder.mkdir()
    user = NOBODY if os.geteuid() == 0 else os.geteuid()
    group = NOBODY if os.geteuid() == 0 else os.getegid()
    for each in (EXIM, certificate.path, mail):
        shutil.copy(each, folder / each.name)
    (folder / "passwd").write_text(f"Debian-exim:x:{user}:{group}::/:/bin/false\n")
    (folder / "group").write_text(f"Debian-exim:x:{group}:\n")
    (folder / "conf").write_text(EXIM_SETTINGS.format(
        folder=folder, user=user, group=group, port=port(sink, tls), host=HOST,
        certificate=folder / certificate.path.name,
        protocol="smtps" if tls == "implicit" else "smtp",
        require="*" if tls else "", avoid="" if tls else "*"))
    how = {}
    if os.geteuid() == 0:
        how = {"user": user, "group": group, "extra_groups": []}
        mail.parent.chmod(0o711)
        for each in (folder, *folder.iterdir()):
            os.chown(each, user, group)
    with open(mail, "rb") as text:
        ended = deliver(folder / EXIM.name, "-C", folder / "conf", "-odf", "-oi", "-f", SENDER,
                        RECIPIENT, stdin=text, cwd=folder, **how,
                        env={**os.environ, "LD_PRELOAD": "libnss_wrapper.so",
                             "NSS_WRAPPER_PASSWD": str(folder / "passwd"),
                             "NSS_WRAPPER_GROUP": str(folder / "group")})
    log = "".join(each.read_text() for each in sorted(folder.glob("*log")))
    ended.stdout += log
    ended.returncode = ended.returncode or int(" Completed" not in log)
    shutil.rmtree(folder)
    return ended


EXIM_SETTINGS = """
exim_path = {folder}/exim4
exim_user = {user}
exim_group = {group}
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
primary_hostname = exim.example
keep_environment = LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
no_local_from_check
disable_ipv6
begin routers
all:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = out
begin transports
out:
  driver = smtp
  port = {port}
  protocol = {protocol}
  allow_localhost
  hosts_require_tls = {require}
  hosts_avoid_tls = {avoid}
  tls_sni = {host}
  tls_verify_certificates = {certificate}
  tls_verify_hosts = {require}
  tls_verify_cert_hostnames =
begin retry
* * F,1h,1m
"""
