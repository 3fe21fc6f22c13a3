#include "config/mistakes.hpp"

namespace sendpath::config {
namespace {

struct Row {
    const char* name;  // also the name of the test
    const char* text;
    const char* expected;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }
};

class Mistake : public testing::TestWithParam<Row> {};

TEST_P(Mistake, IsToldWithPlaceFieldAndWhatWasExpected) {
    EXPECT_EQ(mistakes(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Config, Mistake,
    testing::Values(
        Row{"UnknownKey", "\n[http]\nlisten_on = []",
            "t.toml:3: http.listen_on: there is no such setting; did you mean http.listen?"},
        Row{"UnknownSection", "[stoer]\npath = 'x'",
            "t.toml:2: stoer.path: there is no such setting; did you mean store.path?"},
        Row{"NothingNear", "colour = 'red'", "t.toml:1: colour: there is no such setting"},
        Row{"SectionAsValue", "http = 8080",
            "t.toml:1: http: is a section; write [http] and its settings below"},
        Row{"SectionTwice", "[[http]]\nbase_path = '/'",
            "t.toml:2: http.base_path: its section stands once, in single brackets"},
        Row{"Fraction", "[limits]\nxml_depth = 1.5",
            "t.toml:2: limits.xml_depth: no setting takes a fraction, a date or a time"},
        Row{"ListOfNumbers", "domains = [1]",
            "t.toml:1: domains: expected texts in quotes in the list"},
        Row{"Domain", "domains = ['exa mple.com']",
            "t.toml:1: domains: expected domain names, like [\"example.com\"], found \"exa "
            "mple.com\""},
        Row{"DomainNotInAscii", "domains = ['例え.jp']",
            "t.toml:1: domains: expected domain names in their xn-- form, found \"例え.jp\""},
        Row{"EmptyStore", "[store]\npath = ' '",
            "t.toml:2: store.path: expected the name of a file, found \" \""},
        Row{"ListenNowhere", "[http]\nlisten = []",
            "t.toml:2: http.listen: expected addresses with ports, like [\"127.0.0.1:8080\", "
            "\"[::1]:8080\"], found a list of 0"},
        Row{"ListenOnAName", "[http]\nlisten = ['localhost:80']",
            "t.toml:2: http.listen: expected addresses with ports, like [\"127.0.0.1:8080\", "
            "\"[::1]:8080\"] (no IP address before the port), found \"localhost:80\""},
        Row{"ListenTwice", "[http]\nlisten = ['127.0.0.1:80', '127.0.0.1:80']",
            "t.toml:2: http.listen: expected each address once, found \"127.0.0.1:80\""},
        Row{"BasePathNotFromTheRoot", "[http]\nbase_path = 'dmarc/'",
            "t.toml:2: http.base_path: expected a path that begins with /, like \"/dmarc/\", found "
            "\"dmarc/\""},
        Row{"BasePathThatClimbs", "[http]\nbase_path = '/a/../b'",
            "t.toml:2: http.base_path: expected a path that begins with /, like \"/dmarc/\", found "
            "\"/a/../b\""},
        Row{"SizeWithADoubtfulUnit", "[limits]\nmessage = '64MB'",
            "t.toml:2: limits.message: expected a size of 64KiB to 1GiB, like \"64MiB\" (the units "
            "of a size are B, KiB, MiB, GiB, TiB), found \"64MB\""},
        Row{"TimeWithoutUnit", "[retention]\nraw = 90",
            "t.toml:2: retention.raw: expected a time of 1d to 36500d, like \"90d\", or "
            "\"forever\" (a number needs one of the units s, min, h, d, w), found 90"},
        Row{"SwitchForACount", "[limits]\nxml_depth = true",
            "t.toml:2: limits.xml_depth: expected a whole number of 8 to 1000, found true"},
        Row{"HostWithAPort", "[http]\nhosts = ['reports.example.com:8080']",
            "t.toml:2: http.hosts: expected names or addresses without ports, like "
            "[\"reports.example.com\"], found \"reports.example.com:8080\""},
        Row{"ProxyThatIsNoNetwork", "[http]\nproxy_from = ['10.0.0.0/33']",
            "t.toml:2: http.proxy_from: expected addresses or networks, like [\"10.0.0.0/8\", "
            "\"::1\"], found \"10.0.0.0/33\""},
        Row{"ServerThatIsNoAddress", "[dns]\nservers = ['192.0.2.53', 'ns.example.com']",
            "t.toml:2: dns.servers: expected up to 8 addresses, like [\"192.0.2.53\", "
            "\"[2001:db8::53]:5353\"], found \"ns.example.com\""},
        Row{"ServerOnNoPort", "[dns]\nservers = ['192.0.2.53:0']",
            "t.toml:2: dns.servers: expected up to 8 addresses, like [\"192.0.2.53\", "
            "\"[2001:db8::53]:5353\"], found \"192.0.2.53:0\""},
        Row{"TooManyServers", "[dns]\nservers = '::1,::2,::3,::4,::5,::6,::7,::8,::9'",
            "t.toml:2: dns.servers: expected up to 8 addresses, like [\"192.0.2.53\", "
            "\"[2001:db8::53]:5353\"], found \"::1,::2,::3,::4,::5,::6,::7,::8,::9\""},
        Row{"NoQuestionASecond", "[dns]\nper_second = 0",
            "t.toml:2: dns.per_second: expected a whole number of 1 to 1000, found 0"},
        Row{"TooManyQuestions", "[dns]\nper_second = 1001",
            "t.toml:2: dns.per_second: expected a whole number of 1 to 1000, found 1001"},
        Row{"NoTimeForAnAnswer", "[dns]\ntimeout = '0s'",
            "t.toml:2: dns.timeout: expected a time of 1s to 30s, like \"5min\", found \"0s\""},
        Row{"TooLongForAnAnswer", "[dns]\ntimeout = '31s'",
            "t.toml:2: dns.timeout: expected a time of 1s to 30s, like \"5min\", found \"31s\""},
        Row{"TooManyRequests", "[http]\nrequests_per_minute = 1000001",
            "t.toml:2: http.requests_per_minute: expected a whole number of 0 to 1000000, found "
            "1000001"}),
    [](const auto& test) { return test.param.name; });

TEST(Mistakes, AreAllToldAtOnceInTheOrderOfTheirLines) {
    Sources sources{
        "t.toml", "[limits]\nxml_depth = 0\narchive_dept = 3\n[http]\nlisten = 1\n", {}, {}};
    sources.environment = {{"SENDPATH_STORE_PAHT", "x"}, {"SENDPATH_RETENTION_RAW", "soon"}};
    sources.flags = {{"http.listen", "--listen", std::string("8080"), std::nullopt}};
    const Result<Config> config = load(sources);
    ASSERT_FALSE(config);
    const std::string& all = config.error().detail;
    std::size_t at = 0;
    for (const char* start :
         {"t.toml:2: limits.xml_depth: ",
          "\nt.toml:3: limits.archive_dept: there is no such setting; did you mean "
          "limits.archive_depth?",
          "\nt.toml:5: http.listen: ",
          "\nSENDPATH_STORE_PAHT: there is no such setting; did you "
          "mean SENDPATH_STORE_PATH?",
          "\nSENDPATH_RETENTION_RAW: retention.raw: ", "\n--listen: http.listen: "}) {
        const std::size_t found = all.find(start);
        ASSERT_NE(found, std::string::npos) << start << " in\n" << all;
        EXPECT_GE(found, at) << start;
        at = found;
    }
    EXPECT_EQ(std::ranges::count(all, '\n'), 5);
}

TEST(Mistakes, InTheGrammarOfTheFileHaveTheirLine) {
    EXPECT_EQ(mistakes("domains = []\n[store\n").substr(0, 10), "t.toml:2: ");
    EXPECT_EQ(mistakes("[store]\npath = 'a'\npath = 'b'\n").substr(0, 10), "t.toml:3: ");
    EXPECT_NE(mistakes(std::string("a = \"\xff\"")), "");
}

TEST(Mistakes, AreNeverCrashesWhereverAFileIsCutOff) {
    const std::string text =
        "domains = [\"example.com\"]\n[http]\nlisten = [\"127.0.0.1:1\"]\n[[x]]\ny = {a = 1}\n";
    for (std::size_t size = 0; size <= text.size(); ++size) (void)mistakes(text.substr(0, size));
}

class Limit : public testing::TestWithParam<Bounds> {};

TEST_P(Limit, HoldsOnBothSides) {
    const auto with = [](const std::string& value) {
        const std::string key = GetParam().key;
        const std::size_t dot = key.find('.');
        return '[' + key.substr(0, dot) + "]\n" + key.substr(dot + 1) + " = '" + value + "'";
    };
    expect_held(GetParam(), with);
}

INSTANTIATE_TEST_SUITE_P(
    Config, Limit,
    testing::Values(Bounds{"limits.message", "65535", "64KiB", "1GiB", "1073741825"},
                    Bounds{"limits.unpacked", "65535", "64KiB", "1GiB", "1073741825"},
                    Bounds{"limits.archive_entries", "0", "1", "10000", "10001"},
                    Bounds{"limits.archive_depth", "0", "1", "16", "17"},
                    Bounds{"limits.xml_depth", "7", "8", "1000", "1001"},
                    Bounds{"limits.tree", "1048575", "1MiB", "4GiB", "4294967297"},
                    Bounds{"limits.mime_depth", "1", "2", "64", "65"},
                    Bounds{"limits.mime_parts", "1", "2", "10000", "10001"},
                    Bounds{"limits.header", "16383", "16KiB", "64MiB", "67108865"},
                    Bounds{"limits.header_fields", "49", "50", "100000", "100001"},
                    Bounds{"retention.raw", "86399s", "1d", "36500d", "36501d"},
                    Bounds{"retention.records", "86399s", "1d", "36500d", "36501d"},
                    Bounds{"retention.failure_samples", "86399s", "1d", "36500d", "36501d"}),
    [](const auto& test) {
        std::string name = test.param.key;
        std::ranges::replace(name, '.', '_');
        return name;
    });

}  // namespace
}  // namespace sendpath::config
