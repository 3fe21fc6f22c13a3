#include "store/names.hpp"

#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Seconds kNow = seconds(1'767'400'000);
const auto kName = *model::DomainName::parse("mail.example.net");

class Names : public testing::Test {
protected:
    /// The row of an address, which is made where it is new.
    std::int64_t source(std::string_view address) {
        std::int64_t row = 0;
        const auto parsed = *model::IpAddress::parse(address);
        store.write([&](Ledger& ledger) { row = ledger.reports().dictionaries().source(parsed); });
        return row;
    }

    void put(std::string_view address, NameOutcome outcome, const model::DomainName& name = {},
             bool confirmed = false, Seconds now = kNow) {
        const std::int64_t row = source(address);
        store.write(
            [&](Ledger& ledger) { ledger.names().put({row, outcome, name, confirmed}, now); });
    }

    std::vector<std::string> next(Seconds now, std::size_t limit = 100) {
        const auto found = store.ask([&](sqlite3& db) {
            return sources_to_name(db, {.now = now, .after = after, .limit = limit});
        });
        after = found.after;
        std::vector<std::string> addresses;
        for (const SourceToName& each : found.sources) addresses.push_back(each.address.str());
        return addresses;
    }

    std::optional<SourceName> name_of(std::string_view address) {
        const auto parsed = *model::IpAddress::parse(address);
        return store.ask([&](sqlite3& db) -> Result<std::optional<SourceName>> {
            SourceNames names(db);
            const SourceName* const found = names.of(parsed);
            if (names.error()) return *names.error();
            return found == nullptr ? std::nullopt : std::optional(*found);
        });
    }

    std::vector<std::int64_t> changed_since(std::int64_t since, std::size_t limit = 100) {
        std::vector<std::int64_t> sources;
        const auto found =
            store.ask([&](sqlite3& db) { return names_changed_since(db, since, limit); });
        for (const ChangedName& each : found) {
            sources.push_back(each.source);
            last_change = each.changed;
        }
        return sources;
    }

    test::TestStore store;
    std::int64_t after = 0;
    std::int64_t last_change = 0;
};

