#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using model::Evaluated;
using model::SpfResult;
using test::MadeRecord;
using test::MadeReport;
using test::SampleStore;

constexpr std::int64_t kDays = 20;

MadeRecord own_server() {
    return {.source = "192.0.2.1",
            .messages = 100,
            .dkim = Evaluated::pass,
            .spf = Evaluated::pass,
            .dkim_domain = "example.com",
            .spf_domain = "example.com",
            .spf_result = SpfResult::pass};
}

/// Signs and bounces as a service, never as example.com.
MadeRecord service() {
    return {.source = "198.51.100.7",
            .messages = 5,
            .dkim_domain = "sendgrid.net",
            .spf_domain = "em123.sendgrid.net",
            .spf_result = SpfResult::pass,
            .bounces = false};
}

MadeRecord forger(std::string source) {
    return {.source = std::move(source),
            .messages = 40,
            .disposition = model::Disposition::reject,
            .spf_domain = "example.com",
            .bounces = false};
}

/// An own server, an unaligned service and a forger, over kDays days.
class PathRoutes : public testing::Test {
protected:
    PathRoutes() {
        for (std::int64_t day = 0; day < kDays; ++day)
            store.add({.id = "r" + std::to_string(day),
                       .org = day % 2 == 0 ? "Receiver One" : "Receiver Two",
                       .day = test::kNewYear + day,
                       .records = {own_server(), service()}});
        store.add({.id = "spoof",
                   .org = "Receiver Three",
                   .day = test::kNewYear + 3,
                   .records = {forger("203.0.113.9")}});
    }

    [[nodiscard]] json::value paths(const std::string& query) const {
        return store.json("/api/v1/paths" + query);
    }
    /// "own-server-name" of the rows, in their order.
    [[nodiscard]] std::string senders(const std::string& query) const {
        std::string names;
        const json::value answer = paths(query);
        for (const json::value& row : answer.at("data").as_array())
            names.append(names.empty() ? "" : " ")
                .append(std::string_view(row.at("sender").at("name").as_string()));
        return names;
    }
    [[nodiscard]] std::int64_t service_id() const {
        return paths("?q=sendgrid").at("data").at(0).at("id").as_int64();
    }

    SampleStore store;
};

TEST_F(PathRoutes, NameTheUnalignedSenderWithReasonNamesAndCounts) {
    const json::value row = paths("?q=sendgrid").at("data").at(0);
    EXPECT_EQ(row.at("domain"), "example.com");
    EXPECT_EQ(row.at("sender").at("key"), "service:sendgrid");
    EXPECT_EQ(row.at("verdict"), "unsure");
    EXPECT_EQ(row.at("reason"), "ask_do_you_use");
    EXPECT_EQ(row.at("set_by"), "rules");
    EXPECT_EQ(row.at("fail"), 100);
    EXPECT_EQ(row.at("parameters").at("spf_domain"), "em123.sendgrid.net");
    EXPECT_EQ(row.at("parameters").at("dkim_domain"), "sendgrid.net");
    EXPECT_EQ(row.at("first_day"), "2026-01-01");
    EXPECT_EQ(row.at("last_day"), "2026-01-20");
}

TEST_F(PathRoutes, TellTheSumsOfTheWholeFilteredSet) {
    ASSERT_TRUE(store.writer().settle());
    const json::value meta = paths("?limit=1").at("meta");
    EXPECT_EQ(json::serialize(meta.at("totals")), R"({"paths":3,"messages":2140,"fail":140})");
    EXPECT_EQ(json::serialize(meta.at("by_verdict").at("healthy")),
              R"({"paths":1,"messages":2000,"fail":0})");
    EXPECT_EQ(meta.at("by_verdict").at("spoofed").at("fail"), 40);
    EXPECT_EQ(json::serialize(meta.at("regrouping")), R"({"flows":false,"sheets":0,"domains":0})");
}

