#include "smtp/recipients.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

model::DomainName domain(std::string_view text) {
    return *model::DomainName::parse(text);
}

Recipients ours() {
    return {domain("mx.example"),
            {{.local = "dmarc", .domain = domain("reports.example"), .takes = {}},
             {.local = "tls", .domain = domain("reports.example"), .takes = {false, false, true}},
             {.local = "rua+eu", .domain = domain("b.example"), .takes = {true, false, false}}}};
}

struct Row {
    const char* path;
    Addressee expected;
};

class RecipientOf : public testing::TestWithParam<Row> {};

// S11: only configured addresses; nothing is accepted by accident. S12: postmaster always is.
TEST_P(RecipientOf, IsWhatTheConfigurationSays) {
    const Path path = parse_path(GetParam().path)->path;
    EXPECT_EQ(ours().find(path).addressee, GetParam().expected) << GetParam().path;
}

INSTANTIATE_TEST_SUITE_P(
    Smtp, RecipientOf,
    testing::Values(Row{"<dmarc@reports.example>", Addressee::report},
                    Row{"<DMARC@Reports.Example>", Addressee::report},
                    Row{"<dmarc+google@reports.example>", Addressee::report},
                    Row{"<dmarc+@reports.example>", Addressee::report},
                    Row{"<rua+eu@b.example>", Addressee::report},
                    Row{"<rua@b.example>", Addressee::unknown_user},
                    Row{"<rua+us@b.example>", Addressee::unknown_user},
                    Row{"<dmarcx@reports.example>", Addressee::unknown_user},
                    Row{"<dmar@reports.example>", Addressee::unknown_user},
                    Row{"<+dmarc@reports.example>", Addressee::unknown_user},
                    Row{"<\"dmarc\"@reports.example>", Addressee::unknown_user},
                    Row{"<dmarc%reports.example@reports.example>", Addressee::unknown_user},
                    Row{"<dmarc>", Addressee::unknown_user},
                    Row{"<dmarc@reports.example.>", Addressee::other_domain},
                    Row{"<dmarc@sub.reports.example>", Addressee::other_domain},
                    Row{"<dmarc@xreports.example>", Addressee::other_domain},
                    Row{"<dmarc@other.example>", Addressee::other_domain},
                    Row{"<dmarc%reports.example@other.example>", Addressee::other_domain},
                    Row{"<dmarc@[192.0.2.1]>", Addressee::other_domain},
                    Row{"<dmarc@[reports.example]>", Addressee::other_domain},
                    Row{"<postmaster>", Addressee::postmaster},
                    Row{"<PostMaster>", Addressee::postmaster},
                    Row{"<POSTMASTER@reports.example>", Addressee::postmaster},
                    Row{"<postmaster@b.example>", Addressee::postmaster},
                    Row{"<postmaster@mx.example>", Addressee::postmaster},
                    Row{"<postmaster@other.example>", Addressee::other_domain}));

TEST(Recipients, TellWhatAnAddressTakes) {
    EXPECT_EQ(ours().find({"dmarc", "reports.example"}).takes, model::Takes{});
    EXPECT_EQ(ours().find({"rua+eu", "b.example"}).takes, (model::Takes{true, false, false}));
    EXPECT_FALSE(ours().find({"dmarc", "reports.example"}).for_tls_reports);
    EXPECT_TRUE(ours().find({"tls", "reports.example"}).for_tls_reports);
    EXPECT_TRUE(ours().some_for_tls_reports());
}

TEST(Recipients, AreAllAddressesWhereNoneIsConfigured) {
    const Recipients any(domain("mx.example"), {});
    EXPECT_EQ(any.find({"x", "y.example"}).addressee, Addressee::report);
    EXPECT_EQ(any.find({"postmaster", "y.example"}).addressee, Addressee::postmaster);
    EXPECT_EQ(any.find({"x", "[192.0.2.1]"}).addressee, Addressee::other_domain);
    EXPECT_EQ(any.find({"x", ""}).addressee, Addressee::unknown_user);
    EXPECT_FALSE(any.some_for_tls_reports());
}

}  // namespace
}  // namespace sendpath::smtp