TEST_F(Names, P1_AreAskedForTheBusiestOfTheNewestWeekFirst) {
    store.add(test::aggregate({.id = "old",
                               .day = test::kNewYear - 30,
                               .records = {{.source = "192.0.2.1", .messages = 1'000}}}));
    store.add(test::aggregate({.id = "new",
                               .day = test::kNewYear,
                               .records = {{.source = "192.0.2.2", .messages = 3},
                                           {.source = "192.0.2.3", .messages = 7}}}));
    EXPECT_THAT(next(kNow, 1), ElementsAre("192.0.2.3"));
    after = 0;
    EXPECT_THAT(next(kNow), ElementsAre("192.0.2.3", "192.0.2.2", "192.0.2.1"));
}

TEST_F(Names, P1_AreAskedForAgainOncePastTheirAge) {
    struct Row {
        const char* address;
        NameOutcome outcome;
        std::chrono::seconds age;
    };
    const Row table[] = {{"192.0.2.1", NameOutcome::found, std::chrono::days(30)},
                         {"192.0.2.2", NameOutcome::none, std::chrono::days(7)},
                         {"192.0.2.3", NameOutcome::failed, 1h}};
    for (const Row& each : table) {
        test::TestStore fresh;
        const bool found = each.outcome == NameOutcome::found;
        fresh.write([&](Ledger& ledger) {
            const auto address = *model::IpAddress::parse(each.address);
            const std::int64_t row = ledger.reports().dictionaries().source(address);
            ledger.names().put({row, each.outcome, found ? kName : model::DomainName()}, kNow);
        });
        const auto given = [&](Seconds now) {
            const auto next =
                fresh.ask([&](sqlite3& db) { return sources_to_name(db, {.now = now}); });
            return next.sources.size();
        };
        EXPECT_EQ(given(kNow + each.age - 1s), 0U) << each.address;
        EXPECT_EQ(given(kNow + each.age), 1U) << each.address;
    }
}

TEST_F(Names, P1_ThatFailAreAskedForAfterTwiceTheTimeUpToADay) {
    Seconds now = kNow;
    for (const auto rest : {1h, 2h, 4h, 8h, 16h, 24h, 24h}) {
        put("192.0.2.1", NameOutcome::failed, {}, false, now);
        EXPECT_THAT(next(now + rest - 1s), IsEmpty()) << rest.count();
        EXPECT_THAT(next(now + rest), ElementsAre("192.0.2.1"));
        now += rest;
    }
    put("192.0.2.1", NameOutcome::none, {}, false, now);
    put("192.0.2.1", NameOutcome::failed, {}, false, now);
    EXPECT_THAT(next(now + 1h), ElementsAre("192.0.2.1")) << "an answer begins the count anew";
}

TEST_F(Names, P1_OfOtherSourcesComeInTheOrderTheyWereMet) {
    for (const char* each : {"192.0.2.1", "192.0.2.2", "2001:db8::1"}) (void)source(each);
    EXPECT_THAT(next(kNow, 2), ElementsAre("192.0.2.1", "192.0.2.2"));
    EXPECT_THAT(next(kNow, 2), ElementsAre("2001:db8::1"));
    EXPECT_THAT(next(kNow, 2), IsEmpty());
    (void)source("192.0.2.4");
    EXPECT_THAT(next(kNow, 2), ElementsAre("192.0.2.4"));
}

TEST_F(Names, P2_StayWhenALaterTimeFails) {
    put("192.0.2.1", NameOutcome::found, kName, true);
    put("192.0.2.1", NameOutcome::failed, {}, false, kNow + 1h);
    const auto name = name_of("192.0.2.1");
    ASSERT_TRUE(name);
    EXPECT_EQ(name->name, kName.str());
    EXPECT_TRUE(name->confirmed);
    EXPECT_EQ(name->looked_up, kNow);
    put("192.0.2.1", NameOutcome::none, {}, false, kNow + 2h);
    EXPECT_EQ(name_of("192.0.2.1")->name, std::nullopt);
    EXPECT_EQ(name_of("192.0.2.1")->looked_up, kNow + 2h);
    EXPECT_FALSE(name_of("192.0.2.2"));
}

TEST_F(Names, P3_CountForGroupingOnlyWhenTheyLeadBack) {
    put("192.0.2.1", NameOutcome::found, kName, false);
    EXPECT_THAT(changed_since(0), IsEmpty());
    const std::int64_t row = source("192.0.2.1");
    const auto confirmed = [&] {
        return store.ask([&](sqlite3& db) { return confirmed_name(db, row); });
    };
    EXPECT_EQ(confirmed(), std::nullopt);
    put("192.0.2.1", NameOutcome::found, kName, true);
    EXPECT_EQ(confirmed(), kName.str());
    EXPECT_THAT(changed_since(0), ElementsAre(row));
}

TEST_F(Names, P3_TellOfEachChangeOfAConfirmedNameOnceInItsOrder) {
    put("192.0.2.1", NameOutcome::found, kName, true);
    put("192.0.2.2", NameOutcome::found, kName, true);
    const std::int64_t one = source("192.0.2.1");
    const std::int64_t two = source("192.0.2.2");
    EXPECT_THAT(changed_since(0, 1), ElementsAre(one));
    EXPECT_THAT(changed_since(last_change), ElementsAre(two));
    put("192.0.2.1", NameOutcome::found, kName, true, kNow + 1h);
    EXPECT_THAT(changed_since(last_change), IsEmpty()) << "the same name";
    put("192.0.2.1", NameOutcome::found, kName, false, kNow + 2h);
    EXPECT_THAT(changed_since(last_change), ElementsAre(one)) << "it leads back no more";
}

}  // namespace
}  // namespace sendpath::store
