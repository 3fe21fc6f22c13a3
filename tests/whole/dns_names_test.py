"""Names of sources, from a real DNS server and from one that lies: they are looked up beside the
work, kept with their age, and believed only as far as they lead back to the address."""
import dns_servers
import reports
from dns_servers import A, AAAA, PTR, Nsd, ScriptedDns, name_octets, record
from support import Server, WholeTest, main, wait_until

ZONES = {
    "2.0.192.in-addr.arpa": ["1 PTR mail.example.net.", "2 PTR liar.example.net.",
                             "4 PTR gone.example.net.", "4 PTR second.example.net.",
                             "5 CNAME 5.0-127", "5.0-127 PTR delegated.example.net."],
    "8.b.d.0.1.0.0.2.ip6.arpa": [f"{'.'.join('1' + '0' * 23)} PTR six.example.net."],
    "example.net": ["mail A 192.0.2.1", "mail A 192.0.2.77", "liar A 192.0.2.99",
                    "second A 192.0.2.4", "delegated A 192.0.2.5", "six AAAA 2001:db8::1",
                    "ns A 127.0.0.1"],
}
KNOWN = {
    "192.0.2.1": ("mail.example.net", True),
    "192.0.2.2": ("liar.example.net", False),
    "192.0.2.3": (None, None),
    "192.0.2.4": ("second.example.net", True),
    "192.0.2.5": ("delegated.example.net", True),
    "2001:db8::1": ("six.example.net", True),
}


def mail_about(sources):
    rows = "".join(reports.record(0).replace(reports.address(0), each) for each in sources)
    return reports.mail((reports.head() + rows + reports.TAIL).encode(), "report.xml")


class DnsNames(WholeTest):
    def server(self, port, *sources, **settings):
        """Of a store that has mail from these sources, and asks the DNS server on that port."""
        mail = self.scratch / "mail.eml"
        mail.write_bytes(mail_about(sources))
        store = self.scratch / "sendpath.db"
        self.imported(mail, store=store)
        return Server(store, environment={
            "SENDPATH_DNS_ENABLED": "true", "SENDPATH_DNS_SERVERS": f"127.0.0.1:{port}",
            "SENDPATH_DNS_TIMEOUT": "1s", "SENDPATH_DNS_PER_SECOND": "1000", **settings})

    def names(self, server, count, seconds=60):
        """From address to name and confirmation, once so many were asked for."""
        def told():
            rows = server.api("sources", limit=100)
            known = {row["source_ip"]: (row["source_name"], row["source_name_confirmed"])
                     for row in rows if row["source_name_looked_up"] is not None}
            return known if len(known) >= count else None
        return wait_until(told, seconds, f"{count} names\n{server.log()}")

    def test_P1_of_all_sources_are_found_and_confirmed(self):
        with Nsd(ZONES) as dns, self.server(dns.port, *KNOWN) as server:
            self.assertEqual(self.names(server, len(KNOWN)), KNOWN)
            metrics = server.get("/metrics").body.decode()
            self.assertIn('sendpath_names_looked_up_total{outcome="confirmed"} 4\n', metrics)
            self.assertIn('sendpath_names_looked_up_total{outcome="unconfirmed"} 1\n', metrics)
            self.assertIn('sendpath_names_looked_up_total{outcome="none"} 1\n', metrics)
            record_row = server.api("records", ip="192.0.2.1")[0]
            self.assertEqual(record_row["source_name"], "mail.example.net")

    def test_P1_are_kept_over_a_new_start(self):
        def none(question):
            return question.answer(code=dns_servers.NO_SUCH_NAME)
        with Nsd(ZONES) as dns, self.server(dns.port, *KNOWN) as server:
            self.names(server, len(KNOWN))
        with ScriptedDns(none) as dns, self.server(dns.port, *KNOWN) as server:
            self.assertEqual(self.names(server, len(KNOWN)), KNOWN)
            self.assertEqual(dns.questions, [])

    def test_P2_of_a_liar_are_bounded_and_clean(self):
        """What a hostile server says of an address, and what is believed of it."""
        def many(question):
            return question.answer(*(record(PTR, name_octets(f"n{each}", "example", "net"))
                                     for each in range(12)))  # in 512 octets
        table = {
            "192.0.2.1": (lambda ask: ask.answer(record(PTR, name_octets(b"a\x00\x1b[31m", "net"))),
                          (None, None)),
            "192.0.2.2": (lambda ask: ask.answer(record(PTR, name_octets("a" * 63, *["b" * 60] * 3))),
                          ("a" * 63 + (".".join(["", *["b" * 60] * 3])), False)),
            "192.0.2.3": (lambda ask: ask.answer(record(PTR, b"\xc0\x0c"[:1])), (None, None)),
            "192.0.2.4": (lambda ask: ask.answer(record(PTR, b"\xc0\x2b")), (None, None)),  # a loop
            "192.0.2.5": (many, ("n0.example.net", False)),
            "192.0.2.6": (lambda ask: ask.answer(record(PTR, name_octets("192", "0", "2", "6"))),
                          (None, None)),
            "192.0.2.7": (lambda ask: [  # another's answer comes first
                bytes([ask.id[0] ^ 1]) + ask.answer()[1:],
                ask.answer(record(PTR, name_octets("true", "example", "net")))], ("true.example.net", False)),
            "192.0.2.8": (lambda ask: ask.answer(record(PTR, name_octets("\u202egnp.exe".encode(), "net"))),
                          (None, None)),
        }

        def say(question):
            if question.kind in (A, AAAA):
                return question.answer(record(A, bytes([192, 0, 2, 250])))
            if question.kind != PTR:
                return question.answer()
            last = question.name.split(".")[0]
            return table[f"192.0.2.{last}"][0](question)

        with ScriptedDns(say) as dns, self.server(dns.port, *table) as server:
            told = self.names(server, len(table))
            self.assertEqual(told, {address: each for address, (_, each) in table.items()})
            forward = [each for each in dns.questions
                       if each.kind == A and each.name.startswith("n")]
            self.assertLessEqual(len(forward), 10)

    def test_P3_that_nobody_answers_for_cost_nothing_else(self):
        table = {"silence": lambda question: None,
                 "failure": lambda question: question.answer(code=dns_servers.SERVER_FAILURE),
                 "truncated": lambda question: question.answer(truncated=True)}
        for name, say in table.items():
            with self.subTest(name), ScriptedDns(say) as dns, \
                    self.server(dns.port, "192.0.2.1", "192.0.2.2") as server:
                wait_until(lambda: dns.questions, 20, "it asks")
                rows = server.api("sources")
                self.assertEqual(len(rows), 2)
                self.assertEqual({row["source_name"] for row in rows}, {None})
                code, seconds = server.stop()
                self.assertEqual(code, 0)
                self.assertLess(seconds, 5)

    def test_P3_are_not_asked_for_where_it_is_switched_off(self):
        def none(question):
            return question.answer(code=dns_servers.NO_SUCH_NAME)
        with ScriptedDns(none) as dns, \
                self.server(dns.port, "192.0.2.1", SENDPATH_DNS_ENABLED="false") as server:
            self.assertEqual(len(server.api("sources")), 1)
            server.stop()
            self.assertEqual(dns.questions, [])


if __name__ == "__main__":
    dns_servers.needs_nsd()
    main()
