#include "http/route.hpp"

#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using model::DkimResult;
using model::Evaluated;
using model::SpfResult;
using test::MadeRecord;
using test::SampleStore;

MadeRecord own_server() {
    return {.source = "192.0.2.1",
            .messages = 10,
            .dkim = Evaluated::pass,
            .spf = Evaluated::pass,
            .dkim_domain = "example.com",
            .spf_domain = "example.com",
            .spf_result = SpfResult::pass};
}

MadeRecord bulk_sender() {
    return {.source = "2001:db8::25",
            .messages = 7,
            .disposition = model::Disposition::quarantine,
            .header_from = "news.example.com",
            .dkim_domain = "esp.example.net",
            .spf_domain = "esp.example.net",
            .spf_result = SpfResult::pass,
            .bounces = false};
}

/// Two days, two reporters, two organisations.
class Routes : public testing::Test {
protected:
    Routes() {
        store.add({.id = "r1", .p = "quarantine", .records = {own_server(), bulk_sender()}});
        store.add({.id = "r2",
                   .org = "Receiver Two",
                   .day = test::kNewYear + 1,
                   .p = "quarantine",
                   .records = {own_server()}});
        MadeRecord other = own_server();
        other.header_from = "example.net";
        store.add({.id = "r3", .domain = "example.net", .records = {other}});
    }

    SampleStore store;
};

std::string text(const json::value& value) {
    return json::serialize(value);
}

TEST_F(Routes, OverviewCountsMessagesByOutcome) {
    const json::value answer = store.json("/api/v1/overview");
    const json::object& data = answer.at("data").as_object();
    EXPECT_EQ(data.at("messages"), 37);
    EXPECT_EQ(data.at("pass"), 30);
    EXPECT_EQ(data.at("fail"), 7);
    EXPECT_EQ(data.at("both_aligned"), 30);
    EXPECT_EQ(data.at("none"), 30);
    EXPECT_EQ(data.at("quarantine"), 7);
    EXPECT_EQ(data.at("reports"), 3);
    EXPECT_EQ(data.at("records"), 4);
    EXPECT_EQ(data.at("reporters"), 2);
    const json::array& domains = data.at("domains").as_array();
    ASSERT_EQ(domains.size(), 3U);
    EXPECT_EQ(domains[0].at("domain"), "example.com");
    EXPECT_EQ(domains[0].at("messages"), 20);
    EXPECT_EQ(domains[0].at("policy").at("p"), "quarantine");
    EXPECT_EQ(text(answer.at("meta").at("from")), "null");
    EXPECT_EQ(answer.at("meta").at("first_day"), "2026-01-01");
    EXPECT_EQ(answer.at("meta").at("data_through"), "2026-01-02");
    EXPECT_GT(answer.at("meta").at("generation").to_number<int>(), 0);
}

TEST_F(Routes, ADomainStandsForAllBelowIt) {
    EXPECT_EQ(store.json("/api/v1/overview?domain=example.com").at("data").at("messages"), 27);
    EXPECT_EQ(store.json("/api/v1/overview?domain=news.example.com").at("data").at("messages"), 7);
    EXPECT_EQ(store.json("/api/v1/overview?domain=example.net&domain=news.example.com")
                  .at("data")
                  .at("messages"),
              17);
    EXPECT_EQ(store.json("/api/v1/overview?domain=nowhere.example").at("data").at("messages"), 0);
}

TEST_F(Routes, TimeseriesHasTheDaysWithDataInOrder) {
    const json::value answer = store.json("/api/v1/timeseries?domain=example.com");
    const json::array& data = answer.at("data").as_array();
    ASSERT_EQ(data.size(), 2U);
    EXPECT_EQ(data[0].at("day"), "2026-01-01");
    EXPECT_EQ(data[0].at("messages"), 17);
    EXPECT_EQ(data[1].at("day"), "2026-01-02");
    EXPECT_EQ(data[1].at("messages"), 10);
    EXPECT_EQ(text(answer.at("page").at("next_cursor")), "null");
    const json::value later = store.json("/api/v1/timeseries?from=2026-01-02&to=2026-01-02");
    EXPECT_EQ(later.at("data").as_array().size(), 1U);
    EXPECT_EQ(later.at("meta").at("from"), "2026-01-02");
    EXPECT_EQ(later.at("meta").at("first_day"), "2026-01-01") << "whatever from and to say";
}

