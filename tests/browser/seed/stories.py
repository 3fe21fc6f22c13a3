"""Who sends in the names of the seed's domains: each verdict and reason, and five hundred paths.

A story is one way of sending for some days. Several stories may be of one path; `path` tells them
apart. All numbers are counts of messages of one reporter on one day from one address.
"""
import dataclasses

DAYS = 90
YOUNG = 13  # days that the youngest domain has been reported of
RECENT = range(30)

COM, IDN, ORG, NEW = "example.com", "xn--r8jz45g.example", "example.org", "young.example"
ALL = (0, 1, 2)  # the reporters that see most senders; see reporters.py


@dataclasses.dataclass(frozen=True)
class Policy:
    domain: str
    p: str
    mode: str  # of adkim and aspf


POLICIES = {
    COM: Policy(COM, "quarantine", "r"),
    IDN: Policy(IDN, "none", "r"),
    ORG: Policy(ORG, "reject", "s"),
    NEW: Policy(NEW, "none", "r"),
}


@dataclasses.dataclass(frozen=True)
class Story:
    path: str           # name of the path, for people
    reason: str         # that the rules should find
    verdict: str
    policy: str         # the domain whose policy applies
    sources: tuple
    spf: tuple          # ((domain, result), ...)
    dkim: tuple         # ((domain, selector, result), ...)
    count: int
    dkim_aligned: bool = False
    spf_aligned: bool = False
    header_from: str = ""
    days: range = range(DAYS)  # days before the last
    reporters: tuple = ALL
    override: tuple = ()  # (type, comment)
    disposition: str = ""
    human: str = ""     # what the reporter adds to a DKIM result

    @property
    def passes(self):
        return self.dkim_aligned or self.spf_aligned

    @property
    def domain(self):
        return self.header_from or self.policy


VERDICTS = {
    "passing": "healthy",
    **dict.fromkeys(("dkim_survived", "override_mailing_list", "override_arc", "override_forwarder",
                     "signature_broken_in_transit"), "forwarded"),
    **dict.fromkeys(("strict_alignment_dkim", "strict_alignment_spf", "dkim_no_key",
                     "dkim_temperror", "dkim_signature_fails", "spf_permerror", "spf_temperror",
                     "service_domain_dkim", "service_domain_spf", "own_server_unauthenticated",
                     "intermittent"), "misconfigured"),
    **dict.fromkeys(("unauthenticated", "not_yours"), "spoofed"),
    **dict.fromkeys(("ask_do_you_use", "ask_is_it_yours", "reporters_disagree", "too_few",
                     "other"), "unsure"),
}


def story(path, reason, policy, sources, spf=(), dkim=(), count=10, **more):
    if isinstance(sources, str):
        sources = (sources,)
    return Story(path, reason, VERDICTS[reason], policy, tuple(sources), tuple(spf), tuple(dkim),
                 count, **more)


def own(domain):
    """SPF and a signature of the domain itself."""
    return [(domain, "pass")], [(domain, "key1", "pass")]


def own_servers():
    for policy, network in ((COM, "192.0.2"), (IDN, "192.0.3"), (ORG, "192.0.4"), (NEW, "192.0.5")):
        days = range(YOUNG) if policy == NEW else range(DAYS)
        yield story("own server", "passing", policy, (f"{network}.10", f"{network}.11"),
                    *own(policy), 150, dkim_aligned=True, spf_aligned=True, days=days)
    yield story("own server over IPv6", "passing", COM, "2001:db8:1::25", *own(COM), 40,
                dkim_aligned=True, spf_aligned=True)
    yield story("SPF alone", "passing", COM, "192.0.6.10", [(COM, "pass")], (), 30,
                spf_aligned=True)
    yield story("DKIM alone", "passing", COM, "192.0.7.10", [("host.example.net", "pass")],
                [(COM, "alone", "pass")], 30, dkim_aligned=True)
    # In the network of a server that passes, in a name that nobody set up.
    yield story("own server, forgotten name", "own_server_unauthenticated", COM, "192.0.2.12",
                [("scan.example.com", "none")], (), 12, header_from="scan.example.com")


def forwarders():
    yield story("alumni forwarder", "dkim_survived", COM, "203.0.113.70", [(COM, "softfail")],
                [(COM, "key1", "pass")], 20, dkim_aligned=True)
    broken = [(COM, "key1", "fail"), ("lists.example.net", "list", "pass")]
    yield story("gardening list", "override_mailing_list", COM, "203.0.114.90",
                [("lists.example.net", "pass")], broken, 15,
                override=("mailing_list", "a list \u202egnp.exe"), human="body hash did not verify")
    yield story("forwarder with ARC", "override_arc", COM, "203.0.115.95",
                [("relay.example.net", "pass")], [(COM, "key1", "fail")], 12,
                override=("local_policy", "arc=pass as[1].d=relay.example.net"))
    yield story("trusted forwarder", "override_forwarder", COM, "203.0.116.96",
                [("forward.example.net", "pass")], (), 12, override=("trusted_forwarder", ""))
    yield story("list that changes the text", "signature_broken_in_transit", COM, "203.0.117.91",
                [("chess.example.net", "pass")], [(COM, "key1", "fail")], 12)


