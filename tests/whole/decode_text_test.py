"""What `sendpath decode` prints for people, word for word, for one file of each kind."""
import textwrap

import reports
from support import WholeTest, main, run

FAILURE = b"""From: noreply@receiver.example
To: ruf@example.com
Subject: FW: hello
Date: Tue, 02 Jun 2026 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an authentication failure report.
--b
Content-Type: message/feedback-report

Feedback-Type: auth-failure
User-Agent: Receiver/1.0
Version: 1
Auth-Failure: dmarc
Identity-Alignment: none
Delivery-Result: reject
Source-IP: 198.18.0.9
Reported-Domain: example.com
Arrival-Date: Tue, 02 Jun 2026 08:59:58 +0000
Authentication-Results: mx.receiver.example; dmarc=fail header.from=example.com
Original-Mail-From: bounce@elsewhere.example

--b
Content-Type: text/rfc822-headers

From: boss@example.com
To: someone@receiver.example
Subject: hello
Message-ID: <1@elsewhere.example>
--b--
"""
TLS = b"""{"organization-name": "Receiver Inc.", "contact-info": "tls@receiver.example",
"report-id": "2026-06-01/example.com", "date-range": {
"start-datetime": "2026-06-01T00:00:00Z", "end-datetime": "2026-06-01T23:59:59Z"},
"policies": [{"policy": {"policy-type": "sts", "policy-domain": "example.com",
"policy-string": ["version: STSv1", "mode: enforce"], "mx-host": ["mx.example.com"]},
"summary": {"total-successful-session-count": 1234, "total-failure-session-count": 2},
"failure-details": [{"result-type": "certificate-expired", "sending-mta-ip": "198.18.0.1",
"receiving-mx-hostname": "mx.example.com", "failed-session-count": 2}]}]}
"""


class DecodeText(WholeTest):
    def printed(self, name, octets, text, code=0):
        path = self.scratch / name
        path.write_bytes(octets)
        ended = run("decode", path)
        self.assertEqual((ended.code, ended.err), (code, ""), ended)
        first, _, rest = ended.out.partition("\n")
        self.assertEqual(first, str(path))
        told = "\n".join(line.rstrip() for line in rest.splitlines())
        self.assertEqual(told.strip(), textwrap.dedent(text).strip())

    def test_an_aggregate_report(self):
        self.printed("report.eml", reports.report_mail(1), """
            DMARC aggregate report
              reporter   reporter.example <dmarc@reporter.example>
              report id  r1
              window     2026-06-02T00:00:00Z to 2026-06-02T23:59:59Z
              policy     example.com: p=reject sp=reject adkim=r aspf=r
              source                                   messages  done       DKIM  SPF   From                         raw results
              198.18.0.7                                      1  none       pass  pass  example.com                  SPF example.com pass, DKIM example.com (s1) pass
              198.18.0.8                                      2  none       pass  pass  example.com                  SPF example.com pass, DKIM example.com (s1) pass
            """)

    def test_a_failure_report(self):
        self.printed("failure.eml", FAILURE, """
            DMARC failure report
              about      example.com
              source     198.18.0.9
              arrived    Tue, 02 Jun 2026 08:59:58 +0000
              failure    dmarc
              delivery   reject
              results    mx.receiver.example; dmarc=fail header.from=example.com
              subject    hello
            """)

    def test_a_tls_report(self):
        self.printed("report.json", TLS, """
            SMTP TLS report
              reporter   Receiver Inc.
              report id  2026-06-01/example.com
              window     2026-06-01T00:00:00Z to 2026-06-01T23:59:59Z
              example.com                              sts                  1,234 sessions ok, 2 failed
                certificate-expired                  2  mx.example.com
            """)

    def test_something_held(self):
        self.printed("empty.xml", b"", """
            Held: empty: no octets
              There is nothing in it. Ask the reporter to send it again if it matters.
            """, code=1)


if __name__ == "__main__":
    main()
