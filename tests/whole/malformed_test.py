"""R7: requests that are wrong in every way the OpenAPI document lets one think of are answered by a
problem document that names what is wrong; the server neither fails nor grows.

SENDPATH_WHOLE_REQUESTS says how many; a full run sends 10,000. SENDPATH_WHOLE_SEED is the first seed
of their dice: a request that failed is told with its own.
"""
import json
import os
import random
import socket
import urllib.parse

import contract
import reports
from support import Server, WholeTest, is_sanitized, main

REQUESTS = int(os.environ.get("SENDPATH_WHOLE_REQUESTS", "1000"))
SEED = int(os.environ.get("SENDPATH_WHOLE_SEED", "1"))
WARM = 300  # requests after which memory may grow no more
GROWTH = 24 * 2**20  # octets of caches that still fill

JUNK = ["", " ", "x", "-1", "0", "1e3", "NaN", "null", "true", "[]", "{}", "'", "\"", "../..", "%00",
        "1;DROP TABLE report", "9223372036854775808", "99999999999999999999999", "\u202e", "日本",
        "2026-13-01", "2026-02-30", "0000-00-00", "20260101", "-2026-01-01", "999.1.1.1", "1.2.3.4/33",
        "::/129", "::g", "a" * 1001, "é" * 600]
METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get", "PROPFIND"]
FIELDS = ["If-None-Match", "Accept", "Accept-Encoding", "Cookie", "Authorization", "X-Forwarded-For",
          "X-Request-Id", "Range", "Expect", "Origin", "Sec-Fetch-Site", "Content-Type", "Name",
          "X-CSRF-Token", "If-Modified-Since", "Upgrade", "Via"]
FIELD_JUNK = ["", ",", ";", "q=", "*;q=x", "\"", "W/", "W/\"", "Bearer", "Bearer ", "Bearer sp_",
              "Basic YTpi", "__Host-sendpath=", "=;=;=", "bytes=-1", "100-continue, x", "null",
              "cross-site", "text/csv;q=0", "gzip;q=1;q=0", "a" * 4000, "\x80\xff", "websocket"]


class Sent:
    """A request, and what its answer may be."""

    def __init__(self, octets, statuses, parameter=None, may_be_silent=False):
        self.octets = octets
        self.statuses = statuses
        self.parameter = parameter
        self.may_be_silent = may_be_silent


def request(method, target, fields=(), body=b"", length=True):
    head = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    head += [f"{name}: {value}" for name, value in fields]
    if body and length:
        head.append(f"Content-Length: {len(body)}")
    return "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + body


def quoted(value):
    return urllib.parse.quote(value, safe="")