def own_names():
    yield story("strict DKIM", "strict_alignment_dkim", ORG, "192.0.40.1",
                [("bounce.example.net", "pass")], [("mail.example.org", "m1", "pass")], 14)
    yield story("strict SPF", "strict_alignment_spf", ORG, "192.0.41.1",
                [("letter.example.org", "pass")], (), 13)
    yield story("key removed", "dkim_no_key", COM, "198.51.100.1", [("desk.example.net", "pass")],
                [(COM, "desk1", "permerror")], 16, human="no key for signature")
    yield story("key out of reach", "dkim_temperror", COM, "198.51.101.1",
                [("slow.example.net", "pass")], [(COM, "slow1", "temperror")], 9)
    yield story("signature never holds", "dkim_signature_fails", COM, "198.51.102.1",
                [("gate.example.net", "pass")], [(COM, "gate1", "fail")], 11)
    for name, reason, result, third in (("SPF broken", "spf_permerror", "permerror", 103),
                                        ("SPF out of reach", "spf_temperror", "temperror", 104)):
        address = f"198.51.{third}.1"
        selector = f"at{third}"
        yield story(name, reason, COM, address, [(COM, result)], (), 12)
        yield story(name, reason, COM, address, [(COM, result)], [(COM, selector, "pass")], 2,
                    dkim_aligned=True)
    yield story("signs now and then", "intermittent", IDN, "198.51.105.1",
                [("web.example.net", "none")], (), 9)
    yield story("signs now and then", "intermittent", IDN, "198.51.105.1",
                [("web.example.net", "none")], [(IDN, "web1", "pass")], 20, dkim_aligned=True)


def services():
    grid = ("sendgrid.net", "smtpapi", "pass")
    yield story("SendGrid, set up", "passing", COM, "198.51.106.1", [("em.example.com", "pass")],
                [(COM, "s1", "pass"), grid], 40, dkim_aligned=True, spf_aligned=True,
                header_from="news.example.com")
    yield story("SendGrid, not set up", "service_domain_dkim", COM, "198.51.106.2",
                [("em123.sendgrid.net", "pass")], [grid], 34)
    ses = ("amazonses.com", "224i4yxa5dv7c2xz3womw6peuasteono", "pass")
    yield story("Amazon SES, set up", "passing", COM, "198.51.107.1",
                [("bounce.shop.example.com", "pass")], [("shop.example.com", "ses1", "pass"), ses],
                30, dkim_aligned=True, spf_aligned=True, header_from="shop.example.com")
    yield story("Amazon SES, not set up", "service_domain_spf", COM, "198.51.107.2",
                [("eu-central-1.amazonses.com", "pass")], (), 18)
    yield story("Mailgun", "ask_do_you_use", IDN, "198.51.108.1", [("mailgun.org", "pass")],
                [("mailgun.org", "mg", "pass")], 15)
    yield story("Mailgun, hardly", "too_few", ORG, "198.51.108.2", [("mailgun.org", "pass")],
                [("mailgun.org", "mg", "pass")], 3, days=range(2, 4), reporters=(0,))


def doubtful():
    yield story("unknown office machine", "ask_is_it_yours", IDN, "203.0.118.150",
                [("printer.local.example", "none")], (), 13)
    yield story("contradicted", "reporters_disagree", IDN, "203.0.119.1", [(IDN, "pass")],
                [(IDN, "key1", "pass")], 12, days=range(1, 20))
    yield story("nothing told", "other", IDN, "203.0.120.1", (), (), 12, reporters=(3,))
    yield story("refused by the operator", "not_yours", IDN, "203.0.121.1", [(IDN, "fail")], (),
                10)
    yield story("set by the operator", "unauthenticated", ORG, "203.0.122.1", [(ORG, "fail")], (),
                12, disposition="reject", days=range(3, 20))
    yield story("spoofer", "unauthenticated", ORG, "203.0.123.200", [(ORG, "fail")], (), 30,
                disposition="reject", days=range(3, 7))


def many():
    """Paths of a few messages each, all within the last thirty days."""
    for i in range(200):
        yield story(f"branch {i}", "passing", COM, f"198.18.{i}.10", *own(COM), 12,
                    dkim_aligned=True, spf_aligned=True, days=range(i % 28 + 1, i % 28 + 2),
                    reporters=(i % 2,))
    for i in range(150):
        yield story(f"stranger {i}", "unauthenticated", COM, f"198.19.{i}.7", [(COM, "fail")],
                    [(f"mail.sender-{i}.example", "x", "pass")], 11,
                    days=range(i % 28 + 1, i % 28 + 2), reporters=(i % 2,),
                    disposition="quarantine")
    for i in range(120):
        yield story(f"bot {i}", "unauthenticated", COM, f"100.64.{i}.9", [(COM, "fail")], (), 10,
                    days=range(i % 28 + 1, i % 28 + 2), reporters=(0,), disposition="quarantine")
    # Too few to be told apart: one path for all of them.
    yield story("unknown sources", "unauthenticated", COM,
                tuple(f"100.100.{i}.{i % 200 + 1}" for i in range(250)), [(COM, "fail")], (), 1,
                days=range(12, 13), reporters=(0,), disposition="quarantine")


def all_stories():
    for part in (own_servers, forwarders, own_names, services, doubtful, many):
        yield from part()
