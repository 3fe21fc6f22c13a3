#include "config/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Result<Config> read(std::string text, Environment environment = {}) {
    return load({"t.toml", std::move(text), std::move(environment), {}});
}

constexpr const char* kLeast =
    "[[imap]]\nname = 'reports'\nhost = 'IMAP.example.com'\nuser = 'dmarc@example.com'\n"
    "password = 'hush'\n";

TEST(ImapConfig, OfNoAccountIsEmpty) {
    EXPECT_TRUE(read("")->imap.empty());
}

TEST(ImapConfig, HasDefaultsThatWork) {
    const Result<Config> config = read(kLeast);
    ASSERT_TRUE(config) << config.error().detail;
    ASSERT_EQ(config->imap.size(), 1U);
    const ImapAccount& account = config->imap[0];
    EXPECT_EQ(account.name, "reports");
    EXPECT_EQ(account.host, "imap.example.com");
    EXPECT_EQ(account.port, 993);  // I1
    EXPECT_FALSE(account.start_tls);
    EXPECT_EQ(account.user, "dmarc@example.com");
    EXPECT_EQ(account.password.text, "hush");
    EXPECT_FALSE(account.oauth);
    EXPECT_THAT(account.folders, ElementsAre("INBOX"));
    EXPECT_EQ(account.after, After::file);
    EXPECT_EQ(account.processed, "DMARC/Processed");
    EXPECT_EQ(account.failed, "DMARC/Failed");
    EXPECT_FALSE(account.accept_any_certificate);  // I2
    EXPECT_EQ(account.poll, 5min);                 // I18
    EXPECT_EQ(account.idle, 9min);                 // I16
    EXPECT_EQ(account.response, 30s);              // I19
    EXPECT_EQ(account.slice, 120s);                // I19
    EXPECT_EQ(account.connections, 4U);            // I21
    EXPECT_EQ(account.mail_max, 25U << 20U);       // I10
}

TEST(ImapConfig, IsReadWhole) {
    const Result<Config> config = read(R"(
        [[imap]]
        name = "own"
        host = "2001:DB8::1"
        port = 1143
        tls = "starttls"
        user = "reports"
        token_command = ["/usr/bin/get token", "--of", "a;b"]
        folders = ["INBOX", "Lists/DMARC, new"]
        after = "delete"
        processed = "Done"
        failed = "Odd"
        ca_file = "ca.pem"
        fingerprint = "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
        poll = "1min"
        idle = "29min"
        response = "10s"
        slice = "1min"
        connections = 1
        mail_max = "1MiB"
    )");
    ASSERT_TRUE(config) << config.error().detail;
    const ImapAccount& account = config->imap.at(0);
    EXPECT_EQ(account.host, "2001:db8::1");
    EXPECT_EQ(account.port, 1143);
    EXPECT_TRUE(account.start_tls);
    EXPECT_THAT(account.token_command, ElementsAre("/usr/bin/get token", "--of", "a;b"));
    EXPECT_THAT(account.folders, ElementsAre("INBOX", "Lists/DMARC, new"));
    EXPECT_EQ(account.after, After::remove);
    EXPECT_EQ(account.processed, "Done");
    EXPECT_EQ(account.failed, "Odd");
    EXPECT_EQ(account.ca_file, "ca.pem");
    EXPECT_EQ(account.fingerprint,
              "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    EXPECT_EQ(account.poll, 60s);
    EXPECT_EQ(account.idle, 29min);
    EXPECT_EQ(account.response, 10s);
    EXPECT_EQ(account.slice, 60s);
    EXPECT_EQ(account.connections, 1U);
    EXPECT_EQ(account.mail_max, 1U << 20U);
}

TEST(ImapConfig, KnowsTheUsualPortOfEachKindOfTls) {
    EXPECT_EQ(read(std::string(kLeast) + "tls = 'implicit'")->imap.at(0).port, 993);
    EXPECT_EQ(read(std::string(kLeast) + "tls = 'starttls'")->imap.at(0).port, 143);
    EXPECT_EQ(read(std::string(kLeast) + "tls = 'starttls'\nport = 993")->imap.at(0).port, 993);
}

TEST(ImapConfig, HasFourChoicesOfWhatComesAfter) {
    const std::pair<const char*, After> rows[] = {{"file", After::file},
                                                  {"flag", After::flag},
                                                  {"delete", After::remove},
                                                  {"leave", After::leave}};
    for (const auto& [word, expected] : rows)
        EXPECT_EQ(read(std::string(kLeast) + "after = '" + word + "'")->imap.at(0).after, expected);
}

TEST(ImapConfig, KeepsAccountsApart) {
    const Result<Config> config = read(R"(
        [[imap]]
        name = "one"
        host = "one.example"
        user = "a"
        password_file = "one.secret"
        [[imap]]
        name = "two"
        host = "two.example"
        user = "b"
        token_file = "two.secret"
        folders = ["Reports"]
        [[imap]]
        name = "three"
        host = "three.example"
        user = "c"
        [imap.oauth]
        token_url = "https://login.three.example/token"
        client_id = "id"
        client_secret_file = "three.secret"
    )");
    ASSERT_TRUE(config) << config.error().detail;
    ASSERT_EQ(config->imap.size(), 3U);
    EXPECT_EQ(config->imap[0].password.file_name, "one.secret");
    EXPECT_FALSE(config->imap[0].token.given());
    EXPECT_EQ(config->imap[1].token.file_name, "two.secret");
    EXPECT_FALSE(config->imap[1].password.given());
    EXPECT_THAT(config->imap[1].folders, ElementsAre("Reports"));
    ASSERT_TRUE(config->imap[2].oauth);
    EXPECT_EQ(config->imap[2].oauth->client_secret.file_name, "three.secret");
    EXPECT_FALSE(config->imap[1].oauth);
}

TEST(ImapConfig, OfOneAccountMayStandInSingleBracketsAndInTheEnvironment) {
    const Result<Config> config = read(
        "[imap]\nname = 'reports'\nhost = 'imap.example.com'\nuser = 'x'\n[imap.oauth]\n"
        "preset = 'google'\nclient_id = 'id'\n",
        {{"SENDPATH_IMAP_USER", "dmarc@example.com"},
         {"SENDPATH_IMAP_FOLDERS", "INBOX, Reports"},
         {"SENDPATH_IMAP_OAUTH_CLIENT_SECRET", "quiet"},
         {"SENDPATH_IMAP_OAUTH_REFRESH_TOKEN_FILE", "refresh.secret"}});
    ASSERT_TRUE(config) << config.error().detail;
    ASSERT_EQ(config->imap.size(), 1U);
    EXPECT_EQ(config->imap[0].user, "dmarc@example.com");
    EXPECT_THAT(config->imap[0].folders, ElementsAre("INBOX", "Reports"));
    EXPECT_EQ(config->imap[0].oauth->client_secret.text, "quiet");
    EXPECT_EQ(config->imap[0].oauth->refresh_token.file_name, "refresh.secret");
}

TEST(ImapConfig, OfOneAccountMayStandInTheEnvironmentAlone) {
    const Result<Config> config = read("", {{"SENDPATH_IMAP_NAME", "reports"},
                                            {"SENDPATH_IMAP_HOST", "imap.example.com"},
                                            {"SENDPATH_IMAP_USER", "dmarc@example.com"},
                                            {"SENDPATH_IMAP_PASSWORD_FILE", "/run/secrets/imap"}});
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->imap.at(0).password.file_name, "/run/secrets/imap");
}

