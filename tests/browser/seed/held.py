"""What cannot be read as a report, one mail for each reason that a mail alone can give."""
import gzip
import io
import zipfile

from mails import FAR, attached, message

AT = 1_795_000_000
XML_HEAD = (b"<feedback><report_metadata><org_name>o</org_name><email>a@o.example</email>"
            b"<report_id>held</report_id><date_range><begin>1794960000</begin><end>1795046399</end>"
            b"</date_range></report_metadata><policy_published><domain>example.com</domain><p>none</p>"
            b"</policy_published>")


def mail(number, octets, name, kind="application/gzip", subject=""):
    return message("Odd <odd@odd.example>", subject or f"Odd mail {number}", AT + number * 60,
                   [attached(octets, name, kind)])


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, octets in entries:
            archive.writestr(zipfile.ZipInfo(name), octets)
    return out.getvalue()


def encrypted():
    """A zip whose entry says that it is encrypted, in both of its heads."""
    octets = bytearray(zipped([("report.xml", b"<feedback/>" * 9)]))
    octets[6] |= 1
    octets[octets.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(octets)


def huge():
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        packed.write(b"<feedback>")
        for _ in range(80):
            packed.write(b" " * (1 << 20))
    return out.getvalue()


LARGE_FROM = "a@large.example"
LARGE_RECORDS = 4000


def large():
    """A sound report that takes more memory to read than a small limit allows, and less than the usual one."""
    record = (b"<record><row><source_ip>192.0.2.10</source_ip><count>3</count><policy_evaluated>"
              b"<disposition>none</disposition><dkim>pass</dkim><spf>pass</spf></policy_evaluated></row>"
              b"<identifiers><header_from>example.com</header_from></identifiers></record>")
    head = XML_HEAD.replace(b"a@o.example", LARGE_FROM.encode()).replace(b"<org_name>o<", b"<org_name>Large<")
    octets = head + record * LARGE_RECORDS + b"</feedback>"
    return mail(20, gzip.compress(octets, mtime=0), "m!example.com!1!2.xml.gz", subject="A large report")


def held_mails():
    """[(reason, octets)]"""
    gz = lambda octets: gzip.compress(octets, mtime=0)
    torn = bytearray(gz(XML_HEAD + b"</feedback>"))
    torn[10] |= 0x06  # a kind of block that there is not; RFC 1951 section 3.2.3
    yield "not_a_report", message(
        "Marketing <b>bold</b> <offer@odd.example>", "<img src=x onerror=alert(3)> \u202etxt.exe offer",
        AT, [("Content-Type: text/plain; charset=utf-8", "Buy now <script>alert(4)</script> \u202eevil")])
    yield "not_a_report", message("odd@odd.example", "long " * (FAR // 5), AT + 30,
                                  [("Content-Type: text/plain", "nothing")])
    yield "mime_broken", (b"From: odd@odd.example\nSubject: Report Domain: example.com\nMIME-Version: 1.0\n"
                          b'Content-Type: multipart/mixed; boundary="gone"\n\nno part at all\n')
    yield "bad_archive", mail(2, bytes(torn), "a!example.com!1!2.xml.gz")
    yield "archive_too_large", mail(3, huge(), "b!example.com!1!2.xml.gz")
    yield "too_many_files", mail(4, zipped([(f"{i}.xml", b"<a/>") for i in range(80)]),
                                 "c!example.com!1!2.zip", "application/zip")
    yield "encrypted", mail(5, encrypted(), "d!example.com!1!2.zip", "application/zip")
    yield "bad_xml", mail(6, gz(b'<?xml version="1.0"?><feedb'), "e.xml.gz")
    yield "missing_field", mail(7, gz(XML_HEAD.replace(b"<domain>example.com</domain>", b"")
                                      + b"</feedback>"), "f.xml.gz")
    yield "bad_value", mail(8, gz(XML_HEAD.replace(b"<domain>example.com", b"<domain>no domain!")
                                  + b"</feedback>"), "g.xml.gz")
    yield "unsupported_type", mail(9, b"7z\xbc\xaf\x27\x1c" + bytes(64), "h!example.com!1!2.7z",
                                   "application/x-7z-compressed")
    yield "empty", mail(10, b"", "i!example.com!1!2.xml", "text/xml")
    yield "placeholder_body", mail(11, b"unused", "j!example.com!1!2.xml", "text/xml")
    yield "too_deep", mail(12, gz(b"<feedback>" + b"<a>" * 300 + b"</a>" * 300 + b"</feedback>"),
                           "k!example.com!1!2.xml.gz")
    yield "too_many_elements", mail(13, gz(XML_HEAD + b"<a/>" * 4_000_000 + b"</feedback>"),
                                    "l!example.com!1!2.xml.gz")
