#include "app/takes_setting.hpp"

#include <gtest/gtest.h>

namespace sendpath::app {
namespace {

using model::Takes;

config::Recipient recipient(std::string local, std::string_view domain, Takes takes) {
    return {.local = std::move(local), .domain = *model::DomainName::parse(domain), .takes = takes};
}

TEST(TakesSetting, IsWhatTheSettingsOfTodaySayOfARecipient) {  // S25, S30
    constexpr Takes kRua{.rua = true, .ruf = false, .tls = false};
    config::Config config;
    config.smtp.recipients = {recipient("dmarc", "reports.example.com", kRua)};
    const ingest::TakesNow takes = takes_by(config);
    for (const char* same : {"dmarc@reports.example.com", "DMARC@Reports.Example.com",
                             "dmarc+example.org@reports.example.com"})
        EXPECT_EQ(takes(same), kRua) << same;
    for (const char* none : {"other@reports.example.com", "dmarc@example.com",
                             "postmaster@reports.example.com", "", "no address", "<>"})
        EXPECT_EQ(takes(none), std::nullopt) << none;
}

TEST(TakesSetting, IsEverythingWhereNoRecipientIsSet) {
    EXPECT_EQ(takes_by({})("anybody@example.com"), Takes{});
}

}  // namespace
}  // namespace sendpath::app
