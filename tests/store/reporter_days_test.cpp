#include "store/reporter_days.hpp"

#include "store/small_store.hpp"

namespace sendpath::store {
namespace {

using test::MadeReport;

std::string lines(const std::vector<ReporterCalendar>& calendars) {
    std::string text;
    for (const ReporterCalendar& each : calendars) {
        text += each.reporter + ':';
        for (const ReporterDay& day : each.days)
            text += ' ' + time::date(day.day) + '=' + std::to_string(day.reports) + '/' +
                    std::to_string(day.messages);
        text += '\n';
    }
    return text;
}

TEST(ReporterCalendars, HaveTheDaysOfEachOrganisationWithTheSumsOfItsDomains) {
    test::TestStore store;
    const auto add = [&](const MadeReport& made) { store.add(test::aggregate(made)); };
    add({.id = "1", .org = "B", .records = {{.messages = 3}}});
    add({.id = "2", .org = "B", .domain = "example.net", .records = {{.messages = 4}}});
    add({.id = "3", .org = "B", .day = test::kNewYear + 2, .records = {{.messages = 5}}});
    add({.id = "4", .org = "A", .records = {{.messages = 1}}});
    const auto ask = [&](const Filter& filter) {
        return lines(store.ask([&](sqlite3& db) { return reporter_calendars(db, filter); }));
    };
    EXPECT_EQ(ask({}), "A: 2026-01-01=1/1\nB: 2026-01-01=2/7 2026-01-03=1/5\n");
    EXPECT_EQ(ask(test::about({"example.net"})), "B: 2026-01-01=1/4\n");
    EXPECT_EQ(ask({.period = {day(test::kNewYear + 1), {}}}), "B: 2026-01-03=1/5\n");
}

}  // namespace
}  // namespace sendpath::store