TEST_F(Routes, SourcesComeFailingFirstWithTheirCauses) {
    const json::array data = store.json("/api/v1/sources").at("data").as_array();
    ASSERT_EQ(data.size(), 3U);
    EXPECT_EQ(data[0].at("source_ip"), "2001:db8::25");
    EXPECT_EQ(data[0].at("domain"), "news.example.com");
    EXPECT_EQ(data[0].at("fail"), 7);
    EXPECT_EQ(text(data[0].at("causes")),
              R"([{"class":"unaligned","spf":"unaligned","dkim":"unaligned","messages":7,)"
              R"("spf_domains":["esp.example.net"],"spf_results":["pass"],)"
              R"("dkim_domains":["esp.example.net"],"dkim_selectors":["s1"],)"
              R"("dkim_results":["pass"],"override_reasons":[]}])");
    EXPECT_EQ(data[1].at("causes").at(0).at("class"), "aligned_both");

    EXPECT_EQ(store.json("/api/v1/sources?result=fail").at("data").as_array().size(), 1U);
    EXPECT_EQ(store.json("/api/v1/sources?result=pass").at("data").as_array().size(), 2U);
    EXPECT_EQ(store.json("/api/v1/sources?ip=2001:db8:0::25").at("data").as_array().size(), 1U);
    EXPECT_EQ(store.json("/api/v1/sources?sort=messages").at("data").at(0).at("messages"), 20);
}

TEST_F(Routes, RecordsTellTheReportersVerdictAndOurs) {
    const json::value answer = store.json("/api/v1/records?result=fail");
    EXPECT_EQ(answer.at("meta").at("records"), 1);
    EXPECT_EQ(answer.at("meta").at("messages"), 7);
    const json::object& record = answer.at("data").at(0).as_object();
    EXPECT_EQ(record.at("reporter"), "Receiver One");
    EXPECT_EQ(record.at("policy_domain"), "example.com");
    EXPECT_EQ(record.at("header_from"), "news.example.com");
    EXPECT_EQ(record.at("disposition"), "quarantine");
    EXPECT_EQ(record.at("dkim"), "fail");
    EXPECT_EQ(text(record.at("envelope_from")), "null");
    EXPECT_EQ(text(record.at("auth_spf")),
              R"([{"domain":"esp.example.net","scope":"mfrom","result":"pass",)"
              R"("human_result":null}])");
    EXPECT_EQ(text(record.at("derived")), R"({"dkim":"fail","spf":"fail"})");
    EXPECT_EQ(text(record.at("agreement")), R"({"dkim":"agree","spf":"agree"})");
    EXPECT_EQ(text(record.at("cause")),
              R"({"class":"unaligned","spf":"unaligned","dkim":"unaligned"})");
}

TEST_F(Routes, RecordsAreNarrowedByEachFilter) {
    const std::pair<std::string_view, std::size_t> table[] = {
        {"", 4},
        {"?result=pass", 3},
        {"?result=dkim_fail", 1},
        {"?result=spf_fail", 1},
        {"?ip=192.0.2.1", 3},
        {"?reporter=Receiver+Two", 1},
        {"?reporter=Receiver", 0},
        {"?report=1", 2},
        {"?report=999", 0},
        {"?from=2026-01-02", 1},
        {"?to=2026-01-01&domain=example.com", 2},
    };
    for (const auto& [query, count] : table) {
        SCOPED_TRACE(query);
        EXPECT_EQ(store.json("/api/v1/records" + std::string(query)).at("data").as_array().size(),
                  count);
    }
}

/// Every row of a list, read page by page.
std::vector<std::string> paged(const SampleStore& store, const std::string& list, int limit) {
    std::vector<std::string> rows;
    const std::string address = list + "?limit=" + std::to_string(limit);
    std::string cursor;
    do {
        const json::value answer =
            store.json(cursor.empty() ? address : address + "&cursor=" + cursor);
        for (const json::value& row : answer.at("data").as_array()) rows.push_back(text(row));
        const json::value& next = answer.at("page").at("next_cursor");
        cursor = next.is_null() ? "" : std::string(next.as_string());
    } while (!cursor.empty() && rows.size() < 100);
    return rows;
}

