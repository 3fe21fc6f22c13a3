#include "dns/confirm.hpp"

#include "dns/name_server.hpp"

#include <gtest/gtest.h>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using store::NameOutcome;

const std::string kPointer = "1.2.0.192.in-addr.arpa";
const std::string kOwn = {'\xc0', '\0', '\2', '\1'};    // 192.0.2.1
const std::string kOther = {'\xc0', '\0', '\2', '\2'};  // 192.0.2.2

class Confirm : public testing::Test {
protected:
    store::NameAnswer ask(std::string_view address = "192.0.2.1") {
        Resolver resolver =
            Resolver::open(io.get_executor(),
                           {.addresses = {server.address()}, .timeout = 50ms, .tries = 1})
                .value();
        Pace pace(1'000'000);
        return run(io, name_of(resolver, pace, {7, *model::IpAddress::parse(address)}));
    }
    void expect(NameOutcome outcome, std::string_view name, bool confirmed) {
        const store::NameAnswer answer = ask();
        EXPECT_EQ(answer.source, 7);
        EXPECT_EQ(answer.outcome, outcome);
        EXPECT_EQ(answer.name.str(), name);
        EXPECT_EQ(answer.confirmed, confirmed);
    }

    asio::io_context io;
    NameServer server{io};
};

TEST_F(Confirm, P1_ANameThatLeadsBack) {
    server.put(kPointer, kTypePtr, labels("mail.example.net"));
    server.put("mail.example.net", kTypeA, kOther);
    server.put("mail.example.net", kTypeA, kOwn);
    expect(NameOutcome::found, "mail.example.net", true);
}

TEST_F(Confirm, P1_ANameOfIpv6LeadsBackByItsOwnKindOfAddress) {
    const std::string address = std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + '\1';
    server.put("1." + std::string("0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2") +
                   ".ip6.arpa",
               kTypePtr, labels("six.example.net"));
    server.put("six.example.net", kTypeAaaa, address);
    EXPECT_TRUE(ask("2001:db8::1").confirmed);
}

TEST_F(Confirm, P1_ANameThatLeadsElsewhereIsNotBelieved) {
    server.put(kPointer, kTypePtr, labels("mail.bank.example"));
    server.put("mail.bank.example", kTypeA, kOther);
    expect(NameOutcome::found, "mail.bank.example", false);
}

TEST_F(Confirm, P1_ANameThatLeadsNowhereIsNotBelieved) {
    server.put(kPointer, kTypePtr, labels("nowhere.example"));
    expect(NameOutcome::found, "nowhere.example", false);
}

TEST_F(Confirm, P2_TheFirstOfSeveralThatLeadsBack) {
    for (const char* each : {"a.example", "b.example", "c.example"})
        server.put(kPointer, kTypePtr, labels(each));
    server.put("b.example", kTypeA, kOwn);
    server.put("c.example", kTypeA, kOwn);
    expect(NameOutcome::found, "b.example", true);
}

TEST_F(Confirm, P2_OfVeryManyNamesOnlyTheFirstAreTried) {
    const auto leads_back = [&](std::size_t place) {
        server.answers = [place](const Asked& asked) {
            Reply reply{.code = kNoSuchName};
            if (asked.type == kTypePtr) {
                reply.code = kNoError;
                // As many as go into a datagram of 512 octets.
                for (std::size_t i = 0; i < 15; ++i)
                    reply.records.push_back(record(kTypePtr, labels(std::to_string(i) + ".test")));
            } else if (asked.name == std::to_string(place) + ".test") {
                reply = {.records = {record(kTypeA, kOwn)}};
            }
            return std::vector{message(asked, reply)};
        };
        server.questions.clear();
        return ask();
    };
    EXPECT_TRUE(leads_back(kNamesMax - 1).confirmed);
    const auto beyond = leads_back(kNamesMax);
    EXPECT_FALSE(beyond.confirmed);
    EXPECT_EQ(beyond.name.str(), "0.test");
    EXPECT_EQ(server.questions.size(), 1 + kNamesMax);
}

TEST_F(Confirm, P1_NoNameIsAnAnswer) {
    expect(NameOutcome::none, "", false);
}

TEST_F(Confirm, P2_NamesThatCannotBeAHostsAreNone) {
    server.put(kPointer, kTypePtr, labels("a\nb.example"));
    expect(NameOutcome::none, "", false);
}

TEST_F(Confirm, P2_SilenceIsNoAnswer) {
    server.answers = [](const Asked&) { return std::vector<std::string>(); };
    expect(NameOutcome::failed, "", false);
}

TEST_F(Confirm, P2_SilenceAboutTheWayBackIsNoAnswerEither) {
    server.answers = [](const Asked& asked) {
        if (asked.type != kTypePtr) return std::vector<std::string>();
        return std::vector{message(asked, {.records = {record(kTypePtr, labels("a.example"))}})};
    };
    expect(NameOutcome::failed, "", false);
}

TEST(PaceTest, P4_LetsSoManyGoASecond) {
    Pace pace(4);
    const Pace::Time begin = Pace::Time(1h);
    for (int i = 0; i < 9; ++i) EXPECT_EQ(pace.next(begin), begin + i * 250ms) << i;
    EXPECT_EQ(pace.next(begin + 1min), begin + 1min) << "a pause saves nothing up";
    EXPECT_EQ(pace.next(begin + 1min), begin + 1min + 250ms);
}

}  // namespace
}  // namespace sendpath::dns
