#include "dns/names.hpp"

#include "dns/name_server.hpp"
#include "store/reader.hpp"
#include "support/test_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Seconds now() {
    return seconds(1'767'400'000);
}

class NamesTest : public testing::Test {
protected:
    /// Sources 192.0.2.1 and so on.
    void add_sources(int count) {
        store.write([&](store::Ledger& ledger) {
            for (int i = 1; i <= count; ++i)
                (void)ledger.reports().dictionaries().source(
                    *model::IpAddress::parse("192.0.2." + std::to_string(i)));
        });
    }
    void start(std::uint64_t per_second = 1'000) {
        resolver.emplace(
            Resolver::open(io.get_executor(),
                           {.addresses = {server.address()}, .timeout = 50ms, .tries = 1})
                .value());
        names.emplace(
            io.get_executor(),
            Names::Services{
                .questions = &*resolver, .reader = &reader, .writer = &store.writer(), .now = now},
            Names::Settings{.per_second = per_second, .rest = 1ms});
        names->start();
    }
    /// Runs until `holds()`; the test fails where nothing goes on any more.
    void run_until(const std::function<bool()>& holds) {
        while (!holds()) ASSERT_GT(io.run_one_for(30s), 0U);
    }
    void finish() { run(io, names->finish(0ms)); }

    std::int64_t named() { return store.number("SELECT count(*) FROM name"); }

    asio::io_context io;  // first: threads of the store's let go of it when they end
    test::TestStore store;
    store::Reader reader = store::Reader::open(store.path(), 1).value();
    NameServer server{io};
    std::optional<Resolver> resolver;
    std::optional<Names> names;
};

TEST_F(NamesTest, P4_AreLearnedForAllSourcesAndKept) {
    add_sources(250);  // more than a batch
    server.answers = [](const Asked& asked) {
        Reply reply{.code = kNoSuchName};
        if (asked.type == kTypePtr && !asked.name.starts_with("9."))
            reply = {
                .records = {record(
                    kTypePtr, labels(asked.name.substr(0, asked.name.find('.')) + "a.example"))}};
        if (asked.type == kTypeA && asked.name != "8a.example") {
            const auto last = static_cast<char>(std::stoi(asked.name));
            reply = {.records = {record(kTypeA, std::string({'\xc0', '\0', '\2', last}))}};
        }
        return std::vector{message(asked, reply)};
    };
    start();
    run_until([&] { return names->counts().looked_up == 250; });
    finish();
    EXPECT_EQ(names->counts().confirmed, 248);
    EXPECT_EQ(names->counts().unconfirmed, 1);
    EXPECT_EQ(names->counts().none, 1);
    EXPECT_EQ(named(), 250);
    EXPECT_EQ(store.number("SELECT count(*) FROM name JOIN source ON source.id = name.source"
                           " WHERE name.name = '77a.example' AND confirmed"
                           "   AND address = x'c000024d'"),
              1);
}

TEST_F(NamesTest, P4_AreAskedForSixteenSourcesAtATime) {
    add_sources(40);
    std::set<std::string> asked;
    server.answers = [&](const Asked& each) {
        asked.insert(each.name);
        return std::vector<std::string>();
    };
    start();
    // The seventeenth would come at once, the timeouts much later.
    run_until([&] { return asked.size() == Names::kAtOnce; });
    const auto soon = std::chrono::steady_clock::now() + 20ms;
    while (std::chrono::steady_clock::now() < soon) io.run_one_until(soon);
    EXPECT_EQ(asked.size(), Names::kAtOnce);
    finish();
}

TEST_F(NamesTest, P3_AreLeftAloneWhileNobodyAnswers) {
    add_sources(20);
    bool answers = false;
    server.answers = [&](const Asked& asked) {
        if (!answers) return std::vector<std::string>();
        return std::vector{message(asked, {.code = kNoSuchName})};
    };
    start();
    run_until([&] { return !names->counts().reachable; });
    EXPECT_EQ(named(), 0) << "that nobody answers says nothing of a source";
    EXPECT_EQ(names->counts().looked_up, 0);
    answers = true;
    run_until([&] { return names->counts().looked_up == 20; });
    EXPECT_TRUE(names->counts().reachable);
    EXPECT_EQ(names->counts().none, 20);
    finish();
}

TEST_F(NamesTest, P2_ThatFailCountAsFailedWhereOthersAreAnswered) {
    add_sources(2);
    server.answers = [](const Asked& asked) {
        const bool fails = asked.name.starts_with("1.");
        return std::vector{message(asked, {.code = fails ? kServerFailure : kNoSuchName})};
    };
    start();
    run_until([&] { return names->counts().looked_up == 2; });
    finish();
    EXPECT_EQ(names->counts().failed, 1);
    EXPECT_EQ(names->counts().none, 1);
    EXPECT_TRUE(names->counts().reachable);
}

TEST_F(NamesTest, P4_EndInOrderWhateverIsUnderWay) {
    add_sources(40);
    server.answers = [](const Asked&) { return std::vector<std::string>(); };
    for (const std::size_t questions : {0U, 1U, 16U}) {
        server.questions.clear();
        start();
        run_until([&] { return server.questions.size() >= questions; });
        finish();
        names.reset();
        resolver.reset();
    }
    EXPECT_EQ(named(), 0);
}

}  // namespace
}  // namespace sendpath::dns
