#include "support/sample_month/story.hpp"

namespace sendpath::sample {
namespace {

constexpr std::size_t kCom = 0;
constexpr std::size_t kJp = 1;
constexpr std::size_t kOrg = 2;

/// The day on which somebody removed a key that was still in use.
constexpr int kKeyRemoved = 18;
constexpr int kWaveBegins = 10;
constexpr int kWaveEnds = 14;

std::vector<std::string> range(const std::string& network, int first, int count) {
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i) out.push_back(network + std::to_string(first + i));
    return out;
}

/// 120 addresses all over 100.64.0.0/10, as a botnet has them.
std::vector<std::string> scattered() {
    std::vector<std::string> out;
    for (int i = 0; i < 120; ++i)
        out.push_back("100." + std::to_string(64 + i * 37 % 64) + '.' +
                      std::to_string(i * 71 % 256) + '.' + std::to_string(1 + i * 53 % 254));
    return out;
}

void add_com(std::vector<Sender>& out) {
    out.push_back({"own mail server",
                   "healthy",
                   "passing",
                   kCom,
                   "example.com",
                   "example.com",
                   "pass",
                   {{"example.com", "mail2026", "pass"}},
                   true,
                   true,
                   {"192.0.2.10", "192.0.2.11", "2001:db8:1::25"},
                   900});
    out.push_back({"newsletter service, set up well",
                   "healthy",
                   "passing",
                   kCom,
                   "news.example.com",
                   "em.example.com",
                   "pass",
                   {{"example.com", "s1", "pass"}, {"sendgrid.net", "smtpapi", "pass"}},
                   true,
                   true,
                   range("198.51.100.", 20, 6),
                   420});
    out.push_back({"bulk service, not set up",
                   "unsure",
                   "ask_do_you_use",
                   kCom,
                   "example.com",
                   "eu-central-1.amazonses.com",
                   "pass",
                   {{"amazonses.com", "shh3fegwg5fppqsuzphvschd53n6ihuv", "pass"}},
                   false,
                   false,
                   range("198.51.100.", 60, 4),
                   90});
}

void add_help_desk(std::vector<Sender>& out) {
    const std::vector<std::string> desk = range("198.51.100.", 120, 3);
    out.push_back({"help desk, key removed",
                   "misconfigured",
                   "dkim_no_key",
                   kCom,
                   "example.com",
                   "bounce.desk.example",
                   "pass",
                   {{"example.com", "desk1", "pass"}},
                   false,
                   true,
                   desk,
                   120,
                   0,
                   kKeyRemoved - 1});
    out.push_back({"help desk, key removed",
                   "misconfigured",
                   "dkim_no_key",
                   kCom,
                   "example.com",
                   "bounce.desk.example",
                   "pass",
                   {{"example.com", "desk1", "permerror", "no key for signature"}},
                   false,
                   false,
                   desk,
                   120,
                   kKeyRemoved,
                   kDays - 1});
}

void add_strangers(std::vector<Sender>& out) {
    out.push_back({"spoofing wave",
                   "spoofed",
                   "unauthenticated",
                   kCom,
                   "example.com",
                   "example.com",
                   "fail",
                   {},
                   false,
                   false,
                   scattered(),
                   700,
                   kWaveBegins,
                   kWaveEnds});
    out.push_back({"unknown office machine",
                   "unsure",
                   "ask_is_it_yours",
                   kCom,
                   "example.com",
                   "printer.example.com",
                   "none",
                   {},
                   false,
                   false,
                   {"203.0.113.150"},
                   40});
}

void add_forwarders(std::vector<Sender>& out) {
    out.push_back({"alumni forwarder",
                   "forwarded",
                   "dkim_survived",
                   kCom,
                   "example.com",
                   "example.com",
                   "softfail",
                   {{"example.com", "mail2026", "pass"}},
                   false,
                   true,
                   {"203.0.113.70"},
                   60});
    out.push_back({"forwarder that rewrites senders",
                   "forwarded",
                   "dkim_survived",
                   kCom,
                   "example.com",
                   "alumni.lakeside-university.example",
                   "pass",
                   {{"example.com", "mail2026", "pass"}},
                   false,
                   true,
                   {"203.0.113.71"},
                   45});
}

void add_lists(std::vector<Sender>& out) {
    out.push_back({"gardening list",
                   "forwarded",
                   "override_mailing_list",
                   kCom,
                   "example.com",
                   "lists.gardening.example",
                   "pass",
                   {{"example.com", "mail2026", "fail", "body hash did not verify"},
                    {"lists.gardening.example", "list", "pass"}},
                   false,
                   false,
                   {"203.0.113.90"},
                   50,
                   0,
                   kDays - 1,
                   "mailing_list",
                   "sent through a list"});
    out.push_back({"list that changes the text",
                   "forwarded",
                   "signature_broken_in_transit",
                   kCom,
                   "example.com",
                   "chess-club.example",
                   "pass",
                   {{"example.com", "mail2026", "fail", "body hash did not verify"}},
                   false,
                   false,
                   {"203.0.113.91"},
                   40});
    out.push_back({"forwarder with ARC",
                   "forwarded",
                   "override_arc",
                   kCom,
                   "example.com",
                   "relay.choir.example",
                   "pass",
                   {{"example.com", "mail2026", "fail"}},
                   false,
                   false,
                   {"203.0.113.95"},
                   40,
                   0,
                   kDays - 1,
                   "local_policy",
                   "arc=pass as[1].d=choir.example as[1].s=arc1"});
}

void add_jp(std::vector<Sender>& out) {
    out.push_back({"own mail server",
                   "healthy",
                   "passing",
                   kJp,
                   "example.co.jp",
                   "example.co.jp",
                   "pass",
                   {{"example.co.jp", "k1", "pass"}},
                   true,
                   true,
                   {"192.0.2.80", "2001:db8:81::25"},
                   380});
    // The label is "example" in Japanese.
    out.push_back({"shop with a Japanese name",
                   "healthy",
                   "passing",
                   kJp,
                   "xn--r8jz45g.example.co.jp",
                   "xn--r8jz45g.example.co.jp",
                   "pass",
                   {{"xn--r8jz45g.example.co.jp", "shop", "pass"}},
                   true,
                   true,
                   {"192.0.2.82"},
                   60});
}

void add_jp_troubles(std::vector<Sender>& out) {
    out.push_back({"branch office, SPF with too many lookups",
                   "misconfigured",
                   "spf_permerror",
                   kJp,
                   "example.co.jp",
                   "example.co.jp",
                   "permerror",
                   {},
                   false,
                   false,
                   {"192.0.2.85"},
                   70});
    out.push_back({"campaign service, not set up",
                   "unsure",
                   "ask_do_you_use",
                   kJp,
                   "example.co.jp",
                   "em123.sendgrid.net",
                   "pass",
                   {{"sendgrid.net", "smtpapi", "pass"}},
                   false,
                   false,
                   range("198.51.100.", 200, 2),
                   80});
    const std::vector<std::string> flaky{"192.0.2.88"};
    out.push_back({"server that signs now and then",
                   "misconfigured",
                   "intermittent",
                   kJp,
                   "example.co.jp",
                   "web.hosting.example",
                   "pass",
                   {{"example.co.jp", "k1", "pass"}},
                   false,
                   true,
                   flaky,
                   50});
    out.push_back({"server that signs now and then",
                   "misconfigured",
                   "intermittent",
                   kJp,
                   "example.co.jp",
                   "web.hosting.example",
                   "pass",
                   {},
                   false,
                   false,
                   flaky,
                   30});
}

void add_org(std::vector<Sender>& out) {
    out.push_back({"own mail server",
                   "healthy",
                   "passing",
                   kOrg,
                   "example.org",
                   "example.org",
                   "pass",
                   {{"example.org", "2026a", "pass"}},
                   true,
                   true,
                   {"192.0.2.40"},
                   260});
    out.push_back({"members' letter, alignment too strict",
                   "misconfigured",
                   "strict_alignment_spf",
                   kOrg,
                   "example.org",
                   "letter.example.org",
                   "pass",
                   {{"letter.example.org", "l1", "pass"}},
                   false,
                   false,
                   {"192.0.2.41"},
                   80});
    out.push_back({"one persistent spoofer",
                   "spoofed",
                   "unauthenticated",
                   kOrg,
                   "example.org",
                   "example.org",
                   "fail",
                   {},
                   false,
                   false,
                   {"203.0.113.200"},
                   90,
                   3,
                   6});
}

}  // namespace

const std::vector<Policy>& policies() {
    static const std::vector<Policy> all{{"example.com", "quarantine", "quarantine", 'r', 'r'},
                                         {"example.co.jp", "none", "none", 'r', 'r'},
                                         {"example.org", "reject", "reject", 's', 's'}};
    return all;
}

const std::vector<Sender>& senders() {
    static const std::vector<Sender> all = [] {
        std::vector<Sender> out;
        add_com(out);
        add_help_desk(out);
        add_strangers(out);
        add_forwarders(out);
        add_lists(out);
        add_jp(out);
        add_jp_troubles(out);
        add_org(out);
        return out;
    }();
    return all;
}

}  // namespace sendpath::sample
