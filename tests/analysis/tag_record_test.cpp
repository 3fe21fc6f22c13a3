#include "analysis/tag_record.hpp"

#include <gtest/gtest.h>

namespace sendpath::analysis {
namespace {

const std::string kOurs = "mailto:d@r.example";

MergedRecord merged(std::string_view existing, TagRecordKind kind = TagRecordKind::dmarc,
                    const std::vector<std::string>& addresses = {kOurs}) {
    const auto tags = parse_tag_record(kind, existing);
    EXPECT_TRUE(tags) << existing;
    return tags ? with_addresses(kind, *tags, addresses) : MergedRecord{};
}

/// "no_policy p, unknown_tag x=1"
std::string told(const std::vector<RecordWarning>& warnings) {
    std::string text;
    for (const RecordWarning& each : warnings) {
        text.append(text.empty() ? "" : ", ").append(name(each.oddity)).append(" " + each.tag);
        if (!each.value.empty()) text += '=' + each.value;
    }
    return text;
}

/// "v kept, rua changed"
std::string told(const std::vector<TagOutcome>& tags) {
    std::string text;
    for (const TagOutcome& each : tags)
        text.append(text.empty() ? "" : ", ").append(each.tag + ' ').append(name(each.change));
    return text;
}

TEST(TagRecord, U4_BeginsWithItsVersionExactly) {
    struct Row {
        const char* text;
        bool dmarc;
        bool tls;
    };
    const Row table[] = {
        {"v=DMARC1; p=none", true, false},
        {"v=DMARC1", true, false},
        {" v = DMARC1 ; p = none ;", true, false},
        {"V=DMARC1;p=none", true, false},
        {R"("v=DMARC1; p=none")", true, false},
        {R"( "v=DMARC1; " "p=none" )", true, false},
        {"v=TLSRPTv1; rua=mailto:a@x.example", false, true},
        {"v=dmarc1; p=none", false, false},
        {"v=DMARC10; p=none", false, false},
        {"p=none; v=DMARC1", false, false},
        {"v=spf1 -all", false, false},
        {"v", false, false},
        {";", false, false},
        {"", false, false},
        {"\"", false, false},
        {"v=DMARC1; p=none\n; rua=x", false, false},
        {"v=DMARC1; p=\xe3\x81\x82", false, false},
    };
    for (const Row& row : table) {
        EXPECT_EQ(parse_tag_record(TagRecordKind::dmarc, row.text).has_value(), row.dmarc)
            << row.text;
        EXPECT_EQ(parse_tag_record(TagRecordKind::tls_reports, row.text).has_value(), row.tls)
            << row.text;
    }
}

TEST(TagRecord, U1_OfANewDomainAsksForReportsAndForNothingElse) {
    const MergedRecord dmarc = with_addresses(TagRecordKind::dmarc, {}, {kOurs});
    EXPECT_EQ(dmarc.value, "v=DMARC1; p=none; rua=mailto:d@r.example");
    EXPECT_EQ(told(dmarc.tags), "v added, p added, rua added");
    EXPECT_EQ(told(dmarc.warnings), "");
    EXPECT_FALSE(dmarc.fits());
    EXPECT_EQ(with_addresses(TagRecordKind::tls_reports, {}, {kOurs, "mailto:e@r.example"}).value,
              "v=TLSRPTv1; rua=mailto:d@r.example,mailto:e@r.example");
}

TEST(TagRecord, U1_KeepsOtherAddressesAndTags) {
    struct Row {
        const char* existing;
        const char* value;
        const char* tags;
        const char* warnings;
    };
    const Row table[] = {
        {"v=DMARC1; p=reject; rua=mailto:a@x.example",
         "v=DMARC1; p=reject; rua=mailto:a@x.example,mailto:d@r.example",
         "v kept, p kept, rua changed", ""},
        {"v=DMARC1;p=quarantine;sp=reject;np=reject;adkim=s;aspf=S;fo=1:d:s;ruf=mailto:f@x.example",
         "v=DMARC1; p=quarantine; sp=reject; np=reject; adkim=s; aspf=S; fo=1:d:s; "
         "ruf=mailto:f@x.example; rua=mailto:d@r.example",
         "v kept, p kept, sp kept, np kept, adkim kept, aspf kept, fo kept, ruf kept, rua added",
         ""},
        {"v=DMARC1; p=none; rua=mailto:d@r.example", "v=DMARC1; p=none; rua=mailto:d@r.example",
         "v kept, p kept, rua kept", ""},
        {"v=DMARC1; rua=MAILTO:d@R.example!10m ; p=none",
         "v=DMARC1; rua=MAILTO:d@R.example!10m; p=none", "v kept, rua kept, p kept", ""},
        {"v=DMARC1; p=none; rua=", "v=DMARC1; p=none; rua=mailto:d@r.example",
         "v kept, p kept, rua changed", ""},
        {"v=DMARC1; p=none; pct=50; ri=3600; rua=mailto:d@r.example",
         "v=DMARC1; p=none; pct=50; ri=3600; rua=mailto:d@r.example",
         "v kept, p kept, pct kept, ri kept, rua kept",
         "historic_tag pct=50, historic_tag ri=3600"},
        {"v=DMARC1; p=none; foo=bar; rua=mailto:d@r.example",
         "v=DMARC1; p=none; foo=bar; rua=mailto:d@r.example", "v kept, p kept, foo kept, rua kept",
         "unknown_tag foo=bar"},
    };
    for (const Row& row : table) {
        const MergedRecord record = merged(row.existing);
        EXPECT_EQ(record.value, row.value);
        EXPECT_EQ(told(record.tags), row.tags) << row.existing;
        EXPECT_EQ(told(record.warnings), row.warnings) << row.existing;
        EXPECT_EQ(merged(record.value).value, record.value) << "once is enough";
        EXPECT_TRUE(merged(record.value).fits());
    }
}

TEST(TagRecord, U4_TellsWhatIsOddAndMendsWhatNobodyCanRead) {
    struct Row {
        const char* existing;
        const char* value;
        const char* warnings;
    };
    const Row table[] = {
        {"v=DMARC1; rua=mailto:d@r.example", "v=DMARC1; p=none; rua=mailto:d@r.example",
         "no_policy p"},
        {"v=DMARC1; p=monitor; rua=mailto:d@r.example", "v=DMARC1; p=none; rua=mailto:d@r.example",
         "unknown_policy p=monitor"},
        {"v=DMARC1; p=none; p=reject; rua=mailto:d@r.example",
         "v=DMARC1; p=none; rua=mailto:d@r.example", "repeated_tag p=reject"},
        {"v=DMARC1; p=none; v=DMARC1; rua=mailto:d@r.example",
         "v=DMARC1; p=none; rua=mailto:d@r.example", "repeated_tag v=DMARC1"},
        {"v=DMARC1; p=none; sp=; adkim=x; t=y n; rua=mailto:d@r.example",
         "v=DMARC1; p=none; sp=; adkim=x; t=y n; rua=mailto:d@r.example",
         "bad_value sp, bad_value adkim=x, bad_value t=y n"},
        {"v=DMARC1; p=none; hello; rua=mailto:d@r.example",
         "v=DMARC1; p=none; rua=mailto:d@r.example", "bad_value hello"},
        {"v=DMARC1; p=none; rua=d@r.example",
         "v=DMARC1; p=none; rua=d@r.example,mailto:d@r.example", "bad_address rua=d@r.example"},
        {"v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@x.example",
         "v=DMARC1; p=none; rua=mailto:a@x.example,mailto:b@x.example,mailto:d@r.example",
         "many_addresses rua"},
    };
    for (const Row& row : table) {
        const MergedRecord record = merged(row.existing);
        EXPECT_EQ(record.value, row.value);
        EXPECT_EQ(told(record.warnings), row.warnings) << row.existing;
    }
}

TEST(TagRecord, U1_TellsTagsThatGoLast) {
    const MergedRecord record = merged("v=DMARC1; p=none; hello; p=reject; rua=mailto:d@r.example");
    EXPECT_EQ(told(record.tags), "v kept, p kept, rua kept, hello removed, p removed");
    EXPECT_EQ(record.tags.back().before, "reject");
    EXPECT_EQ(record.tags.back().after, std::nullopt);
}

TEST(TagRecord, U1_OfTlsReportsHasNoPolicy) {
    EXPECT_EQ(merged("v=TLSRPTv1; rua=https://x.example/r", TagRecordKind::tls_reports).value,
              "v=TLSRPTv1; rua=https://x.example/r,mailto:d@r.example");
}

TEST(TagRecord, U4_EachPrefixOfARecordIsReadOrRefused) {
    const std::string whole = R"("v=DMARC1; p=none; " "rua=mailto:a@x.example!10m,mailto:\"b")";
    for (std::size_t size = 0; size <= whole.size(); ++size)
        if (const auto tags =
                parse_tag_record(TagRecordKind::dmarc, std::string_view(whole).substr(0, size)))
            EXPECT_TRUE(with_addresses(TagRecordKind::dmarc, *tags, {kOurs})
                            .value.starts_with("v=DMARC1; p="))
                << size;
}

}  // namespace
}  // namespace sendpath::analysis
