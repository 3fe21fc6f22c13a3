#include "config/load.hpp"

#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;

Result<Config> read(std::string text, Environment environment = {}) {
    return load({"t.toml", std::move(text), std::move(environment), {}});
}

/// "dmarc@b.example:rua,ruf,tls a@b.example:tls"
std::string recipients(const Config& config) {
    std::string out;
    for (const Recipient& each : config.smtp.recipients) {
        out += (out.empty() ? "" : " ") + each.local + '@' + each.domain.str() + ':';
        out += each.takes.rua ? "rua," : "";
        out += each.takes.ruf ? "ruf," : "";
        out += each.takes.tls ? "tls," : "";
        out.pop_back();
    }
    return out;
}

TEST(SmtpConfig, HasDefaultsThatWork) {
    const Result<Config> config = read("");
    ASSERT_TRUE(config);
    const Smtp& smtp = config->smtp;
    ASSERT_EQ(smtp.listen.size(), 1U);
    EXPECT_EQ(endpoint_text(smtp.listen[0]), "127.0.0.1:2525");
    EXPECT_EQ(smtp.sessions, 1'000U);              // S36
    EXPECT_EQ(smtp.sessions_per_address, 20U);     // S36
    EXPECT_EQ(smtp.connections_per_minute, 300U);  // S36
    EXPECT_EQ(smtp.mail_max, 25U << 20U);
    EXPECT_EQ(smtp.idle, 300s);             // S34
    EXPECT_EQ(smtp.idle_busy, 10s);         // S34
    EXPECT_EQ(smtp.greeting, 60s);          // S34
    EXPECT_EQ(smtp.session, 20min);         // S34
    EXPECT_EQ(smtp.data, 30min);            // S34
    EXPECT_EQ(smtp.data_rate, 500U);        // S35
    EXPECT_EQ(smtp.shutdown, 30s);          // S39
    EXPECT_EQ(smtp.early_talker_wait, 0s);  // S38
}

TEST(SmtpConfig, IsReadWhole) {
    const Result<Config> config = read(R"(
        domains = ["example.com"]
        [smtp]
        listen = ["0.0.0.0:25", "[::]:25"]
        hostname = "MX.example.com"
        recipients = ["DMARC@reports.example.com"]
        protocol = "lmtp"
        strict_line_ends = true
        require_tls = true
        proxy_from = ["10.0.0.0/8", "::1"]
        sessions = 10
        mail_max = "1MiB"
        idle = "1min"
        tls = { certificate = "c.pem", key = "k.pem", implicit_listen = ["0.0.0.0:465"] }
    )");
    ASSERT_TRUE(config) << config.error().detail;
    const Smtp& smtp = config->smtp;
    EXPECT_EQ(smtp.listen.size(), 2U);
    EXPECT_EQ(smtp.hostname.str(), "mx.example.com");
    EXPECT_EQ(recipients(*config), "dmarc@reports.example.com:rua,ruf,tls");
    EXPECT_TRUE(smtp.lmtp);
    EXPECT_TRUE(smtp.strict_line_ends);
    EXPECT_TRUE(smtp.require_tls);
    EXPECT_EQ(smtp.proxy_from.size(), 2U);
    EXPECT_EQ(smtp.sessions, 10U);
    EXPECT_EQ(smtp.mail_max, 1U << 20U);
    EXPECT_EQ(smtp.idle, 60s);
    EXPECT_EQ(smtp.tls.certificate, "c.pem");
    EXPECT_EQ(smtp.tls.key, "k.pem");
    EXPECT_EQ(endpoint_text(smtp.tls.implicit_listen.at(0)), "0.0.0.0:465");
}

TEST(SmtpConfig, TakesRecipientsAsTextsAsTablesOrBoth) {
    EXPECT_EQ(recipients(*read("[smtp]\nrecipients = ['a@b.example', 'c+d@e.example']")),
              "a@b.example:rua,ruf,tls c+d@e.example:rua,ruf,tls");
    EXPECT_EQ(recipients(*read("[smtp]\nrecipients = [\n'a@b.example',\n"
                               "{address = 'tls@b.example', takes = ['tls']},\n"
                               "{takes = ['rua', 'ruf'], address = 'x@b.example'}]")),
              "a@b.example:rua,ruf,tls tls@b.example:tls x@b.example:rua,ruf");
    EXPECT_EQ(recipients(*read("[[smtp.recipients]]\naddress = 'a@b.example'\n"
                               "[[smtp.recipients]]\naddress = 'c@b.example'\ntakes = ['ruf']\n")),
              "a@b.example:rua,ruf,tls c@b.example:ruf");
    EXPECT_EQ(recipients(*read("[smtp]\nrecipients = ['a@b.example']",
                               {{"SENDPATH_SMTP_RECIPIENTS", "x@y.example, z@y.example"}})),
              "x@y.example:rua,ruf,tls z@y.example:rua,ruf,tls");
}

TEST(SmtpConfig, MayHaveNoSinkAtAll) {
    EXPECT_TRUE(read("[smtp]\nlisten = []")->smtp.listen.empty());
}

struct Row {
    const char* name;
    const char* text;
    const char* expected;
};

class SmtpMistake : public testing::TestWithParam<Row> {};

TEST_P(SmtpMistake, IsToldWithPlaceFieldAndWhatWasExpected) {
    const Result<Config> config = read(GetParam().text);
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().detail, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Config, SmtpMistake,
    testing::Values(
        Row{"NoAddress", "[smtp]\nrecipients = ['dmarc']",
            "t.toml:2: smtp.recipients: expected an address, like \"dmarc@reports.example.com\", "
            "found \"dmarc\""},
        Row{"AddressLiteral", "[smtp]\nrecipients = ['dmarc@[192.0.2.1]']",
            "t.toml:2: smtp.recipients: expected an address, like \"dmarc@reports.example.com\", "
            "found \"dmarc@[192.0.2.1]\""},
        Row{"TakesNothing", "[[smtp.recipients]]\naddress = 'a@b.example'\ntakes = []",
            "t.toml:3: smtp.recipients.takes: expected some of [\"rua\", \"ruf\", \"tls\"], found "
            "a list of 0"},
        Row{"TakesUnknown", "[[smtp.recipients]]\naddress = 'a@b.example'\ntakes = ['arf']",
            "t.toml:3: smtp.recipients.takes: expected some of [\"rua\", \"ruf\", \"tls\"], found "
            "\"arf\""},
        Row{"TableWithoutAddress", "[[smtp.recipients]]\ntakes = ['ruf']",
            "smtp.recipients: a table of the list has no address"},
        Row{"TakesOutsideOfATable", "[smtp.recipients]\ntakes = ['ruf']",
            "t.toml:2: smtp.recipients.takes: stands in a table of the list smtp.recipients"},
        Row{"Protocol", "[smtp]\nprotocol = 'qmtp'",
            "t.toml:2: smtp.protocol: expected \"smtp\" or \"lmtp\", found \"qmtp\""},
        Row{"Network", "[smtp]\nproxy_from = ['10.0.0.0/33']",
            "t.toml:2: smtp.proxy_from: expected addresses or networks, like [\"10.0.0.0/8\", "
            "\"::1\"], found \"10.0.0.0/33\""},
        Row{"Flag", "[smtp]\nrequire_tls = 'maybe'",
            "t.toml:2: smtp.require_tls: expected true or false, found \"maybe\""},
        Row{"Time", "[smtp]\nidle = '0s'",
            "t.toml:2: smtp.idle: expected a time of 1s to 1h, like \"5min\", found \"0s\""},
        Row{"OpenWithoutRecipientsAndDomains", "[smtp]\nlisten = ['0.0.0.0:25']",
            "smtp.recipients: the sink can be reached from other machines, so it must be told "
            "which addresses take reports, like [\"dmarc@reports.example.com\"]\n"
            "domains: the SMTP sink can be reached from other machines, and anybody could send it "
            "reports of any domain; name those that are yours, like [\"example.com\"]"},
        Row{"LessMemoryThanOneMail", "[smtp]\nmemory_max = '1MiB'",
            "t.toml:2: smtp.memory_max: is less than smtp.mail_max, so that the largest mails "
            "could never be taken"},
        Row{"CertificateWithoutKey", "[smtp.tls]\ncertificate = 'c.pem'",
            "t.toml:2: smtp.tls.certificate: certificate and key go together; set both or none"},
        Row{"ImplicitTlsWithoutCertificate", "[smtp.tls]\nimplicit_listen = ['127.0.0.1:465']",
            "t.toml:2: smtp.tls.implicit_listen: TLS needs a certificate and a key"},
        Row{"RequiredTlsWithoutCertificate", "[smtp]\nrequire_tls = true",
            "t.toml:2: smtp.require_tls: TLS needs a certificate and a key"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace sendpath::config
