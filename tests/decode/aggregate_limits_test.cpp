#include "decode/aggregate_sample.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

std::string times(std::size_t count, std::string_view text) {
    std::string out;
    out.reserve(count * text.size());
    while (count-- > 0) out += text;
    return out;
}

std::string with_nesting(std::size_t levels) {
    return report_with("<version>", times(levels, "<x>") + times(levels, "</x>") + "<version>");
}

/// A report of `count` records, with addresses and counts that can be checked.
std::string long_report(std::size_t count) {
    const std::string whole = sound_report();
    const std::size_t from = whole.find("  <record>");
    const std::size_t to = whole.find("</record>") + 9;
    std::string xml = whole.substr(0, from);
    for (std::size_t i = 0; i < count; ++i) {
        std::string record = whole.substr(from, to - from);
        record.replace(record.find("192.0.2.1"), 9,
                       "10." + std::to_string(i / 65536) + "." + std::to_string(i / 256 % 256) +
                           "." + std::to_string(i % 256));
        xml += record;
    }
    return xml + "</feedback>\n";
}

void expect_all(const model::Decoded& decoded, std::size_t count) {
    ASSERT_EQ(decoded.reports.size(), 1U);
    const model::AggregateReport& report = body(decoded);
    ASSERT_EQ(report.records.size(), count);
    EXPECT_EQ(report.auth_sets.size(), 1U);
    EXPECT_EQ(report.records[0].source.str(), "10.0.0.0");
    EXPECT_EQ(report.records[count - 1].source.str(), "10." + std::to_string((count - 1) / 65536) +
                                                          "." +
                                                          std::to_string((count - 1) / 256 % 256) +
                                                          "." + std::to_string((count - 1) % 256));
    EXPECT_EQ(head(decoded), "rep.example r1 1767225600-1767311999 example.com none");
}

