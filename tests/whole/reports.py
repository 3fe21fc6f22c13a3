"""Makes aggregate reports, mails around them, archives and bombs: small code, no samples needed."""
import base64
import gzip
import io
import struct
import zipfile
import zlib

FIRST_DAY = 1_780_272_000  # 2026-06-01 00:00 UTC
DAY = 86_400
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<feedback>
<report_metadata><org_name>{org}</org_name><email>dmarc@{org}</email>
<report_id>{report_id}</report_id>
<date_range><begin>{begin}</begin><end>{end}</end></date_range></report_metadata>
<policy_published><domain>{domain}</domain><adkim>r</adkim><aspf>r</aspf><p>reject</p>
<sp>reject</sp><pct>100</pct></policy_published>
"""
RECORD = """<record><row><source_ip>{ip}</source_ip><count>{count}</count><policy_evaluated>
<disposition>{disposition}</disposition><dkim>{result}</dkim><spf>{result}</spf>
</policy_evaluated></row><identifiers><header_from>{domain}</header_from></identifiers>
<auth_results><dkim><domain>{domain}</domain><selector>s1</selector><result>{result}</result></dkim>
<spf><domain>{domain}</domain><result>{result}</result></spf></auth_results></record>
"""
TAIL = "</feedback>\n"


def address(number):
    """The reserved range 198.18.0.0/15 from its beginning, and over again."""
    number %= 1 << 17
    return f"198.{18 + (number >> 16)}.{number >> 8 & 255}.{number & 255}"


def head(number=0, domain="example.com", org="reporter.example"):
    """The report's own part, without records; different for each number."""
    begin = FIRST_DAY + number % 30 * DAY
    return HEAD.format(org=org, report_id=f"r{number}", begin=begin, end=begin + DAY - 1,
                       domain=domain)


def record(number, count=1, domain="example.com"):
    passes = number % 3 > 0
    return RECORD.format(ip=address(number), count=count, domain=domain,
                         disposition="none" if passes else "reject",
                         result="pass" if passes else "fail")


def aggregate(number=0, records=2, domain="example.com", org="reporter.example"):
    """A sound report; each record has one message more than the one before it."""
    return (head(number, domain, org)
            + "".join(record(number * 7 + i, i + 1, domain) for i in range(records))
            + TAIL).encode()


def mail(attachment, name="report.xml.gz", content_type="application/gzip", subject="Report",
         extra_headers=""):
    """A report mail of one attachment."""
    body = base64.encodebytes(attachment).decode()
    return (f"From: dmarc@reporter.example\nTo: rua@example.com\nSubject: {subject}\n"
            f"Date: Tue, 02 Jun 2026 00:10:00 +0000\nMessage-ID: <{name}@reporter.example>\n"
            f"{extra_headers}MIME-Version: 1.0\n"
            'Content-Type: multipart/mixed; boundary="b"\n\n'
            "--b\nContent-Type: text/plain\n\nSee the attachment.\n"
            f"--b\nContent-Type: {content_type}\nContent-Transfer-Encoding: base64\n"
            f'Content-Disposition: attachment; filename="{name}"\n\n{body}\n--b--\n').encode()


def report_mail(number=0, **about):
    return mail(gzip.compress(aggregate(number, **about), mtime=0),
                f"reporter.example!example.com!{number}.xml.gz", subject=f"Report-ID: r{number}")


def write_mails(folder, count, first=0, records=5):
    """Many mails, a hundred to a folder."""
    for number in range(first, first + count):
        below = folder / f"{number // 100:04}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:07}.eml").write_bytes(report_mail(number, records=records))
    return folder


def zipped(entries):
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return octets.getvalue()


def gzip_of_repeated(path, before, piece, times, after=b""):
    """Writes a gzip file of before + piece * times + after without ever holding that."""
    with gzip.GzipFile(path, "wb", compresslevel=6, mtime=0) as out:
        out.write(before)
        for _ in range(times):
            out.write(piece)
        out.write(after)


def zip_that_lies(content, claimed):
    """A zip whose only entry inflates to `content` and says it is `claimed` octets."""
    octets = bytearray(zipped([("report.xml", content)]))
    central = octets.rindex(b"PK\x01\x02")
    octets[22:26] = octets[central + 24:central + 28] = struct.pack("<I", claimed)
    return bytes(octets)


def zip_of_zeros(size):
    """A zip of one entry of that many NULs, made piece by piece."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(1 << 20)
    crc = 0
    data = b""
    for _ in range(size >> 20):
        data += squeeze.compress(piece)
        crc = zlib.crc32(piece, crc)
    data += squeeze.flush()
    name = b"report.xml"
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(data), size, len(name), 0)
    local = b"PK\x03\x04" + fields + name + data
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central),
                                         len(local), 0)
