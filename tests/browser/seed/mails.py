"""Aggregate reports in both formats, failure and TLS reports, and the mails around them."""
import base64
import email.utils
import gzip
import json
from xml.sax.saxutils import escape

DAY = 86_400
FAR = 10_000  # letters of a name that is too long for any page


def text(value):
    return escape(value)


class Reporter:
    def __init__(self, name, domain, is_9990=False, tells_results=True):
        self.name = name
        self.domain = domain
        self.is_9990 = is_9990
        self.tells_results = tells_results


REPORTERS = (
    Reporter("Receiver One", "one.example"),
    Reporter("北の郵便 <img src=x onerror=alert(1)> \u202eliam", "kita.example"),
    Reporter("Ninety Ninety", "ninety.example", is_9990=True),
    Reporter('=HYPERLINK("http://evil.example/","x")', "formula.example", tells_results=False),
    Reporter("<script>alert(2)</script> " + "long " * (FAR // 5), "far.example"),
)


def identifiers(story):
    envelope = story.spf[0][0] if story.spf else ""
    return (f"<identifiers><envelope_from>{text(envelope)}</envelope_from>"
            f"<header_from>{text(story.domain)}</header_from></identifiers>")


def auth_results(story, reporter):
    if not reporter.tells_results:
        return "<auth_results/>" if not reporter.is_9990 else ""
    out = "<auth_results>"
    for domain, selector, result in story.dkim:
        human = f"<human_result>{text(story.human)}</human_result>" if story.human else ""
        out += (f"<dkim><domain>{text(domain)}</domain><selector>{text(selector)}</selector>"
                f"<result>{result}</result>{human}</dkim>")
    for domain, result in story.spf:
        out += f"<spf><domain>{text(domain)}</domain><scope>mfrom</scope><result>{result}</result></spf>"
    return out + "</auth_results>"


def record(story, source, reporter):
    reason = ""
    if story.override:
        kind, comment = story.override
        reason = f"<reason><type>{kind}</type><comment>{text(comment)}</comment></reason>"
    result = {True: "pass", False: "fail"}
    # A pass has no other treatment than to be let through.
    disposition = "none" if story.passes or story.override else story.disposition or "none"
    return (f"<record><row><source_ip>{source}</source_ip><count>{story.count}</count>"
            f"<policy_evaluated><disposition>{disposition}</disposition>"
            f"<dkim>{result[story.dkim_aligned]}</dkim><spf>{result[story.spf_aligned]}</spf>"
            f"{reason}</policy_evaluated></row>{identifiers(story)}"
            f"{auth_results(story, reporter)}</record>\n")


def aggregate(reporter, policy, p, begin, records):
    end = begin + DAY - 1
    is_new = reporter.is_9990
    space = ' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"' if is_new else ""
    published = (f"<domain>{policy.domain}</domain><adkim>{policy.mode}</adkim>"
                 f"<aspf>{policy.mode}</aspf><p>{p}</p><sp>{p}</sp>")
    published += "<np>reject</np><testing>n</testing><discovery_method>treewalk</discovery_method>" \
        if is_new else "<pct>100</pct>"
    report_id = f"{begin}.{policy.domain}.<b>{reporter.domain}</b>"
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<feedback{space}><version>1.0</version><report_metadata>"
            f"<org_name>{text(reporter.name)}</org_name><email>dmarc@{reporter.domain}</email>"
            f"<report_id>{text(report_id)}</report_id><date_range><begin>{begin}</begin>"
            f"<end>{end}</end></date_range></report_metadata>\n"
            f"<policy_published>{published}</policy_published>\n{records}</feedback>\n").encode()


def message(sender, subject, at, parts, kind="mixed", more=""):
    """A mail of several parts, each a (header, body) of text."""
    lines = [f"From: {sender}", "To: dmarc@reports.example", f"Subject: {subject}",
             f"Date: {email.utils.formatdate(at)}", f"Message-ID: <{abs(hash_of(subject, at))}@mail.example>",
             "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="=b="']
    out = more + "\n".join(lines) + "\n\n"
    for header, body in parts:
        out += f"--=b=\n{header}\n\n{body}\n"
    return (out + "--=b=--\n").encode()


def hash_of(subject, at):
    """The same on every run, unlike hash()."""
    return int.from_bytes(base64.b16encode(f"{subject}{at}".encode())[-12:], "big")


def attached(octets, name, kind):
    header = (f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n"
              f'Content-Disposition: attachment; filename="{name}"')
    return header, base64.encodebytes(octets).decode()


def report_mail(reporter, domain, begin, xml):
    name = f"{reporter.domain}!{domain}!{begin}!{begin + DAY - 1}.xml.gz"
    return message(f"<dmarc@{reporter.domain}>", f"Report Domain: {domain} Submitter: {reporter.domain}",
                   begin + DAY + 3600, [attached(gzip.compress(xml, mtime=0), name, "application/gzip")])


def failure_mail(number, at, domain, source, failed, delivery, subject, results):
    feedback = (f"Feedback-Type: auth-failure\nUser-Agent: Seed/1.0\nVersion: 1\n"
                f"Original-Mail-From: <bounce-{number}@{domain}>\nOriginal-Rcpt-To: <reader{number}@one.example>\n"
                f"Arrival-Date: {email.utils.formatdate(at)}\nSource-IP: {source}\n"
                f"Reported-Domain: {domain}\nAuth-Failure: {failed}\n"
                f"Authentication-Results: mx.one.example; {results}\nIdentity-Alignment: none\n"
                f"Delivery-Result: {delivery}\n")
    original = (f"From: Ann Writer <writer{number}@{domain}>\nTo: reader{number}@one.example\n"
                f"Subject: {subject}\nDate: {email.utils.formatdate(at)}\n"
                f"Message-ID: <original-{number}@{domain}>\n")
    return message("DMARC <noreply@one.example>", f"FW: failure {number}", at + 60,
                   [("Content-Type: text/plain", "A message in your name failed."),
                    ("Content-Type: message/feedback-report", feedback),
                    ("Content-Type: text/rfc822-headers", original)],
                   'report; report-type="feedback-report"')


def tls_mail(number, midnight, domain, good, failures):
    """`failures` is [(result type, sessions, receiving host)]."""
    def iso(seconds):
        return email.utils.datetime.datetime.fromtimestamp(
            seconds, email.utils.datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    details = [{"result-type": kind, "sending-mta-ip": "198.18.0.25", "receiving-mx-hostname": host,
                "receiving-ip": "192.0.2.10", "failed-session-count": sessions,
                "additional-information": "<i>see the log</i>"} for kind, sessions, host in failures]
    report = {"organization-name": "Receiver One <b>", "contact-info": "tls@one.example",
              "date-range": {"start-datetime": iso(midnight), "end-datetime": iso(midnight + DAY - 1)},
              "report-id": f"tls-{number}@one.example",
              "policies": [{"policy": {"policy-type": "sts", "policy-domain": domain,
                                       "policy-string": ["version: STSv1", "mode: enforce", "mx: mx.example.com"],
                                       "mx-host": ["mx.example.com"]},
                            "summary": {"total-successful-session-count": good,
                                        "total-failure-session-count": sum(n for _, n, _ in failures)},
                            "failure-details": details}]}
    octets = gzip.compress(json.dumps(report).encode(), mtime=0)
    return message("<tls@one.example>", f"Report Domain: {domain} Submitter: one.example Report-ID: <tls-{number}@one.example>",
                   midnight + DAY + 7200, [attached(octets, f"one.example!{domain}!{number}.json.gz", "application/tlsrpt+gzip")],
                   'report; report-type="tlsrpt"')
