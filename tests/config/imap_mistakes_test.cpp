#include "config/mistakes.hpp"

namespace sendpath::config {
namespace {

constexpr const char* kNamed = "[[imap]]\nname = 'a'\nhost = 'b.example'\nuser = 'c'\n";

struct Row {
    const char* name;
    std::string text;
    const char* expected;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }
};

std::string with_password(const char* more) {
    return std::string(kNamed) + "password = 'hush'\n" + more;
}

std::string with_oauth(const char* more) {
    return std::string(kNamed) + "[imap.oauth]\nclient_id = 'id'\n" + more;
}

class ImapMistake : public testing::TestWithParam<Row> {};

TEST_P(ImapMistake, IsToldWithPlaceFieldAndWhatToDo) {
    EXPECT_EQ(mistakes(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, ImapMistake,
    testing::Values(
        Row{"UnknownKey", with_password("folder = 'INBOX'"),
            "t.toml:6: imap.folder: there is no such setting; did you mean imap.folders?"},
        Row{"UnknownKeyOfOAuth", with_oauth("clientsecret = 'x'"),
            "t.toml:7: imap.oauth.clientsecret: there is no such setting; did you mean "
            "imap.oauth.client_secret?"},
        Row{"SectionAsValue", "imap = 'imap.example.com'",
            "t.toml:1: imap: is a section; write [imap] and its settings below"},
        Row{"Host", "[[imap]]\nhost = 'imap.example.com:993'",
            "t.toml:2: imap.host: expected a host name, like \"imap.example.com\", found "
            "\"imap.example.com:993\""},
        Row{"Port", with_password("port = 65536"),
            "t.toml:6: imap.port: expected a whole number of 1 to 65535, found 65536"},
        Row{"Tls", with_password("tls = 'none'"),
            "t.toml:6: imap.tls: expected \"implicit\" or \"starttls\", found \"none\""},
        Row{"After", with_password("after = 'move'"),
            "t.toml:6: imap.after: expected \"file\", \"flag\", \"delete\" or \"leave\", found "
            "\"move\""},
        Row{"Preset", with_oauth("preset = 'yahoo'"),
            "t.toml:7: imap.oauth.preset: expected \"google\" or \"microsoft\", found \"yahoo\""},
        Row{"Tenant", with_oauth("tenant = 'a/b'"),
            "t.toml:7: imap.oauth.tenant: expected the id of a tenant, or a domain of its own, "
            "found \"a/b\""},
        Row{"NoFolder", with_password("folders = []"),
            "t.toml:6: imap.folders: expected names of folders, like [\"INBOX\"], found a list of "
            "0"},
        Row{"FolderOverTwoLines", with_password("folders = [\"a\\nb\"]"),
            "t.toml:6: imap.folders: expected names of folders, like [\"INBOX\"], found \"a\nb\""},
        Row{"FolderWithoutName", with_password("processed = ''"),
            "t.toml:6: imap.processed: expected the name of a folder, found \"\""},
        Row{"ShortFingerprint", with_password("fingerprint = 'AB:CD'"),
            "t.toml:6: imap.fingerprint: expected the SHA-256 of a certificate, 64 hex digits, "
            "found \"AB:CD\""},
        Row{"TokenUrlInClear", with_oauth("token_url = 'http://login.example.com/token'"),
            "t.toml:7: imap.oauth.token_url: expected https://, since secrets go there, found "
            "\"http://login.example.com/token\""},
        Row{"TokenUrl", with_oauth("token_url = 'login.example.com'"),
            "t.toml:7: imap.oauth.token_url: expected a URL, like "
            "\"https://login.example.com/oauth2/token\" (it is no URL), found "
            "\"login.example.com\""},
        Row{"PasswordThatIsNoText", std::string(kNamed) + "password = 12345",
            "t.toml:5: imap.password: expected a text in quotes, on one line and not empty"},
        Row{"TokenOverTwoLines", std::string(kNamed) + "token = \"12345\\n\"",
            "t.toml:5: imap.token: expected a text in quotes, on one line and not empty"},
        Row{"CommandForAShell", std::string(kNamed) + "token_command = 'get-token --key 12345'",
            "t.toml:5: imap.token_command: expected a program and its arguments, each a text of "
            "its own, like [\"/usr/local/bin/mail-token\", \"reports\"]; no shell reads it"},
        Row{"EmptyCommand", std::string(kNamed) + "token_command = []",
            "t.toml:5: imap.token_command: expected a program and its arguments, each a text of "
            "its own, like [\"/usr/local/bin/mail-token\", \"reports\"]; no shell reads it"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Together, ImapMistake,
    testing::Values(
        Row{"NoName", "[[imap]]\nhost = 'b.example'\nuser = 'c'\npassword = 'hush'",
            "t.toml:2: imap.name: the account needs a name, like \"reports\""},
        Row{"NoHost", "[[imap]]\nname = 'a'\nuser = 'c'\npassword = 'hush'",
            "t.toml:2: imap.host: the account needs the name of its server"},
        Row{"NoUserOfTheSecond",
            with_password("[[imap]]\nname = 'd'\nhost = 'b.example'\npassword = 'hush'"),
            "t.toml:7: imap.user: the account needs a user to log in as"},
        Row{"NameTwice",
            with_password(
                "[[imap]]\nhost = 'x.example'\nname = 'a'\nuser = 'c'\npassword = 'hush'"),
            "t.toml:8: imap.name: another account is called \"a\" already"},
        Row{"NoSecret", kNamed,
            "t.toml:2: imap.password_file: the account needs one of password_file, token_file, "
            "token_command and oauth to log in with"},
        Row{"TwoKindsOfSecret", with_password("token_file = 'x'"),
            "t.toml:2: imap.token: the account has a password already; log in by one of them"},
        Row{"PasswordAndCommand", with_password("token_command = ['x']"),
            "t.toml:6: imap.token_command: the account has a password already; log in by one of "
            "them"},
        Row{"PasswordInBothForms", with_password("password_file = 'x'"),
            "t.toml:5: imap.password: stands beside imap.password_file; set one of the two"},
        Row{"FolderTwice", with_password("folders = ['INBOX', 'a', 'inbox']"),
            "t.toml:6: imap.folders: has \"inbox\" twice"},
        Row{"ProcessedIsRead", with_password("folders = ['INBOX', 'DMARC/Processed']"),
            "t.toml:2: imap.processed: is among the folders that are read, so that its messages "
            "would go round in it"},
        Row{"FailedIsRead", with_password("after = 'delete'\nfailed = 'inbox'"),
            "t.toml:7: imap.failed: is among the folders that are read, so that its messages "
            "would go round in it"},
        Row{"FingerprintNotLookedAt",
            with_password("accept_any_certificate = true\nfingerprint = "
                          "'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'"),
            "t.toml:6: imap.accept_any_certificate: stands beside a fingerprint, which would then "
            "not be looked at; remove one of them"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OAuth, ImapMistake,
    testing::Values(
        Row{"GoogleWithoutConsent", with_oauth("preset = 'google'\nclient_secret = 's'"),
            "t.toml:2: imap.oauth.refresh_token_file: Google gives tokens for a mailbox against a "
            "refresh token alone"},
        Row{"GoogleWithoutSecret", with_oauth("preset = 'google'\nrefresh_token = 's'"),
            "t.toml:2: imap.oauth.client_secret_file: Google wants the client's secret, too"},
        Row{"MicrosoftWithoutTenant", with_oauth("preset = 'microsoft'\nclient_secret = 's'"),
            "t.toml:2: imap.oauth.tenant: without refresh_token the program logs in by its own "
            "name, and for that Microsoft wants to know the tenant: its id, or a domain of it"},
        Row{"MicrosoftOfEveryTenant",
            with_oauth("preset = 'microsoft'\nclient_secret = 's'\ntenant = 'common'"),
            "t.toml:9: imap.oauth.tenant: without refresh_token the program logs in by its own "
            "name, and for that Microsoft wants to know the tenant: its id, or a domain of it"},
        Row{"TenantOfNobody",
            with_oauth("token_url = 'https://a.example/'\nclient_secret = 's'\ntenant = 'x'"),
            "t.toml:9: imap.oauth.tenant: only the preset \"microsoft\" has tenants"},
        Row{"NoClient",
            std::string(kNamed) + "oauth = { preset = 'microsoft', refresh_token = 'r' }",
            "t.toml:2: imap.oauth.client_id: OAuth needs the id that the provider gave to the "
            "program"},
        Row{"NoSecretAtAll", with_oauth("token_url = 'https://a.example/'"),
            "t.toml:2: imap.oauth.refresh_token_file: OAuth needs a refresh token, or the "
            "client's secret to log in by the program's own name"},
        Row{"NoTokenUrl", with_oauth("client_secret = 's'"),
            "t.toml:2: imap.oauth.token_url: OAuth needs a preset, \"google\" or \"microsoft\", "
            "or the URL that gives tokens"},
        Row{"BothFormsOfARefreshToken",
            with_oauth("preset = 'microsoft'\nrefresh_token = 'r'\nrefresh_token_file = 'f'"),
            "t.toml:8: imap.oauth.refresh_token: stands beside imap.oauth.refresh_token_file; set "
            "one of the two"}),
    [](const auto& test) { return test.param.name; });

TEST(ImapMistakes, OfTheEnvironmentNameTheVariable) {
    EXPECT_EQ(mistakes(with_password(""), {{"SENDPATH_IMAP_POLL", "soon"}}).substr(0, 31),
              "SENDPATH_IMAP_POLL: imap.poll: ");
    EXPECT_EQ(mistakes(with_password("[[imap]]\nname = 'd'\nhost = 'b.example'\nuser = 'c'\n"
                                     "password = 'hush'"),
                       {{"SENDPATH_IMAP_PASSWORD", "louder"}}),
              "SENDPATH_IMAP_PASSWORD: imap.password: there are 2 accounts, and this names none of "
              "them; set it in the file, below the [[imap]] it belongs to");
}

TEST(ImapMistakes, AreNoneWhereNothingIsMoved) {
    for (const char* after : {"flag", "leave"})
        EXPECT_EQ(mistakes(with_password("folders = ['DMARC/Processed', 'DMARC/Failed']\nafter = "
                                         "'") +
                           after + "'"),
                  "");
    EXPECT_EQ(mistakes(with_password("folders = ['DMARC/Processed']\nafter = 'delete'")), "");
}

/// I5: whoever reads the log may not read the secret there.
TEST(ImapMistakes, NeverShowASecret) {
    const char* keys[] = {"password", "token", "token_command", "oauth.client_secret",
                          "oauth.refresh_token"};
    for (const std::string key : keys)
        for (const std::string value :
             {"1234567890", "['1234567890', 5]", "{ a = '1234567890' }", "\"1234567890\\n\"",
              "'1234567890 x\x01'", "'''1234567890\n'''"}) {
            const std::string told = mistakes(std::string(kNamed) + key + " = " + value);
            EXPECT_EQ(told.find("1234567890"), std::string::npos) << key << '\n' << told;
        }
}

class ImapLimit : public testing::TestWithParam<Bounds> {};

TEST_P(ImapLimit, HoldsOnBothSides) {
    const auto with = [](const std::string& value) {
        return with_password("") + GetParam().key + " = '" + value + "'";
    };
    expect_held(GetParam(), with);
}

INSTANTIATE_TEST_SUITE_P(Config, ImapLimit,
                         testing::Values(Bounds{"port", "0", "1", "65535", "65536"},
                                         Bounds{"poll", "0s", "1s", "24h", "86401s"},
                                         Bounds{"idle", "0s", "1s", "29min", "1741s"},  // I16
                                         Bounds{"response", "0s", "1s", "10min", "601s"},
                                         Bounds{"slice", "0s", "1s", "1h", "3601s"},
                                         Bounds{"connections", "0", "1", "4", "5"},  // I21
                                         Bounds{"mail_max", "65535", "64KiB", "1GiB",
                                                "1073741825"}),
                         [](const auto& test) { return test.param.key; });

}  // namespace
}  // namespace sendpath::config