TEST_F(PathRoutes, AreNarrowedByEachFilterAndPutInOrder) {
    const std::pair<std::string, std::string_view> table[] = {
        {"", "Twilio SendGrid 203.0.113.0/24 192.0.2.0/24"},
        {"?sort=messages", "192.0.2.0/24 Twilio SendGrid 203.0.113.0/24"},
        {"?sort=last_seen", "Twilio SendGrid 192.0.2.0/24 203.0.113.0/24"},
        {"?sort=sender", "192.0.2.0/24 203.0.113.0/24 Twilio SendGrid"},
        {"?verdict=healthy", "192.0.2.0/24"},
        {"?reason=ask_do_you_use", "Twilio SendGrid"},
        {"?result=pass", "192.0.2.0/24"},
        {"?result=spf_fail", "Twilio SendGrid 203.0.113.0/24"},
        {"?q=SENDG", "Twilio SendGrid"},
        {"?messages_min=100", "Twilio SendGrid 192.0.2.0/24"},
        {"?from=2026-01-05", "Twilio SendGrid 192.0.2.0/24"},
        {"?reporter=Receiver%20Three", "203.0.113.0/24"},
        {"?reporter=Receiver", ""},
        {"?ip=203.0.113.9", "203.0.113.0/24"},
        {"?ip=192.0.0.0/8", "192.0.2.0/24"},
        {"?ip=192.0.0.0/8&reporter=Receiver%20Three", ""},
        {"?domain=example.com", "Twilio SendGrid 203.0.113.0/24 192.0.2.0/24"},
        {"?domain=example.net", ""},
    };
    for (const auto& [query, names] : table) EXPECT_EQ(senders(query), names) << query;
}

TEST_F(PathRoutes, ComeInPages) {
    std::string all;
    std::string cursor;
    do {
        const json::value answer = paths("?limit=1" + cursor);
        all.append(answer.at("data").at(0).at("sender").at("name").as_string()).append(" ");
        const json::value& next = answer.at("page").at("next_cursor");
        cursor = next.is_null() ? "" : "&cursor=" + std::string(next.as_string());
    } while (!cursor.empty());
    EXPECT_EQ(all, "Twilio SendGrid 203.0.113.0/24 192.0.2.0/24 ");
}

TEST_F(PathRoutes, GiveOnePathWithItsStepsFactsAndDays) {
    const json::value data = store.json("/api/v1/paths/" + std::to_string(service_id())).at("data");
    EXPECT_EQ(data.at("reason"), "ask_do_you_use");
    EXPECT_EQ(data.at("steps").at(0).at("code"), "say_if_used");
    EXPECT_EQ(data.at("facts").at(0).at("code"), "failing");
    EXPECT_EQ(data.at("facts").at(0).at("value"), 100);
    EXPECT_EQ(data.at("series").as_array().size(), static_cast<std::size_t>(kDays));
    EXPECT_EQ(data.at("history").as_array().size(), 0U);
    const json::value short_one =
        store.json("/api/v1/paths/" + std::to_string(service_id()) + "?to=2026-01-03").at("data");
    EXPECT_EQ(short_one.at("messages"), 15);
}

TEST_F(PathRoutes, ShowTheEvidenceInNamesWithTheirAlignment) {
    const json::value data =
        store.json("/api/v1/paths/" + std::to_string(service_id()) + "/evidence").at("data");
    EXPECT_EQ(data.at("header_from"), "example.com");
    EXPECT_EQ(data.at("adkim"), "relaxed");
    EXPECT_EQ(json::serialize(data.at("auth_spf")),
              R"([{"domain":"em123.sendgrid.net","scope":"mfrom","result":"pass",)"
              R"("human_result":null,"organization":"sendgrid.net","aligned":false,)"
              R"("messages":100,"fail":100}])");
    EXPECT_EQ(json::serialize(data.at("auth_dkim")),
              R"([{"domain":"sendgrid.net","selector":"s1","result":"pass","human_result":null,)"
              R"("organization":"sendgrid.net","aligned":false,"messages":100,"fail":100}])");
    const json::value own = paths("?verdict=healthy").at("data").at(0).at("id");
    const json::value evidence =
        store.json("/api/v1/paths/" + json::serialize(own) + "/evidence").at("data");
    EXPECT_EQ(evidence.at("auth_spf").at(0).at("aligned"), true);
}

