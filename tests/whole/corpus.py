"""Corpora with known totals, and the totals a server tells of them."""
import collections
import csv
import datetime
import json
import subprocess
import sys
import time

from support import MAKE_CORPUS

SUMS = ("messages", "pass", "dkim", "spf", "none", "quarantine", "reject")
API_SUMS = ("messages", "pass", "dkim_aligned", "spf_aligned", "none", "quarantine", "reject")
GROUPED = {"flows": False, "sheets": 0, "domains": 0}
SALVAGED = "salvage.example"  # odd reports that may be kept or held, so they have no truth

Corpus = collections.namedtuple("Corpus", "mails truth cube")


def make(folder, form, reports):
    """Makes a corpus of aggregate, failure and TLS reports in one of the forms of make_corpus."""
    subprocess.run(
        [sys.executable, MAKE_CORPUS, "--out", folder, "--format", form, "--reports", str(reports),
         "--failures", str(reports // 100), "--tls", str(reports // 50), "--index", "--cube"],
        check=True, stdout=subprocess.DEVNULL)
    return load(folder, form)


def load(folder, form):
    mails = {"eml-dir": "mails", "maildir": "maildir", "mbox": "corpus.mbox", "files": "files"}
    cube = collections.defaultdict(dict)
    with open(folder / "cube.tsv", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            sums = tuple(int(row[name]) for name in SUMS)
            cube[row["domain"], row["day"]][row["source_ip"]] = sums
    return Corpus(folder / mails[form], json.loads((folder / "truth.json").read_text()), cube)


def true_sums(counts):
    return tuple(counts[name] for name in SUMS)


def told_sums(counts):
    return tuple(counts[name] for name in API_SUMS)


def told_sources(rows):
    """Sums by address: the API has one row for each address and From domain."""
    sums = {}
    for row in rows:
        before = sums.get(row["source_ip"], (0,) * len(API_SUMS))
        sums[row["source_ip"]] = tuple(map(sum, zip(before, told_sums(row))))
    return sums


def middle_day(report):
    middle = (report["begin"] + report["end"]) // 2
    return datetime.datetime.fromtimestamp(middle, datetime.timezone.utc).date().isoformat()


def without_arrival(told):
    """What is told of paths, without their numbers and the examples that the first mail gave."""
    if isinstance(told, list):
        return [without_arrival(each) for each in told]
    if not isinstance(told, dict):
        return told
    return {name: without_arrival(value) for name, value in told.items()
            if name not in ("id", "path", "address")}


def by_text(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def await_grouping(server, seconds=60):
    """Until the writer has found a quiet moment for the senders that are worth a path by now."""
    end = time.monotonic() + seconds
    while (left := server.page("paths", limit=1)["meta"]["regrouping"]) != GROUPED:
        if time.monotonic() > end:
            raise AssertionError(f"still regrouping: {left}")
        time.sleep(0.05)


def everything_told(server):
    """All that a server tells of its store, apart from ids, times of arrival and duplicates."""
    await_grouping(server)
    overview = server.api("overview")
    del overview["duplicates"]
    # Paths of equal weight and changes of one day are in order of arrival.
    for name in ("fix_next", "changes"):
        overview[name] = by_text(without_arrival(overview[name]))

    def rows(path, *fields, **parameters):
        return sorted(json.dumps([row[field] for field in fields], sort_keys=True)
                      for row in server.api(path, limit=1000, **parameters))
    return {
        "overview": overview,
        "days": server.api("timeseries"),
        "sources": rows("sources", "source_ip", "domain", *API_SUMS, "first_day", "last_day"),
        "reports": rows("reports", "org_name", "report_id", "domain", "begin", "end", "records",
                        "messages", "failing", "state", "conflict", "warnings", "skipped"),
        "failures": rows("failure-reports", "arrived", "domain", "source_ip", "feedback_type"),
        "tls": rows("tls-reports", "organization", "report_id", "begin", "end", "domains",
                    "successful", "failed", "result_types"),
        "held": rows("held", "name", "reason", "part", "detail"),
    }
