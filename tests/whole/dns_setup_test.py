"""What a real DNS server has of the records to publish: U5, and U1 where a record is merged with it."""
from dns_servers import Nsd, needs_nsd
from support import Server, WholeTest, main

OURS = "mailto:dmarc@reports.example.net"
OTHER = "mailto:other@example.org"
LONG = "v=DMARC1; p=none; rua=" + ",".join(f"mailto:address-number-{each}@example.org" for each in range(8))
ZONES = {
    "example.com": [f'_dmarc TXT "v=DMARC1; p=reject; rua={OURS}"',
                    f'_smtp._tls TXT "v=TLSRPTv1; rua={OURS}"'],
    "example.org": [f'_dmarc TXT "v=DMARC1; p=quarantine; sp=none; rua={OTHER}"',
                    '_smtp._tls TXT "v=spf1 -all"'],
    "long.example": ["_dmarc TXT " + " ".join(f'"{LONG[at:at + 100]}"' for at in range(0, len(LONG), 100))],
    "example.net": ['*._report._dmarc.reports TXT "v=DMARC1;"'],
}


class DnsSetup(WholeTest):
    def setUp(self):
        super().setUp()
        dns = self.enterContext(Nsd(ZONES))
        self.server = self.enterContext(Server(
            self.scratch / "sendpath.db",
            environment={"SENDPATH_DNS_ENABLED": "true", "SENDPATH_DNS_SERVERS": f"127.0.0.1:{dns.port}",
                         "SENDPATH_DNS_TIMEOUT": "2s"}))

    def records(self, domain):
        """From purpose to record, as they are found."""
        told = self.server.api("setup/dns", domain=domain, report=OURS.removeprefix("mailto:"), check=1)
        self.assertTrue(told["can_check"] and told["checked"])
        return {each["purpose"]: each for each in told["domains"][0]["records"]}

    def test_what_is_there_fits(self):
        records = self.records("example.com")
        self.assertEqual({purpose: each["published"]["state"] for purpose, each in records.items()},
                         {"policy": "fits", "authorization": "fits", "tls_reports": "fits"})
        self.assertEqual(records["authorization"]["name"],
                         "example.com._report._dmarc.reports.example.net")

    def test_what_is_there_is_merged_and_what_is_not_is_missing(self):
        records = self.records("example.org")
        policy = records["policy"]
        self.assertEqual((policy["published"]["state"], policy["merged"]), ("differs", "published"))
        self.assertEqual(policy["value"],
                         f"v=DMARC1; p=quarantine; sp=none; rua={OTHER},{OURS}")
        self.assertEqual(records["tls_reports"]["published"]["state"], "missing")
        self.assertEqual(records["tls_reports"]["published"]["values"], ["v=spf1 -all"])

    def test_a_record_of_several_strings_is_one(self):
        policy = self.records("long.example")["policy"]
        self.assertEqual(policy["published"]["values"], [LONG])
        self.assertEqual(policy["value"], f"{LONG},{OURS}")


if __name__ == "__main__":
    needs_nsd()
    main()
