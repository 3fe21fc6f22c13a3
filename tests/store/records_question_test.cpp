#include "store/small_store.hpp"

namespace sendpath::store {
namespace {

using test::about;

class RecordsTest : public testing::Test {
protected:
    RecordsPage ask(const RecordsQuestion& question) {
        return store.ask([&](sqlite3& db) { return records(db, question); });
    }
    /// "2#3": report and ordinal.
    static std::string numbers(const RecordsPage& answer) {
        std::string text;
        for (const RecordRow& row : answer.page.rows)
            text.append(text.empty() ? "" : " ")
                .append(std::to_string(row.report.value) + "#")
                .append(std::to_string(row.ordinal));
        return text;
    }
    void expect(const RecordsQuestion& question, std::string_view rows, std::int64_t messages) {
        const RecordsPage answer = ask(question);
        EXPECT_EQ(numbers(answer), rows);
        EXPECT_EQ(answer.records, static_cast<std::int64_t>(answer.page.rows.size()));
        EXPECT_EQ(answer.messages, messages);
        EXPECT_FALSE(answer.page.next);
    }
    test::SmallStore store;
};

TEST_F(RecordsTest, AreThoseOfTheNewestDayFirst) {
    expect({}, "4#1 3#1 2#1 2#2 2#3 1#1 1#2 1#3", 132);
}

TEST_F(RecordsTest, AreAttributedByTheirFromDomain) {  // I10
    expect({.filter = about({"example.com"})}, "4#1 2#1 2#2 1#1 1#2 1#3", 28);
    expect({.filter = about({"mail.example.com"})}, "4#1 1#2", 10);
    expect({.filter = about({"badexample.com"})}, "3#1", 100);
    expect({.filter = about({"never.example"})}, "", 0);
}

TEST_F(RecordsTest, AreFoundThoughTheFromDomainIsOutsideOfThePolicyDomain) {  // flag 8
    EXPECT_EQ(store.number("SELECT flags FROM report WHERE id = 2"), 8);
    EXPECT_EQ(store.number("SELECT count(*) FROM report WHERE flags & 8"), 1);
    expect({.filter = about({"strange.example"})}, "2#3", 4);
}

TEST_F(RecordsTest, OfANameAboveThePolicyDomainAreFound) {
    store.add(test::aggregate({.id = "5",
                               .domain = "a.b.example.net",
                               .records = {{.messages = 6, .header_from = "example.net"}}}));
    EXPECT_EQ(ask({.filter = about({"example.net"})}).messages, 6);
    EXPECT_EQ(ask({.filter = about({"a.b.example.net"})}).messages, 0);
}

TEST_F(RecordsTest, AreFilteredByResult) {
    expect({.result = ResultFilter::fail}, "2#1 2#2 1#2", 9);
    expect({.result = ResultFilter::pass}, "4#1 3#1 2#3 1#1 1#3", 123);
    expect({.result = ResultFilter::dkim_fail}, "4#1 2#1 2#2 1#2 1#3", 18);
    expect({.result = ResultFilter::spf_fail}, "2#1 2#2 2#3 1#2", 13);
}

TEST_F(RecordsTest, AreFilteredBySourceReporterReportAndPeriod) {
    expect({.network = *model::IpNetwork::parse("192.0.2.1")}, "3#1 2#1 1#1 1#2", 118);
    expect({.network = *model::IpNetwork::parse("203.0.113.1")}, "", 0);
    expect({.network = *model::IpNetwork::parse("192.0.2.0/24")}, "4#1 3#1 2#1 2#2 2#3 1#1 1#2",
           130);
    expect({.network = *model::IpNetwork::parse("::/0")}, "1#3", 2);  // no IPv4 among them
    expect({.header_from = "mail.example.com"}, "4#1 1#2", 10);
    expect({.header_from = "com"}, "", 0);  // exact
    expect({.reporter = "Receiver Two"}, "4#1 2#1 2#2 2#3", 17);
    expect({.reporter = "Receiver"}, "", 0);  // exact
    expect({.report = model::ReportId{2}}, "2#1 2#2 2#3", 10);
    expect({.report = model::ReportId{99}}, "", 0);
    expect({.filter = {.period = {day(20'455), day(20'455)}}}, "3#1 2#1 2#2 2#3", 110);
    expect({.filter = about({"example.com"}, {{}, day(20'454)}), .result = ResultFilter::fail},
           "1#2", 3);
}

TEST_F(RecordsTest, ComeInPagesWithTheSumsOfTheWhole) {
    for (std::size_t limit = 1; limit <= 9; ++limit) {
        std::string all;
        RecordsQuestion question{.limit = limit};
        int pages = 0;
        do {
            const RecordsPage answer = ask(question);
            EXPECT_EQ(answer.records, 8);
            EXPECT_EQ(answer.messages, 132);
            all += (all.empty() ? "" : " ") + numbers(answer);
            question.after = answer.page.next;
            ASSERT_LT(++pages, 10);
        } while (question.after);
        EXPECT_EQ(all, "4#1 3#1 2#1 2#2 2#3 1#1 1#2 1#3") << limit;
    }
}

TEST_F(RecordsTest, ComeInPagesWithoutSumsForWhoReadsThemAll) {
    std::string all;
    RecordsQuestion question{.result = ResultFilter::pass, .limit = 2, .totals = false};
    do {
        const RecordsPage answer = ask(question);
        EXPECT_LT(answer.records, 5) << "it reads on no further";
        all += (all.empty() ? "" : " ") + numbers(answer);
        question.after = answer.page.next;
    } while (question.after);
    EXPECT_EQ(all, "4#1 3#1 2#3 1#1 1#3");
}

TEST_F(RecordsTest, HoldWhatWasStored) {
    const RecordsPage answer = ask({.report = model::ReportId{1}});
    std::vector<std::string> lines;
    for (const RecordRow& row : answer.page.rows) {
        lines.push_back(test::line_of(row.record, row.words, row.auth, row.reasons));
        EXPECT_EQ(row.reporter, "Receiver One");
        EXPECT_EQ(row.policy.domain.str(), "example.com");
        EXPECT_EQ(count(row.day), 20'454);
    }
    EXPECT_EQ(lines, (std::vector<std::string>{
                         "192.0.2.1 x10 example.com none dkim=pass spf=pass "
                         "from=bounce.example.com d:example.com/s1 s:example.com=softfail",
                         "192.0.2.1 x3 mail.example.com quarantine dkim=fail spf=fail "
                         "from=bounce.mail.example.com d:esp.example/s1",
                         "2001:db8::1 x2 example.com none dkim=fail spf=pass "
                         "from=bounce.example.com"}));
}

TEST_F(RecordsTest, OfASupersededReportAreOnlyThereWhenItIsAskedFor) {
    store.add(test::aggregate({.id = "4",
                               .org = "Receiver Two",
                               .domain = "mail.example.com",
                               .day = test::kNewYear + 2,
                               .records = {{.messages = 1, .header_from = "mail.example.com"}}}));
    expect({.filter = about({"mail.example.com"})}, "4#1 1#2", 10);
    EXPECT_EQ(ask({.report = store.last_report()}).messages, 1);
}

}  // namespace
}  // namespace sendpath::store