class Dice:
    """Makes one request after the other from a seed."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self._all = contract.operations()
        self._reads = [each for each in self._all if each.method == "GET" and each.guarded]
        self._forms = [each for each in self._all if each.form is not None and each.guarded]
        self._kinds = [self.unknown_parameter, self.wrong_value, self.wrong_value, self.repeated,
                       self.broken_cursor, self.broken_escape, self.wrong_place, self.wrong_method,
                       self.body_where_none_belongs, self.no_json, self.wrong_member,
                       self.unknown_member, self.large_form, self.wrong_type, self.odd_field,
                       self.odd_head, self.sound]

    def next(self):
        return self._random.choice(self._kinds)()

    def _get(self, parameters, operation, statuses, parameter=None, suffix=""):
        query = operation.required() + parameters
        self._random.shuffle(query)
        text = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in query)
        target = operation.target() + suffix + ("?" + text if text else "")
        return Sent(request("GET", target), statuses, parameter)

    def _suffix(self, operation):
        return self._random.choice(["", "", ".csv", ".ndjson"]) if operation.is_list() else ""

    def unknown_parameter(self):
        operation = self._random.choice(self._reads)
        name = self._random.choice(["x", "Domain", "limits", "id", "日", "a b", "__proto__"])
        return self._get([(name, "1")], operation, {400}, name, self._suffix(operation))

    def _typed(self):
        """A read with a parameter of which we know what it takes."""
        while True:
            operation = self._random.choice(self._reads)
            if operation.query:
                return operation, self._random.choice(operation.query)

    def wrong_value(self):
        operation, parameter = self._typed()
        name, schema = parameter["name"], parameter["schema"]
        value = self._random.choice(JUNK)
        if schema.get("type") == "integer":
            value = self._random.choice(["", "x", "-1", "0", "1.5", "+1", "0x1", "1 ", "9" * 30])
        wrong = (schema.get("type") == "integer" or "enum" in schema or name == "ip" or
                 schema.get("format") == "date" or value == "" or len(value.encode()) > 1000)
        if "enum" in schema and value in schema["enum"]:
            wrong = False
        query = [(name, value)]
        operation_query = [each for each in operation.required() if each[0] != name]
        text = "&".join(f"{quoted(each)}={quoted(told)}" for each, told in operation_query + query)
        target = operation.target() + "?" + text
        # A text may be anything, and a path or a domain may not be there.
        statuses = {400} if wrong else {200, 400, 404}
        if "\x00" in value:
            return Sent(request("GET", target), {400})
        return Sent(request("GET", target), statuses, name if wrong else None)

    def repeated(self):
        operation, parameter = self._typed()
        if parameter["schema"].get("type") == "array":
            return self.unknown_parameter()
        value = parameter["schema"].get("enum", ["1"])[0]
        name = parameter["name"]
        text = f"{name}={value}&{name}={value}"
        return Sent(request("GET", operation.target() + "?" + text), {400})

    def broken_cursor(self):
        operation = self._random.choice([each for each in self._reads if any(
            parameter["name"] == "cursor" for parameter in each.query)])
        cursor = self._random.choice(["x", "0" * 16, "0" * 16 + "_1", "f" * 16 + "_-1_-2_3", "_", "a_b_c",
                                      "0123456789abcdef_" + "1_" * 200, "é", "%"])
        return self._get([("cursor", cursor)], operation, {400}, "cursor")

    def broken_escape(self):
        operation = self._random.choice(self._reads)
        query = self._random.choice(["%", "%1", "%zz", "a=%0", "domain=%00", "q=%0a", "a=b%7f"])
        return Sent(request("GET", operation.target() + "?" + query), {400})

    def wrong_place(self):
        path = self._random.choice(
            ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/paths", "/api/v1/paths/0",
             "/api/v1/paths/-1", "/api/v1/paths/x", "/api/v1/paths/9223372036854775808",
             "/api/v1/reports/1/", "/api/v1//paths", "/api/v1/paths/1/nothing", "/api/v1/held/x/raw",
             "/api/v1/domains/%2e%2e", "/api/v1/domains/a%2fb", "/api/v1/domains/" + "a" * 300,
             "/api/v1/overview.csv", "/api/v1/paths.xlsx", "/api/v1/../../etc/passwd"])
        return Sent(request("GET", path), {400, 404})

    def wrong_method(self):
        operation = self._random.choice(self._all)
        known = {each.method for each in self._all if each.path == operation.path}
        method = self._random.choice([each for each in METHODS if each not in known])
        return Sent(request(method, operation.target()), {400, 404, 405})

    def body_where_none_belongs(self):
        operation = self._random.choice(self._reads)
        return Sent(request("GET", operation.target(), body=b"{}"), {413})

    def _form(self, body, statuses, operation, parameter=None, kind="application/json"):
        return Sent(request(operation.method, operation.target(), [("Content-Type", kind)], body),
                    statuses, parameter)

    def no_json(self):
        body = self._random.choice([b"{", b"[]", b"1", b"null", b"\"x\"", b"{\"a\":}", b"\xff\xfe",
                                    b"[" * 5000, b"{\"a\":" * 1000, b"{}{}", b"{\"a\":\"\x80\"}"])
        return self._form(body, {400}, self._random.choice(self._forms))

    def wrong_member(self):
        operation = self._random.choice(self._forms)
        name = self._random.choice(sorted(operation.members()))
        value = self._random.choice([[], {}, True, 1.5, -1, 10**30, [[]], {"a": {"b": 1}}])
        if name == "paths" and value == -1:
            value = [-1]
        return self._form(json.dumps({name: value}).encode(), {400}, operation)

    def unknown_member(self):
        operation = self._random.choice(self._forms)
        return self._form(json.dumps({"nothing": 1}).encode(), {400}, operation)

    def large_form(self):
        body = json.dumps({"note": "a" * self._random.choice([17_000, 100_000])}).encode()
        return self._form(body, {413}, self._random.choice(self._forms))

    def wrong_type(self):
        kind = self._random.choice(["", "text/plain", "application/x-www-form-urlencoded", "json",
                                    "multipart/form-data; boundary=x", "application/jsonp"])
        return self._form(b"{}", {415}, self._random.choice(self._forms), kind=kind)

    def odd_field(self):
        operation = self._random.choice(self._reads)
        query = "&".join(f"{name}={value}" for name, value in operation.required())
        fields = [(self._random.choice(FIELDS), self._random.choice(FIELD_JUNK)) for _ in range(3)]
        return Sent(request("GET", operation.target() + ("?" + query if query else ""), fields),
                    {200, 304, 400, 404, 417})

    def odd_head(self):
        target = self._random.choice(self._reads).target()
        octets, statuses = self._random.choice([
            (f"GET {target} HTTP/1.1\r\n\r\n", {400}),
            (f"GET {target} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", {400}),
            (f"GET {target} HTTP/1.1\r\nHost: evil.example\r\n\r\n", {421}),
            (f"GET {target} HTTP/9.9\r\nHost: a\r\n\r\n", {400}),
            (f"GET {target}\r\n\r\n", {400}),
            (f"GET http://127.0.0.1{target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
            (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", {400}),
            (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", {400}),
            (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: x\r\n\r\n", {400, 413}),
            (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nX: {'a' * 17000}\r\n\r\n", {431}),
            (f"GET {target}?q={'a' * 17000} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {431}),
            (f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nNo colon\r\n\r\n", {400}),
            (f"GET {target}\x01 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", {400}),
            ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", {400}),
            ("\r\n\r\n\r\n\r\n", {400}),
            ("GET", {400}),
        ])
        return Sent(octets.encode("latin-1"), statuses, may_be_silent=True)

    def sound(self):
        operation = self._random.choice(self._reads)
        suffix = self._suffix(operation)
        return self._get([], operation, {200, 404}, suffix=suffix)


class Malformed(WholeTest):
    def answer_to(self, octets):
        """Status, fields and body; None where the server closed without a word."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as wire:
            try:
                wire.sendall(octets)
                wire.shutdown(socket.SHUT_WR)
            except OSError:  # it did not want to read all of it
                pass
            received = b""
            try:
                while more := wire.recv(1 << 16):
                    received += more
            except ConnectionResetError:
                pass
        if not received:
            return None
        head, _, body = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in
                  (line.partition(":") for line in lines[1:])}
        return int(lines[0].split()[1]), fields, body

    def judge(self, sent, answer):
        """What is wrong with an answer; empty when nothing is."""
        if answer is None:
            return "" if sent.may_be_silent else "no answer"
        status, fields, body = answer
        if status not in sent.statuses:
            return f"{status}, not one of {sorted(sent.statuses)}: {body[:300]!r}"
        if status < 400:
            return ""
        if fields.get("content-type") != "application/problem+json":
            return f"no problem document: {fields}"
        document = json.loads(body)
        if document["status"] != status or not document["detail"]:
            return f"a problem document of something else: {document}"
        if status == 405 and not fields.get("allow"):
            return "a 405 without Allow"
        if sent.parameter is not None and document.get("parameter") != sent.parameter:
            return f"does not name {sent.parameter}: {document}"
        return ""

    def test_wrong_requests_are_told_what_is_wrong_and_do_no_harm(self):
        store = self.scratch / "sendpath.db"
        with Server(store) as self.server:
            for number in range(1, 4):
                self.assertEqual(self.server.upload(reports.report_mail(number)).status, 201)
            self.server.upload(b"no report at all")
            before = self.server.page("overview")["data"]
            warm = wrong = 0
            for number in range(REQUESTS):
                sent = Dice(SEED + number).next()
                told = self.judge(sent, self.answer_to(sent.octets))
                if told:
                    wrong += 1
                    print(f"seed {SEED + number}: {sent.octets[:300]!r}\n    {told}")
                if number == min(WARM, REQUESTS // 2):
                    warm = self.server.memory()
            self.assertEqual(wrong, 0, "see above")
            grown = self.server.memory() - warm
            if not is_sanitized():
                self.assertLess(grown, GROWTH)
            self.assertEqual(self.server.page("overview")["data"], before)
            self.assertNotIn("mistake in this program", self.server.log())
            self.assertNotIn("did not answer:", self.server.log())
            print(f"{REQUESTS} requests; memory grew by {grown / 2**20:.1f} MiB")
        self.assert_whole(store)


if __name__ == "__main__":
    main()