TEST_F(Routes, PagesTogetherAreTheWholeList) {
    for (const std::string list : {"/api/v1/sources", "/api/v1/records", "/api/v1/reports"}) {
        SCOPED_TRACE(list);
        const std::vector<std::string> whole = paged(store, list, 1000);
        EXPECT_GE(whole.size(), 3U);
        for (const int limit : {1, 2, 3}) EXPECT_EQ(paged(store, list, limit), whole);
    }
}

TEST_F(Routes, ReportsAreListedNewestFirst) {
    const json::array data = store.json("/api/v1/reports").at("data").as_array();
    ASSERT_EQ(data.size(), 3U);
    EXPECT_EQ(data[0].at("report_id"), "r3") << "what came last";
    EXPECT_EQ(data[0].at("state"), "counted");
    EXPECT_EQ(data[0].at("kind"), "aggregate");
    EXPECT_EQ(data[0].at("format"), "rfc7489");
    EXPECT_EQ(data[0].at("deliveries"), 1);
    EXPECT_EQ(data[1].at("day"), "2026-01-02");
    EXPECT_EQ(store.json("/api/v1/reports?reporter=Receiver+Two").at("data").as_array().size(), 1U);
    EXPECT_EQ(store.json("/api/v1/reports?kind=tls").at("data").as_array().size(), 0U);
    EXPECT_EQ(store.json("/api/v1/reports?state=foreign").at("data").as_array().size(), 0U);
}

TEST_F(Routes, AReportIsShownWholeWithHowItCame) {
    const json::value answer = store.json("/api/v1/reports/1");
    const json::object& data = answer.at("data").as_object();
    EXPECT_EQ(data.at("report_id"), "r1");
    EXPECT_EQ(data.at("messages"), 17);
    EXPECT_TRUE(data.at("report").is_object());
    EXPECT_EQ(text(data.at("warnings")), "[]");
    EXPECT_EQ(text(data.at("arrivals")),
              R"([{"received":1767312000,"via":"upload","name":"mail.eml"}])");
}

TEST_F(Routes, HeldMessagesComeWithReasonAndAdvice) {
    store.add({}, {{model::HeldReason::bad_archive, "entry 1: encrypted", "2"}}, "raw \xff octets",
              "../../etc/a b.zip");
    const json::array data = store.json("/api/v1/held").at("data").as_array();
    ASSERT_EQ(data.size(), 1U);
    EXPECT_EQ(data[0].at("reason"), "bad_archive");
    EXPECT_EQ(data[0].at("part"), "2");
    EXPECT_FALSE(data[0].at("advice").as_string().empty());
    EXPECT_EQ(store.json("/api/v1/held?reason=bad_archive").at("data").as_array().size(), 1U);
    EXPECT_EQ(store.json("/api/v1/held?reason=bad_xml").at("data").as_array().size(), 0U);

    const Answer raw = store.get("/api/v1/held/" + text(data[0].at("id")) + "/raw");
    EXPECT_EQ(raw.status, 200U);
    EXPECT_EQ(raw.type, "application/octet-stream");
    EXPECT_EQ(raw.body, "raw \xff octets");
}

TEST_F(Routes, AnEmptyStoreAnswersEverything) {
    const SampleStore empty;
    for (const std::string_view path : {"overview", "timeseries", "sources", "records", "reports",
                                        "failure-reports", "tls-reports", "held"}) {
        SCOPED_TRACE(path);
        const json::value answer = empty.json("/api/v1/" + std::string(path));
        EXPECT_TRUE(answer.at("meta").at("first_day").is_null());
        EXPECT_TRUE(answer.at("meta").at("data_through").is_null());
    }
}

