#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;
using Tls = model::TlsReport;

std::string with(std::string_view what, std::string_view instead) {
    std::string text = tls_json("t1");
    const std::size_t at = text.find(what);
    return at == std::string::npos ? "no such text" : text.replace(at, what.size(), instead);
}

std::string with_failures(std::string_view failures) {
    return with(
        R"("total-failure-session-count":0})",
        std::string(R"("total-failure-session-count":1},"failure-details":)").append(failures));
}

struct Row {
    const char* name;
    std::string json;
    std::string expected;  // as told() says it
    void (*check)(const Tls&) = nullptr;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.json; }
};

class TlsJson : public testing::TestWithParam<Row> {};

TEST_P(TlsJson, IsRead) {
    const model::Decoded decoded = decode(GetParam().json, {});
    ASSERT_EQ(told(decoded), GetParam().expected);
    if (GetParam().check != nullptr) GetParam().check(std::get<Tls>(decoded.reports.at(0).body));
}

std::vector<Row> good() {
    return {
        {"Sound", tls_json("t1"), "tls t1",
         [](const Tls& tls) {
             EXPECT_EQ(tls.organization, "Receiver");
             EXPECT_EQ(tls.begin, seconds(1'767'225'600));
             EXPECT_EQ(tls.end, seconds(1'767'311'999));
             ASSERT_EQ(tls.policies.size(), 1U);
             EXPECT_EQ(tls.policies[0].type, "sts");
             EXPECT_EQ(tls.policies[0].domain, "example.com");
             EXPECT_EQ(tls.policies[0].successful, 5);
         }},
        {"ByteOrderMark", "\xef\xbb\xbf" + tls_json("t1"), "tls t1"},
        {"TimeWithoutZone", with("00:00:00Z", "00:00:00"), "tls t1 +date",
         [](const Tls& tls) { EXPECT_EQ(tls.begin, seconds(1'767'225'600)); }},
        {"MxHostAsString", with(R"(["mx.example.com"])", R"("*.Mail.example.")"), "tls t1",
         [](const Tls& tls) {
             EXPECT_EQ(tls.policies[0].mx_hosts, std::vector<std::string>{"*.mail.example"});
         }},
        {"PackedPolicyString", with(R"(["version: STSv1"])", R"(["[\"3 1 1 60\",\"3 1 1 83\"]"])"),
         "tls t1",
         [](const Tls& tls) {
             EXPECT_EQ(tls.policies[0].strings, (std::vector<std::string>{"3 1 1 60", "3 1 1 83"}));
         }},
        {"PolicyStringAsString", with(R"(["version: STSv1"])", R"("version: STSv1")"), "tls t1",
         [](const Tls& tls) { EXPECT_EQ(tls.policies[0].strings.size(), 1U); }},
        {"E23_UnknownPolicyType", with(R"("sts")", R"("Odd-Type")"), "tls t1",
         [](const Tls& tls) { EXPECT_EQ(tls.policies[0].type, "odd-type"); }},
        {"E23_NullContact", with(R"("tls@rx.example")", "null"), "tls t1",
         [](const Tls& tls) { EXPECT_FALSE(tls.contact); }},
        {"E23_NoContact", with(R"("contact-info":"tls@rx.example",)", ""), "tls t1",
         [](const Tls& tls) { EXPECT_FALSE(tls.contact); }},
        {"NoPolicies",
         with(
             R"("policies":[{"policy":{"policy-type":"sts","policy-string":["version: STSv1"],"policy-domain":"example.com","mx-host":["mx.example.com"]},"summary":{"total-successful-session-count":5,"total-failure-session-count":0}}])",
             R"("policies":[])"),
         "tls t1", [](const Tls& tls) { EXPECT_TRUE(tls.policies.empty()); }},
        {"NullFailures", with_failures("null"), "tls t1"},
        {"TwoFailuresOfOneSession",
         with_failures(R"([{"result-type":"certificate-expired","failed-session-count":1},)"
                       R"({"result-type":"New-Thing","failed-session-count":1}])"),
         "tls t1",
         [](const Tls& tls) {
             EXPECT_EQ(tls.policies[0].failed, 1);
             ASSERT_EQ(tls.policies[0].failures.size(), 2U);
             EXPECT_EQ(tls.policies[0].failures[1].result_type, "new-thing");
             EXPECT_FALSE(tls.policies[0].failures[0].sending_mta_ip);
         }},
        {"CountAsString", with(":5,", ":\"5\","), "tls t1 +count",
         [](const Tls& tls) { EXPECT_EQ(tls.policies[0].successful, 5); }},
        {"CountMissing", with(R"("total-successful-session-count":5,)", ""), "tls t1 +count",
         [](const Tls& tls) { EXPECT_FALSE(tls.policies[0].successful); }},
        {"LargestCount", with(":5,", ":9007199254740992,"), "tls t1",
         [](const Tls& tls) { EXPECT_EQ(tls.policies[0].successful, 9'007'199'254'740'992); }},
        {"TextAfterIt", tls_json("t1") + "\n-- \nsent by a robot", "tls t1 +trailing"},
        {"BadUtf8",
         with("Receiver",
              "R\xe9"
              "ceiver"),
         "tls t1 +encoding",
         [](const Tls& tls) {
             EXPECT_EQ(tls.organization,
                       "R\xEF\xBF\xBD"
                       "ceiver");
         }},
    };
}

std::vector<Row> bad() {
    return {
        {"PoliciesAsObject", with("[{\"policy\"", "{\"x\":[{\"policy\""), "held bad_xml"},
        {"NegativeCount", with(":5,", ":-5,"), "held bad_value"},
        {"FractionalCount", with(":5,", ":5.5,"), "held bad_value"},
        {"TooLargeCount", with(":5,", ":9007199254740993,"), "held bad_value"},
        {"NoDateRange", with("date-range", "date-rage"), "held missing_field"},
        {"BadDate", with("2026-01-01T00:00:00Z", "today"), "held bad_value"},
        {"NotTls", R"({"a":1})", "held missing_field"},
        {"List", "[1,2]", "held bad_value"},
        {"CutOff", tls_json("t1").substr(0, 100), "held bad_xml"},
        {"TooDeep", std::string(100, '[') + std::string(100, ']'), "held too_deep"},
    };
}

INSTANTIATE_TEST_SUITE_P(Good, TlsJson, testing::ValuesIn(good()),
                         [](const auto& test) { return test.param.name; });
INSTANTIATE_TEST_SUITE_P(Bad, TlsJson, testing::ValuesIn(bad()),
                         [](const auto& test) { return test.param.name; });

TEST(TlsPolicies, AsAnObjectAreHeldAndNamed) {
    const model::Decoded decoded =
        decode(R"({"organization-name":"x","report-id":"1","policies":{"policy":{}}})", {});
    ASSERT_EQ(told(decoded), "held bad_value");
    EXPECT_EQ(held_detail(decoded), "policies: not an array");
}

TEST(TlsField, ThatIsMissingIsNamed) {
    EXPECT_EQ(held_detail(decode(R"({"report-id":"1"})", {})), "policies: absent");
    EXPECT_EQ(held_detail(decode(with(":5,", ":-5,"), {})),
              "policies/1/summary/total-successful-session-count: no whole number from 0 to 2^53");
}

TEST(TlsReportId, IsTheContentWhereThereIsNone) {
    const model::Decoded decoded = decode(with(R"("report-id":"t1",)", ""), {});
    ASSERT_EQ(decoded.reports.size(), 1U);
    EXPECT_TRUE(decoded.reports[0].identity_derived);
    EXPECT_EQ(std::get<Tls>(decoded.reports[0].body).report_id, hex(decoded.reports[0].content));
}

TEST(TlsTree, IsHeldOverItsLimitAndReadWithinIt) {
    std::string json = R"({"policies":[)";
    for (int i = 0; i < 20'000; ++i) json += "{},";
    json += R"({}],"report-id":"big","date-range":{"start-datetime":"2026-01-01T00:00:00Z",)"
            R"("end-datetime":"2026-01-02T00:00:00Z"}})";
    Limits limits;
    limits.tree = 64U << 10U;
    EXPECT_EQ(told(json, limits), "held too_many_elements");
    EXPECT_EQ(told(json).substr(0, 7), "tls big");
}

}  // namespace
}  // namespace sendpath::decode::test
