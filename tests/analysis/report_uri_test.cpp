#include "analysis/report_uri.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::analysis {
namespace {

using testing::ElementsAre;

TEST(ReportAddressTest, U1_IsReadAndBecomesAUri) {
    struct Row {
        std::string text;
        std::string uri;  ///< empty: no address
    };
    const std::string longest(64, 'a');
    const Row table[] = {
        {"dmarc@example.com", "mailto:dmarc@example.com"},
        {"Dmarc+x@EXAMPLE.com", "mailto:Dmarc+x@example.com"},
        {"a.b-c_d@example.co.jp", "mailto:a.b-c_d@example.co.jp"},
        {"a!b@example.com", "mailto:a%21b@example.com"},
        {"a%b?c/d#e&f@example.com", "mailto:a%25b%3Fc%2Fd%23e%26f@example.com"},
        {longest + "@example.com", "mailto:" + longest + "@example.com"},
        {longest + "a@example.com", ""},
        {"example.com", ""},
        {"@example.com", ""},
        {"a@", ""},
        {"a..b@example.com", ""},
        {".a@example.com", ""},
        {"a b@example.com", ""},
        {"a,b@example.com", ""},
        {"a;b@example.com", ""},
        {"\"a b\"@example.com", ""},
        {"a@exa mple.com", ""},
        {"a@example.com\n", ""},
        {"mailto:a@example.com", ""},
        {"\xe3\x81\x82@example.com", ""},
    };
    for (const Row& row : table) {
        const auto address = ReportAddress::parse(row.text);
        EXPECT_EQ(address ? address->uri() : "", row.uri) << row.text;
        if (address) EXPECT_EQ(address_of(address->uri()), *address) << row.text;
    }
}

TEST(ReportUri, U1_NamesAnAddressInWhateverFormItIsWritten) {
    struct Row {
        const char* uri;
        const char* address;  ///< empty: none
        bool takes_reports;
    };
    const Row table[] = {
        {"mailto:a@example.com", "a@example.com", true},
        {"MAILTO:a@Example.COM", "a@example.com", true},
        {"mailto:a@example.com!10m", "a@example.com", true},
        {"mailto:a@example.com?subject=x", "a@example.com", true},
        {"mailto:a%2Bb@example.com", "a+b@example.com", true},
        {"mailto:a%2@example.com", "", false},
        {"mailto:a%", "", false},
        {"mailto:a%zz@example.com", "", false},
        {"mailto: a@example.com", "", false},
        {"mailto:", "", false},
        {"a@example.com", "", false},
        {"https://example.com/r", "", true},
        {"HTTPS://example.com/r", "", true},
        {"http://example.com/r", "", false},
        {"", "", false},
    };
    for (const Row& row : table) {
        const auto address = address_of(row.uri);
        EXPECT_EQ(address ? address->str() : "", row.address) << row.uri;
        EXPECT_EQ(is_report_uri(row.uri), row.takes_reports) << row.uri;
    }
}

TEST(ReportUri, U1_ListsAreTakenApartAtCommas) {
    EXPECT_THAT(uris_of(" mailto:a@x.example , ,mailto:b@x.example,"),
                ElementsAre("mailto:a@x.example", "mailto:b@x.example"));
    EXPECT_TRUE(uris_of("").empty());
}

}  // namespace
}  // namespace sendpath::analysis