TEST(AggregateLimits, C38_ReadsFiftyThousandRecords) {
    const auto decoded = read(long_report(50'000));
    expect_all(decoded, 50'000);
    EXPECT_EQ(marks(decoded), "");
}

TEST(AggregateLimits, C38_ReadsALongReportWithLittleMemory) {
    const Limits limits{.tree = 2U << 20U};  // far less than the tree of all of it would take
    expect_all(read(long_report(20'000), {}, limits), 20'000);
}

TEST(AggregateLimits, C38_ALongReportMayBeBrokenAnywhere) {
    std::string xml = long_report(10'000);
    const std::size_t middle = xml.find("<row>", xml.size() / 2);
    xml.insert(middle, "<!-- </record> --><![CDATA[<record>]]>a < b & c </nothing>");
    const auto decoded = read(xml);
    expect_all(decoded, 10'000);
    EXPECT_EQ(marks(decoded), "+malformed");
}

TEST(AggregateLimits, A8_ALongReportMayBeCut) {
    std::string xml = long_report(10'000);
    xml.resize(xml.rfind("</count>"));
    const auto decoded = read(xml);
    expect_all(decoded, 9'999);
    EXPECT_EQ(marks(decoded), "+truncated -truncated@10000");
}

TEST(AggregateLimits, AShortAndALongReportAreReadAlike) {
    const std::string xml = long_report(4'000);  // over a mebibyte: read in slices
    std::string shorter = long_report(1'000);    // under it: read as one tree
    ASSERT_GT(xml.size(), 1U << 20U);
    ASSERT_LT(shorter.size(), 1U << 20U);
    expect_all(read(xml), 4'000);
    expect_all(read(shorter), 1'000);
}

TEST(AggregateLimits, A24_DepthHasALimit) {
    EXPECT_EQ(marks(read(with_nesting(31))), "+unknown");
    EXPECT_EQ(marks(read(with_nesting(32))), "held too_deep");
    EXPECT_EQ(marks(read(report_with(
                  "<version>", times(200'000, "<x>") + times(200'000, "</x>") + "<version>"))),
              "held too_deep");
    const Limits shallow{.xml_depth = 5};
    EXPECT_EQ(marks(read(sound_report(), {}, shallow)), "");
    EXPECT_EQ(marks(read(sound_report(), {}, Limits{.xml_depth = 4})), "held too_deep");
}

TEST(AggregateLimits, A25_UnknownElementsHaveALimit) {
    const auto with = [](std::size_t count) {
        return report_with("<version>", times(count, "<x/>") + "<version>");
    };
    EXPECT_EQ(marks(read(with(100'000))), "+unknown");
    EXPECT_EQ(marks(read(with(100'001))), "held too_many_elements");
}

TEST(AggregateLimits, TheTreeHasALimit) {
    const std::string xml = report_with("<version>", times(2'000, "<x/>") + "<version>");
    EXPECT_EQ(marks(read(xml, {}, Limits{.tree = 1U << 20U})), "+unknown");
    EXPECT_EQ(marks(read(xml, {}, Limits{.tree = 64U << 10U})), "held too_many_elements");
}

struct Bomb {
    const char* name;
    std::string (*make)();
    std::string_view marks;

    friend void PrintTo(const Bomb& bomb, std::ostream* out) { *out << bomb.name; }
};

constexpr std::size_t kSize = 4U << 20U;

std::string in_feedback(std::string_view text) {
    return "<feedback>" + times(kSize / text.size(), text) + "</feedback>";
}
std::string unclosed(std::string_view text) {
    return "<feedback>" + times(kSize / text.size(), text);
}
std::string many_attributes(std::size_t count) {
    std::string out = "<feedback ";
    for (std::size_t i = 0; i < count; ++i) out += " a" + std::to_string(i) + "='x'";
    return out + "></feedback>";
}

class Bombs : public testing::TestWithParam<Bomb> {};

TEST_P(Bombs, AreHeldWithAReason) {
    EXPECT_EQ(marks(read(GetParam().make())), GetParam().marks);
}

INSTANTIATE_TEST_SUITE_P(
    Aggregate, Bombs,
    testing::Values(
        Bomb{"TinyTags", [] { return in_feedback("<b/>"); }, "held too_many_elements"},
        Bomb{"EmptyRecords", [] { return in_feedback("<record/>"); }, "held too_many_elements"},
        Bomb{"HugeRecord",
             [] { return "<feedback><record>" + times(kSize, "<b/>") + "</record></feedback>"; },
             "held too_many_elements"},
        Bomb{"UnclosedNesting", [] { return unclosed("<a>"); }, "held too_deep"},
        Bomb{"UnclosedRecords", [] { return unclosed("<record>"); }, "held too_deep"},
        Bomb{"UnclosedComments", [] { return unclosed("<!--"); }, "held missing_field"},
        Bomb{"Attributes", [] { return many_attributes(1'000'000); }, "held too_many_elements"},
        Bomb{"BareLessThan", [] { return in_feedback("<"); }, "held bad_xml"},
        Bomb{"BareAmpersands", [] { return "<feedback>" + times(800'000, "&") + "</feedback>"; },
             "held bad_xml"},
        Bomb{"StrayEndTags", [] { return in_feedback("</a>"); }, "held bad_xml"},
        Bomb{"Doctype",
             [] {
                 return "<!DOCTYPE f [" + times(kSize / 15, "<!ENTITY a \"b\">") + "]><feedback/>";
             },
             "held missing_field"},
        Bomb{"DoctypeBrackets", [] { return "<!DOCTYPE f " + times(kSize, "["); },
             "held not_a_report"}),
    [](const auto& test) { return test.param.name; });

TEST(AggregateLimits, ManyPrefixedElementsAmongManyAttributesAreQuick) {
    std::string xml = many_attributes(5'000);
    xml.insert(xml.find("></feedback>") + 1, times(50'000, "<a1:b/>"));
    EXPECT_EQ(marks(read(xml)), "held missing_field");
}

}  // namespace
}  // namespace sendpath::decode::test