struct Preset {
    const char* settings;
    const char* token_url;
    const char* scope;
};

TEST(ImapConfig, FillsInWhatAPresetSays) {
    const Preset rows[] = {
        {"preset = 'google', refresh_token = 'r'", "https://oauth2.googleapis.com/token",
         "https://mail.google.com/"},
        {"preset = 'microsoft', refresh_token = 'r'",
         "https://login.microsoftonline.com/common/oauth2/v2.0/token",
         "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"},
        {"preset = 'microsoft', refresh_token = 'r', tenant = 'organizations'",
         "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
         "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"},
        {"preset = 'microsoft', tenant = 'Example.com'",
         "https://login.microsoftonline.com/example.com/oauth2/v2.0/token",
         "https://outlook.office365.com/.default"},
        {"preset = 'microsoft', tenant = 'x.example', token_url = "
         "'https://login.partner.example/t'",
         "https://login.partner.example/t", "https://outlook.office365.com/.default"},
        {"preset = 'google', refresh_token = 'r', scope = 'mail'",
         "https://oauth2.googleapis.com/token", "mail"},
        {"token_url = 'http://127.0.0.1:8080/token'", "http://127.0.0.1:8080/token", ""},
        {"token_url = 'http://[::1]/token', scope = 'a b'", "http://[::1]/token", "a b"},
    };
    for (const Preset& row : rows) {
        const Result<Config> config = read(
            "[[imap]]\nname = 'a'\nhost = 'b.example'\nuser = 'c'\n"
            "oauth = { client_id = 'id', client_secret = 's', " +
            std::string(row.settings) + " }");
        ASSERT_TRUE(config) << row.settings << '\n' << config.error().detail;
        EXPECT_EQ(config->imap.at(0).oauth->token_url, row.token_url);
        EXPECT_EQ(config->imap.at(0).oauth->scope, row.scope);
    }
}

}  // namespace
}  // namespace sendpath::config
