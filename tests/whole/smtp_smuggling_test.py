"""T12: no form of an end of data but CR LF . CR LF ends a mail (S15), wherever it stands and however
it is cut into segments: each mail gets exactly one reply, and nothing behind such a form is ever
taken for a command."""
import reports
from sink import RECIPIENT, Sink, SinkTest
from smtp_client import Closed
from support import main

FORMS = {
    "LF.LF": b"\n.\n", "LF.CRLF": b"\n.\r\n", "CRLF.LF": b"\r\n.\n", "CR.CR": b"\r.\r",
    "CR.CRLF": b"\r.\r\n", "CRLF.CR": b"\r\n.\r", "LF.CR": b"\n.\r", "CR.LF": b"\r.\n",
    "CRCRLF.CRLF": b"\r\r\n.\r\n", "LFLF.CRLF": b"\n\n.\r\n", "LFCR.CRLF": b"\n\r.\r\n",
    "CRLF.CRCRLF": b"\r\n.\r\r\n", "CRLF.NUL": b"\r\n.\0", "CRLFNUL.CRLF": b"\r\n\0.\r\n",
    "CRLF.NULCRLF": b"\r\n.\0\r\n", "NULLF.LF": b"\0\n.\n", "CRNULLF.CRLF": b"\r\0\n.\r\n",
}
SMUGGLED_ID = "smuggled"
BEFORE = b"Subject: Report domain: example.com\r\n\r\n"
BODY = b"A line.\r\n"
END = b"\r\n.\r\n"


def smuggled():
    """What an attacker would have run as commands: a whole transaction of its own."""
    mail = reports.report_mail(666).replace(b"Report-ID: r666", SMUGGLED_ID.encode())
    return (b"MAIL FROM:<smuggler@reporter.example>\r\nRCPT TO:<%s>\r\nDATA\r\n%s"
            % (RECIPIENT.encode(), mail.replace(b"\n", b"\r\n")))


def positions(form):
    """The octets of DATA with the form at the very start, behind the header and within the body."""
    return {"at the start": form.removeprefix(b"\r\n") + smuggled() + END,
            "behind the header": BEFORE + form + smuggled() + END,
            "in the body": BEFORE + BODY * 2 + b"No line end" + form + smuggled() + END}


class SmtpSmuggling(SinkTest):
    def test_each_mail_gets_one_reply(self):
        cases = 0
        codes = {}
        with Sink(self.store) as sink:
            for name, form in FORMS.items():
                for place, octets in positions(form).items():
                    begins = octets.index(b"MAIL FROM") - len(form)
                    # Each octet boundary of the form and around it, and those of the true end.
                    splits = {None, *range(max(1, begins - 20), begins + len(form) + 30),
                              *range(len(octets) - 7, len(octets))}
                    for split in sorted(splits, key=lambda each: each or 0):
                        with self.subTest(form=name, place=place, split=split):
                            code = self.replies(sink, octets, split)
                            codes[name] = codes.get(name, set()) | {code}
                        cases += 1
            told = sink.digested()
            self.assertEqual(sink.api("overview")["reports"], 0, told)
            self.assertEqual(sink.get("/healthz").status, 200)
        print(f"\n  {cases} cases;", "; ".join(f"{name} {sorted(each)}"
                                                for name, each in codes.items()))
        self.assert_whole(self.store)

    def replies(self, sink, octets, split):
        """The code of the one reply to the mail; nothing but the answer to QUIT may follow it."""
        with sink.client() as client:
            self.assert_code(client.begin(RECIPIENT), 354)
            client.send(octets[:split])
            if split:
                client.send(octets[split:])
            told = client.reply()
            self.assertIn(told.code, (250, 550), str(told))
            try:
                client.send(b"QUIT\r\n")
                after = client.reply()
                self.assertEqual((told.code, after.code), (250, 221), str(after))
            except (Closed, OSError):
                self.assertEqual(told.code, 550, "closed, and nothing said that it would be")
            self.assertEqual(client.rest() if told.code == 250 else b"", b"")
            return told.code


if __name__ == "__main__":
    main()
