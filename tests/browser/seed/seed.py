#!/usr/bin/env python3
"""Writes the mails that the browser tests look at, and what they must add up to.

    seed.py FOLDER        FOLDER/mails/*.eml and FOLDER/expected.json

All is written from the stories of this folder; the same octets each time. What is expected is
counted here, by plain sums over the stories, and never asked from the program.
"""
import collections
import datetime
import json
import pathlib
import sys

import held
import mails
import stories

END = 1_795_132_800  # 2026-11-20 00:00 UTC: the last day that is told of


def day(ago):
    return datetime.datetime.fromtimestamp(END - ago * mails.DAY, datetime.timezone.utc).date().isoformat()


def policy_on(policy, ago):
    """example.com was not so strict before; that is a change for the page to tell."""
    return "none" if policy.domain == stories.COM and ago > 20 else policy.p


def counts():
    return {"messages": 0, "fail": 0, "both": 0, "one": 0}


def add(into, story, messages):
    into["messages"] += messages
    kind = "both" if story.dkim_aligned and story.spf_aligned else "one" if story.passes else "fail"
    into[kind] += messages


def write_reports(folder, told):
    """One mail for each reporter, domain and day that has a record."""
    grouped = collections.defaultdict(list)
    for story in told:
        for ago in story.days:
            for number in story.reporters:
                grouped[ago, number, story.policy].append(story)
    # One report of the reporter whose name is far too long.
    grouped[2, 4, stories.COM] = [next(stories.own_servers())]
    for (ago, number, domain), seen in sorted(grouped.items(), reverse=True):
        reporter = mails.REPORTERS[number]
        begin = END - ago * mails.DAY
        records = "".join(mails.record(story, source, reporter) for story in seen for source in story.sources)
        xml = mails.aggregate(reporter, stories.POLICIES[domain], policy_on(stories.POLICIES[domain], ago),
                              begin, records)
        name = f"{89 - ago:02}-{number}-{domain}.eml"
        (folder / name).write_bytes(mails.report_mail(reporter, domain, begin, xml))
    return grouped


def sums(grouped):
    """Of the last thirty days and of all: totals, by domain, by path, by day."""
    out = {}
    for label, within in (("recent", 30), ("all", stories.DAYS)):
        total, domains = counts(), collections.defaultdict(counts)
        paths, days = collections.defaultdict(counts), collections.defaultdict(counts)
        for (ago, _, _), seen in grouped.items():
            if ago >= within:
                continue
            for story in seen:
                messages = story.count * len(story.sources)
                for into in (total, domains[story.domain], days[day(ago)], paths[story.domain, story.path]):
                    add(into, story, messages)
        out[label] = {"total": total, "domains": domains, "days": days,
                      "paths": [{"domain": domain, "path": path, **one} for (domain, path), one in paths.items()]}
    return out


def main():
    folder = pathlib.Path(sys.argv[1])
    below = folder / "mails"
    below.mkdir(parents=True, exist_ok=True)
    told = list(stories.all_stories())
    grouped = write_reports(below, told)
    wanted = sums(grouped)
    by_path = {(story.domain, story.path): story for story in told}
    for period in ("recent", "all"):
        for path in wanted[period]["paths"]:
            story = by_path[path["domain"], path["path"]]
            path |= {"reason": story.reason, "verdict": story.verdict, "source": story.sources[0],
                     "policy": story.policy}
    reasons = collections.Counter()
    for number, (reason, octets) in enumerate(held.held_mails()):
        reasons[reason] += 1
        (below / f"held-{number:02}-{reason}.eml").write_bytes(octets)
    (folder / "large.eml").write_bytes(held.large())
    failures = [
        ("dmarc", "reject", "Invoice <img src=x onerror=alert(5)>", "spf=fail; dmarc=fail"),
        ("spf", "delivered", "Monthly report", "spf=permerror; dmarc=fail"),
        ("signature", "spam", "Club news", "dkim=fail header.d=example.com; dmarc=fail"),
    ]
    for number, (failed, delivery, subject, results) in enumerate(failures):
        (below / f"failure-{number}.eml").write_bytes(mails.failure_mail(
            number, END - number * mails.DAY, stories.COM, "203.0.113.70", failed, delivery, subject, results))
    tls = [[], [("certificate-expired", 7, "mx.example.com")],
           [("starttls-not-supported", 3, "mx2.example.com"), ("sts-policy-fetch-error", 2, "mx.example.com")]]
    for number, found in enumerate(tls):
        (below / f"tls-{number}.eml").write_bytes(
            mails.tls_mail(number, END - number * mails.DAY, stories.COM, 100, found))
    expected = {"end": day(0), "first": day(stories.DAYS - 1), "reports": len(grouped), "failures": len(failures),
                "tls": len(tls), "held": reasons, "young": stories.NEW, "domains": list(stories.POLICIES), **wanted}
    (folder / "expected.json").write_text(json.dumps(expected, indent=1))


if __name__ == "__main__":
    main()
