#include "http/query_reader.hpp"

#include <gtest/gtest.h>

namespace sendpath::http {
namespace {

TEST(Query, DecodesNamesAndValues) {
    const Result<Query> query = Query::parse("a=1&b=x%20y+z&b=%26%3D&c&d=");
    ASSERT_TRUE(query);
    ASSERT_EQ(query->all().size(), 5U);
    EXPECT_EQ(query->find("a"), "1");
    EXPECT_EQ(query->all()[1].value, "x y z");
    EXPECT_EQ(query->all()[2].value, "&=");
    EXPECT_EQ(query->find("c"), "");
    EXPECT_EQ(query->find("d"), "");
    EXPECT_EQ(query->find("e"), std::nullopt);
    EXPECT_TRUE(Query::parse("")->all().empty());
    EXPECT_TRUE(Query::parse("&&")->all().empty());
}

TEST(Query, RefusesWhatIsNone) {
    for (const std::string_view text : {"a=%", "a=%2", "a=%zz", "a=%00", "a=x%0ay", "%1f=1"}) {
        SCOPED_TRACE(text);
        EXPECT_FALSE(Query::parse(text));
    }
}

TEST(Query, HasAtMostAHundredParameters) {
    std::string text = "a=1";
    for (std::size_t i = 1; i < Query::kParametersMax; ++i) text += "&a=1";
    EXPECT_TRUE(Query::parse(text));
    EXPECT_EQ(Query::parse(text + "&a=1").error().code, Errc::too_large);
}

/// Asks for everything a list knows.
std::string first_problem(std::string_view text) {
    const Result<Query> query = Query::parse(text);
    EXPECT_TRUE(query);
    QueryReader reader("/list", *query);
    static_cast<void>(reader.filter());
    static_cast<void>(reader.address("ip"));
    static_cast<void>(reader.text("reporter"));
    static_cast<void>(reader.row_id("report"));
    constexpr std::array<QueryReader::Choice<int>, 2> kSorts{{{"up", 1}, {"down", 2}}};
    static_cast<void>(reader.choice("sort", kSorts));
    static_cast<void>(reader.flag("original"));
    static_cast<void>(reader.limit());
    static_cast<void>(reader.cursor());
    const auto problem = reader.problem();
    return problem ? problem->parameter : "";
}

TEST(QueryReader, NamesTheParameterThatIsWrong) {
    const std::string text1000(QueryReader::kTextMax, 'x');
    std::string domains50;
    for (std::size_t i = 0; i < QueryReader::kDomainsMax; ++i) domains50 += "domain=a.example&";
    const std::pair<std::string, std::string> table[] = {
        {"", ""},
        {"domain=example.com&domain=Example.NET.", ""},
        {"domain=", "domain"},
        {"domain=a..b", "domain"},
        {domains50, ""},
        {domains50 + "domain=a.example", "domain"},
        {"from=2026-01-01&to=2026-01-01", ""},
        {"from=2026-01-02&to=2026-01-01", "to"},
        {"from=2026-02-30", "from"},
        {"from=yesterday", "from"},
        {"to=2026-1-1", "to"},
        {"to=", "to"},
        {"from=2026-01-01&from=2026-01-01", "from"},
        {"limit=1", ""},
        {"limit=0", "limit"},
        {"limit=1000", ""},
        {"limit=1001", "limit"},
        {"limit=-1", "limit"},
        {"limit=x", "limit"},
        {"limit=", "limit"},
        {"ip=192.0.2.1", ""},
        {"ip=2001:db8::1", ""},
        {"ip=192.0.2", "ip"},
        {"reporter=Receiver+One", ""},
        {"reporter=", "reporter"},
        {"reporter=" + text1000, ""},
        {"reporter=x" + text1000, "reporter"},
        {"report=1", ""},
        {"report=9223372036854775807", ""},
        {"report=9223372036854775808", "report"},
        {"report=0", "report"},
        {"sort=up", ""},
        {"sort=sideways", "sort"},
        {"original=1", ""},
        {"original=0", ""},
        {"original=yes", "original"},
        {"cursor=x", "cursor"},
        {"cursor=", "cursor"},
        {"nothing=1", "nothing"},
        {"Domain=example.com", "Domain"},
    };
    for (const auto& [query, bad] : table) {
        SCOPED_TRACE(query.substr(0, 60));
        EXPECT_EQ(first_problem(query), bad);
    }
}

TEST(QueryReader, FallsBackToFiftyRowsAndOpenEnds) {
    const Query query;
    QueryReader reader("/list", query);
    EXPECT_EQ(reader.limit(), 50U);
    EXPECT_TRUE(reader.filter().domains.empty());
    EXPECT_FALSE(reader.period().from);
    EXPECT_FALSE(reader.cursor());
}

std::optional<std::string> cursor_of(std::string_view path, std::string_view text) {
    const Query query = *Query::parse(text);
    return QueryReader(path, query).next_cursor(store::Position{{-20454, 7, 0}});
}

/// Whether `cursor` is taken with the parameters of `text`, and what it says.
std::optional<store::Position> taken(std::string_view path, std::string_view text,
                                     std::string_view cursor) {
    const Query query = *Query::parse(std::string(text) + "&cursor=" + std::string(cursor));
    return QueryReader(path, query).cursor();
}

TEST(Cursor, LeadsOnInTheSameListWithTheSameFilters) {
    const std::string cursor = *cursor_of("/list", "domain=example.com&from=2026-01-01&limit=10");
    const auto position = taken("/list", "from=2026-01-01&domain=example.com&limit=20", cursor);
    ASSERT_TRUE(position);
    EXPECT_EQ(position->key, (std::vector<std::int64_t>{-20454, 7, 0}));
    EXPECT_EQ(cursor.find_first_not_of("0123456789abcdef_-"), std::string::npos)
        << "fits into a URL as it is";
}

TEST(Cursor, IsRefusedWithOtherFilters) {
    const std::string cursor = *cursor_of("/list", "domain=example.com");
    EXPECT_TRUE(taken("/list", "domain=example.com", cursor));
    EXPECT_FALSE(taken("/list", "domain=example.net", cursor));
    EXPECT_FALSE(taken("/list", "", cursor));
    EXPECT_FALSE(taken("/list", "domain=example.com&from=2026-01-01", cursor));
    EXPECT_FALSE(taken("/other", "domain=example.com", cursor));
}

TEST(Cursor, IsRefusedWhenAnyCharacterWasChanged) {
    const std::string cursor = *cursor_of("/list", "");
    for (std::size_t at = 0; at < cursor.size(); ++at) {
        std::string changed = cursor;
        changed[at] = changed[at] == '1' ? '2' : '1';
        SCOPED_TRACE(changed);
        EXPECT_FALSE(taken("/list", "", changed));
        EXPECT_FALSE(taken("/list", "", cursor.substr(0, at)));
    }
    EXPECT_FALSE(taken("/list", "", cursor + "_1"));
}

TEST(Cursor, HasNoValueWhereNoPageFollows) {
    const Query query;
    EXPECT_FALSE(QueryReader("/list", query).next_cursor(std::nullopt));
}

}  // namespace
}  // namespace sendpath::http