TEST_F(PathRoutes, TellWhoSawAPathAndWhereItCameFrom) {
    const std::string path = "/api/v1/paths/" + std::to_string(service_id());
    const json::value reporters = store.json(path + "/reporters").at("data");
    ASSERT_EQ(reporters.as_array().size(), 2U);
    EXPECT_EQ(reporters.at(0).at("messages"), 50);
    const json::value sources = store.json(path + "/sources");
    EXPECT_EQ(sources.at("meta").at("sources"), 1);
    EXPECT_EQ(sources.at("data").at(0).at("source_ip"), "198.51.100.7");
    EXPECT_EQ(sources.at("data").at(0).at("fail"), 100);
}

TEST_F(PathRoutes, SayOfAPathThatIsNotThereThatItIsNot) {
    for (const char* target : {"/api/v1/paths/999", "/api/v1/paths/999/evidence",
                               "/api/v1/paths/999/reporters", "/api/v1/paths/999/sources",
                               "/api/v1/timeseries?path=999", "/api/v1/paths/1?from=2030-01-01"})
        EXPECT_EQ(store.get(target).status, 404U) << target;
}

TEST_F(PathRoutes, GiveTheDaysOfOnePath) {
    const std::string id = std::to_string(service_id());
    const json::value days = store.json("/api/v1/timeseries?path=" + id).at("data");
    ASSERT_EQ(days.as_array().size(), static_cast<std::size_t>(kDays));
    EXPECT_EQ(days.at(0).at("fail"), 5);
    EXPECT_EQ(store.get("/api/v1/timeseries?domain=example.com&path=" + id).status, 400U);
}

TEST_F(PathRoutes, GiveTheRecordsOfOnePathAndOfAVerdict) {
    const std::string id = std::to_string(service_id());
    EXPECT_EQ(store.json("/api/v1/records?path=" + id).at("meta").at("messages"), 100);
    EXPECT_EQ(store.json("/api/v1/records?verdict=spoofed").at("meta").at("messages"), 40);
    EXPECT_EQ(store.json("/api/v1/records?verdict=misconfigured").at("meta").at("messages"), 0);
    EXPECT_EQ(store.json("/api/v1/records?path=999").at("meta").at("messages"), 0);
}

TEST_F(PathRoutes, SayWhatADomainStillLacks) {
    const json::value data = store.json("/api/v1/domains/example.com/readiness").at("data");
    EXPECT_EQ(data.at("ready"), false);
    EXPECT_EQ(json::serialize(data.at("checks").at(0)),
              R"({"code":"worst_unsure_path_a_week","value":35,"bound":10,"met":false})");
    const json::value detail = store.json("/api/v1/domains/example.com").at("data");
    EXPECT_EQ(detail.at("ladder").at("at"), "none");
    EXPECT_EQ(detail.at("ladder").at("next").at("advised"), false);
    EXPECT_EQ(detail.at("timeline").as_array().size(), 1U);
    EXPECT_EQ(store.get("/api/v1/domains/nowhere.example").status, 404U);
    EXPECT_EQ(store.get("/api/v1/domains/not%20a%20name").status, 404U);
}

TEST_F(PathRoutes, CountWhatAPolicyWouldHaveDoneWithLinksToTheRecords) {
    const std::string path = "/api/v1/domains/example.com/simulation";
    const json::value data = store.json(path + "?policy=reject").at("data");
    EXPECT_EQ(data.at("total").at("messages"), 140);
    EXPECT_EQ(data.at("total").at("own"), 100);
    EXPECT_EQ(data.at("total").at("acted_on"), 40);
    for (const json::value& split : data.at("splits").as_array()) {
        const std::string query(split.at("records").as_string());
        EXPECT_EQ(store.json("/api/v1/records?" + query).at("meta").at("messages"),
                  split.at("messages"))
            << query;
    }
    const json::value strict =
        store.json(path + "?policy=quarantine&adkim=strict&to=2026-01-03").at("data");
    EXPECT_TRUE(strict.at("splits").at(0).at("records").is_null());
    const Answer without = store.get(path);
    EXPECT_EQ(without.status, 400U);
    EXPECT_NE(without.body.find(R"("parameter":"policy")"), std::string::npos);
}