TEST_F(Routes, AProblemNamesItsParameter) {
    struct {
        std::string_view target;
        unsigned status;
        std::string_view parameter;  ///< empty: none is named
    } const table[] = {
        {"/api/v1/overview?from=2026-13-01", 400, "from"},
        {"/api/v1/overview?limit=5", 400, "limit"},
        {"/api/v1/timeseries?ip=192.0.2.1", 400, "ip"},
        {"/api/v1/sources?ip=nowhere", 400, "ip"},
        {"/api/v1/sources?result=dkim_fail", 400, "result"},
        {"/api/v1/sources?sort=up", 400, "sort"},
        {"/api/v1/records?report=x", 400, "report"},
        {"/api/v1/records?cursor=0123456789abcdef_1", 400, "cursor"},
        {"/api/v1/reports?kind=other", 400, "kind"},
        {"/api/v1/reports?state=lost", 400, "state"},
        {"/api/v1/reports/1?x=1", 400, "x"},
        {"/api/v1/failure-reports?domain=..", 400, "domain"},
        {"/api/v1/tls-reports?limit=0", 400, "limit"},
        {"/api/v1/held?reason=boredom", 400, "reason"},
        {"/api/v1/held?domain=example.com", 400, "domain"},
        {"/api/v1/held/1/raw?a=b", 400, "a"},
        {"/api/v1/openapi.json?a=b", 400, "a"},
        {"/api/v1/overview?a=%zz", 400, ""},
        {"/api/v1/reports/999", 404, ""},
        {"/api/v1/reports/0", 404, ""},
        {"/api/v1/reports/x", 404, ""},
        {"/api/v1/reports/9223372036854775808", 404, ""},
        {"/api/v1/reports/1/", 404, ""},
        {"/api/v1/held/999/raw", 404, ""},
        {"/api/v1/nothing", 404, ""},
        {"/api/v1", 404, ""},
        {"/api/v2/overview", 404, ""},
    };
    for (const auto& row : table) {
        SCOPED_TRACE(row.target);
        const Answer answer = store.get(std::string(row.target));
        EXPECT_EQ(answer.status, row.status);
        EXPECT_EQ(answer.type, "application/problem+json");
        const json::value document = json::parse(answer.body);
        EXPECT_EQ(document.at("status"), row.status);
        EXPECT_EQ(document.at("type"), "about:blank");
        EXPECT_FALSE(document.at("title").as_string().empty());
        EXPECT_FALSE(document.at("detail").as_string().empty());
        const json::value* parameter = document.as_object().if_contains("parameter");
        EXPECT_EQ(parameter == nullptr ? "" : std::string(parameter->as_string()), row.parameter);
    }
}

TEST(RoutePattern, TakesOnlyRowNumbersForAnId) {
    const auto id = [](std::string_view pattern, std::string_view path) {
        const auto found = match(pattern, path);
        return found ? std::optional(found->id) : std::nullopt;
    };
    EXPECT_EQ(id("/held", "/held"), 0);
    EXPECT_EQ(id("/held", "/held/"), std::nullopt);
    EXPECT_EQ(id("/held/{id}/raw", "/held/12/raw"), 12);
    EXPECT_EQ(id("/held/{id}/raw", "/held//raw"), std::nullopt);
    EXPECT_EQ(id("/held/{id}/raw", "/held/-1/raw"), std::nullopt);
    EXPECT_EQ(id("/held/{id}/raw", "/held/1/raw/raw"), std::nullopt);
    EXPECT_EQ(id("/reports/{id}", "/reports/9223372036854775807"), 9'223'372'036'854'775'807);
    EXPECT_EQ(id("/reports/{id}", "/reports/9223372036854775808"), std::nullopt);
    EXPECT_EQ(id("/reports/{id}", "/reports"), std::nullopt);
}

TEST(RoutePattern, TakesOnePartOfAPathForADomain) {
    EXPECT_EQ(match("/domains/{domain}", "/domains/example.com"), (Match{0, "example.com"}));
    EXPECT_EQ(match("/domains/{domain}", "/domains/"), std::nullopt);
    EXPECT_EQ(match("/domains/{domain}", "/domains/a/b"), std::nullopt);
    EXPECT_EQ(match("/domains/{domain}/readiness", "/domains/12/readiness"), (Match{0, "12"}));
}

}  // namespace
}  // namespace sendpath::http
