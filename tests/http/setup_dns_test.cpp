#include "dns/name_server.hpp"
#include "dns/questions.hpp"
#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using namespace std::chrono_literals;

constexpr const char* kTarget = "/api/v1/setup/dns?domain=example.com";

/// A store, the settings of a sink, and a name server of its own.
class SetupDns : public testing::Test {
protected:
    SetupDns() {
        store.services().setup = [this] { return state; };
        state.domains = {*model::DomainName::parse("example.com")};
        state.addresses = {{*analysis::ReportAddress::parse("d@r.example.net"), "smtp", {}}};
    }

    json::value data(const std::string& target = kTarget) { return store.json(target).at("data"); }

    /// The answer, with look-ups from `server`.
    json::value checked(const std::string& more = "") {
        dns::NameServer server(io);
        for (const auto& [name, text] : texts)
            server.put(name, dns::kTypeTxt, dns::strings({text}));
        if (silent) server.answers = [](const dns::Asked&) { return std::vector<std::string>(); };
        auto questions = dns::Resolver::open(
            io.get_executor(), {.addresses = {server.address()}, .timeout = 50ms, .tries = 1});
        store.services().questions = &*questions;
        http::Site site(store.services(), "/", "run");
        const std::string target = std::string(kTarget) + "&check=1" + more;
        const Answer answer = dns::run(io, site.respond({}, target));
        store.services().questions = nullptr;
        EXPECT_EQ(answer.status, 200U) << answer.body;
        return json::parse(answer.body).at("data");
    }
    static const json::value& record(const json::value& data, std::size_t place) {
        return data.at("domains").at(0).at("records").at(place);
    }
    static std::string state_of(const json::value& data, std::size_t place) {
        return std::string(record(data, place).at("published").at("state").as_string());
    }

    asio::io_context io;  // first: threads of the store's let go of it when they end
    test::SampleStore store;
    SetupState state;
    std::vector<std::pair<std::string, std::string>> texts;
    bool silent = false;
};

TEST_F(SetupDns, U1_HasTheRecordsOfTheSettings) {
    const json::value told = data("/api/v1/setup/dns");
    EXPECT_EQ(told.at("can_check"), false);
    EXPECT_EQ(told.at("domains").as_array().size(), 1U);
    EXPECT_EQ(record(told, 0).at("value"), "v=DMARC1; p=none; rua=mailto:d@r.example.net");
    EXPECT_EQ(record(told, 1).at("name"), "example.com._report._dmarc.r.example.net");
    EXPECT_EQ(record(told, 1).at("zone"), "example.net");
    EXPECT_EQ(record(told, 2).at("name"), "_smtp._tls.example.com");
    EXPECT_TRUE(record(told, 2).at("published").is_null());
    EXPECT_TRUE(told.at("sink").as_array().empty()) << "nobody else reaches it";
}

TEST_F(SetupDns, U2_NeedsNoAuthorizationInItsOwnOrganisation) {
    const json::value told = data(std::string(kTarget) + "&report=d@reports.example.com");
    ASSERT_EQ(told.at("domains").at(0).at("records").as_array().size(), 2U);
    EXPECT_EQ(told.at("report_addresses").at(0).at("origin"), "request");
}

TEST_F(SetupDns, U1_KeepsWhatIsInTheRecordThatIsGiven) {
    const json::value told = data(std::string(kTarget) +
                                  "&existing=v%3DDMARC1%3B%20p%3Dreject%3B%20"
                                  "rua%3Dmailto%3Aold%40example.com");
    EXPECT_EQ(record(told, 0).at("merged"), "given");
    EXPECT_EQ(record(told, 0).at("value"),
              "v=DMARC1; p=reject; rua=mailto:old@example.com,mailto:d@r.example.net");
    EXPECT_EQ(record(told, 0).at("tags").at(2).at("change"), "changed");
}