TEST_F(PathRoutes, TakeARangeUpToToday) {  // today is 2026-01-02 here
    EXPECT_EQ(paths("?range=7d").at("meta").at("from"), "2025-12-27");
    EXPECT_EQ(paths("?range=7d").at("meta").at("to"), "2026-01-02");
    EXPECT_EQ(paths("?range=7d").at("meta").at("totals").at("messages"), 210);
    EXPECT_EQ(store.get("/api/v1/paths?range=7d&from=2026-01-01").status, 400U);
    EXPECT_EQ(store.get("/api/v1/paths?range=8d").status, 400U);
}

TEST_F(PathRoutes, AreSummedUpInTheOverview) {
    const json::value data = store.json("/api/v1/overview").at("data");
    EXPECT_EQ(data.at("by_verdict").at("unsure").at("paths"), 1);
    EXPECT_EQ(data.at("own_messages"), 2100);
    EXPECT_EQ(data.at("under_reject").at("own"), 100);
    EXPECT_EQ(json::serialize(data.at("spoofed")), R"({"quarantined":0,"rejected":40})");
    ASSERT_EQ(data.at("fix_next").as_array().size(), 1U);
    EXPECT_EQ(data.at("fix_next").at(0).at("sender").at("key"), "service:sendgrid");
    EXPECT_EQ(data.at("fix_next").at(0).at("first_step").at("code"), "say_if_used");
    EXPECT_EQ(data.at("policy_domains").at(0).at("readiness").at("ready"), false);
    EXPECT_TRUE(data.at("changes").as_array().empty());
}

TEST_F(PathRoutes, ThatBeginOrCeaseToSendAreChangesAndSoIsAPolicy) {
    MadeRecord fresh = own_server();
    fresh.source = "192.0.9.1";
    fresh.spf_domain = "other.example.com";
    for (std::int64_t day = kDays; day < kDays + 6; ++day)
        store.add({.id = "n" + std::to_string(day),
                   .day = test::kNewYear + day,
                   .p = "reject",
                   .records = {own_server(), fresh}});
    std::string changes;
    const json::value data = store.json("/api/v1/overview").at("data");
    for (const json::value& each : data.at("changes").as_array())
        changes.append(each.at("kind").as_string())
            .append(" ")
            .append(each.at("day").as_string()) += '\n';
    EXPECT_EQ(changes,
              "path_appeared 2026-01-21\n"
              "policy_changed 2026-01-21\n"
              "path_gone_silent 2026-01-20\n");
    EXPECT_EQ(data.at("changes").at(1).at("before").at("p"), "none");
    EXPECT_EQ(data.at("changes").at(1).at("after").at("p"), "reject");
}

TEST_F(PathRoutes, AReporterThatFallsSilentIsAChange) {
    store.services().now = [] {
        return seconds((test::kNewYear + kDays + 20) * test::kDaySeconds);
    };
    std::vector<std::string> silent;
    const json::value data = store.json("/api/v1/overview").at("data");
    for (const json::value& each : data.at("changes").as_array())
        if (each.at("kind") == "reporter_silent")
            silent.push_back(std::string(each.at("reporter").as_string()) + ' ' +
                             std::string(each.at("day").as_string()));
    EXPECT_EQ(silent,
              (std::vector<std::string>{"Receiver Two 2026-01-20", "Receiver One 2026-01-19"}));
}

// What is missing is said where the numbers are.
TEST_F(PathRoutes, SayWhichDaysAreCompleteAndWhoReportsHow) {
    const json::value days = store.json("/api/v1/timeseries");
    EXPECT_TRUE(days.at("data").at(5).as_object().contains("complete"));
    EXPECT_TRUE(days.at("meta").as_object().contains("complete_through"));
    const json::value rows = store.json("/api/v1/ingest/reporters").at("data");
    ASSERT_EQ(rows.as_array().size(), 3U);
    const json::value& one = rows.at(0);
    EXPECT_EQ(one.at("reporter"), "Receiver One");
    EXPECT_EQ(one.at("usual_gap"), 2);
    EXPECT_EQ(one.at("calendar").as_array().size(), 10U);
    EXPECT_EQ(json::serialize(one.at("calendar").at(1)),
              R"({"day":"2026-01-03","reports":1,"messages":105})");
}

}  // namespace
}  // namespace sendpath::http