TEST_F(SetupDns, U3_LeadsMailToASinkThatOthersReach) {
    state.sink_host = *model::DomainName::parse("mx.example.net");
    const json::value open = data().at("sink");
    ASSERT_EQ(open.as_array().size(), 2U);
    EXPECT_EQ(open.at(0).at("zone_line"), "r.example.net. IN MX 10 mx.example.net.");
    EXPECT_EQ(open.at(1).at("to_be_filled"), true);
    state.sink_addresses = {*model::IpAddress::parse("192.0.2.1"),
                            *model::IpAddress::parse("2001:db8::1")};
    const json::value known = data().at("sink");
    ASSERT_EQ(known.as_array().size(), 3U);
    EXPECT_EQ(known.at(2).at("zone_line"), "mx.example.net. IN AAAA 2001:db8::1");
}

TEST_F(SetupDns, U5_TellsWhatIsPublished) {
    const std::string asks = "v=DMARC1; p=reject; rua=mailto:d@r.example.net";
    const std::string other = "v=DMARC1; p=reject; rua=mailto:old@example.com";
    const std::string dmarc = "_dmarc.example.com";
    struct Row {
        std::vector<std::pair<std::string, std::string>> texts;
        const char* state;
        std::string value;
    };
    const std::string fresh = "v=DMARC1; p=none; rua=mailto:d@r.example.net";
    const Row table[] = {
        {{{dmarc, asks}}, "fits", asks},
        {{{dmarc, "hello"}, {dmarc, asks}}, "fits", asks},
        {{{dmarc, other}}, "differs", other + ",mailto:d@r.example.net"},
        {{}, "missing", fresh},
        {{{dmarc, "v=spf1 -all"}}, "missing", fresh},
        {{{dmarc, asks}, {dmarc, other}}, "several", fresh},
    };
    for (const Row& row : table) {
        texts = row.texts;
        const json::value told = checked();
        EXPECT_EQ(state_of(told, 0), row.state) << row.value;
        EXPECT_EQ(record(told, 0).at("value").as_string(), row.value) << row.state;
        EXPECT_EQ(record(told, 0).at("published").at("values").as_array().size(), row.texts.size());
    }
}

TEST_F(SetupDns, U5_TellsWhetherTheReportsOfOthersAreWelcome) {
    EXPECT_EQ(state_of(checked(), 1), "missing");
    texts = {{"example.com._report._dmarc.r.example.net", "v=DMARC1"}};
    EXPECT_EQ(state_of(checked(), 1), "fits");
}

TEST_F(SetupDns, U5_WaitsForNobodyTwice) {
    silent = true;
    const json::value told = checked();
    for (std::size_t place = 0; place < 3; ++place) EXPECT_EQ(state_of(told, place), "no_answer");
    EXPECT_EQ(record(told, 0).at("value"), "v=DMARC1; p=none; rua=mailto:d@r.example.net");
}

TEST_F(SetupDns, U5_ShowsHostileTextsWithEscapes) {
    texts = {{"_dmarc.example.com", "v=DMARC1; \xe2\x80\xae\n"}};
    EXPECT_EQ(record(checked(), 0).at("published").at("values").at(0),
              "v=DMARC1; \\226\\128\\174\\010");
}

TEST_F(SetupDns, U1_NamesTheParameterThatIsWrong) {
    const std::pair<const char*, const char*> table[] = {
        {"?report=nobody", "report"},
        {"?report=", "report"},
        {"?existing=v%3DDMARC1", "existing"},  // of which domain
        {"?domain=example.com&existing=v%3Dspf1", "existing"},
        {"?domain=example.com&existing_tls=v%3DDMARC1", "existing_tls"},
        {"?domain=a.example&domain=b.example&check=1", "check"},
        {"?domain=example.com&check=1", "check"},  // look-ups are off
        {"?domain=example.com&check=yes", "check"},
        {"?domain=..", "domain"},
        {"?nonsense=1", "nonsense"},
    };
    for (const auto& [query, parameter] : table) {
        const Answer answer = store.get(std::string("/api/v1/setup/dns") + query);
        EXPECT_EQ(answer.status, 400U) << query;
        EXPECT_EQ(json::parse(answer.body).at("parameter"), parameter) << query;
    }
}

TEST_F(SetupDns, U1_IsOnlyRead) {
    Request request;
    request.method = "POST";
    EXPECT_EQ(store.ask(std::move(request), "/api/v1/setup/dns").status, 405U);
}

}  // namespace
}  // namespace sendpath::http
