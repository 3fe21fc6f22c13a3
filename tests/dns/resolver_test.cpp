#include "dns/questions.hpp"

#include "dns/name_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::ElementsAre;

const auto kAddress = *model::IpAddress::parse("192.0.2.1");
const std::string kPointer = "1.2.0.192.in-addr.arpa";
const auto kName = *model::DomainName::parse("mail.example.net");
const std::string kOctets = {'\xc0', '\0', '\2', '\1'};  // of kAddress

std::string word(Errc code) {
    switch (code) {
        case Errc::missing_field: return "missing_field";
        case Errc::bad_syntax: return "bad_syntax";
        case Errc::timeout: return "timeout";
        case Errc::io: return "io";
        default: return "another error";
    }
}

class ResolverTest : public testing::Test {
protected:
    Resolver asking(std::vector<std::string> servers, std::chrono::milliseconds timeout = 10s) {
        return Resolver::open(io.get_executor(),
                              {.addresses = std::move(servers), .timeout = timeout, .tries = 1})
            .value();
    }
    /// The one name of kAddress, or the error's code.
    std::string name_by(Resolver& resolver) {
        const auto names = run(io, resolver.reverse(kAddress));
        if (!names) return word(names.error().code);
        return names->empty() ? "" : names->front().str();
    }

    asio::io_context io;
    NameServer server{io};
};

TEST_F(ResolverTest, P2_TellsNamesAddressesAndTexts) {
    server.put(kPointer, kTypePtr, labels("mail.example.net"));
    server.put(kName.str(), kTypeA, kOctets);
    server.put(kName.str(), kTypeAaaa,
               std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + '\1');
    server.put("_dmarc.example.com", kTypeTxt, strings({"v=DMARC1; p=none"}));
    Resolver resolver = asking({server.address()});
    EXPECT_EQ(name_by(resolver), "mail.example.net");
    EXPECT_THAT(run(io, resolver.forward(kName, Resolver::Family::v4)).value(),
                ElementsAre(kAddress));
    EXPECT_THAT(run(io, resolver.forward(kName, Resolver::Family::v6)).value(),
                ElementsAre(*model::IpAddress::parse("2001:db8::1")));
    EXPECT_THAT(run(io, resolver.texts(*model::DomainName::parse("_dmarc.example.com"))).value(),
                ElementsAre("v=DMARC1; p=none"));
}

TEST_F(ResolverTest, P2_TakesHostileAnswersForWhatTheyAre) {
    const Reply sound{.records = {record(kTypePtr, labels("mail.example.net"))}};
    struct Row {
        const char* what;
        std::function<std::vector<std::string>(const Asked&)> answers;
        const char* told;
    };
    const auto with_id = [](Asked asked, const char* id) {
        asked.id = id;
        return asked;
    };
    const auto about_other = [](Asked asked) {
        asked.section = labels("2.2.0.192.in-addr.arpa") + asked.section.substr(24);
        return asked;
    };
    const Row table[] = {
        {"the name does not exist",
         [](const Asked& asked) { return std::vector{message(asked, {.code = kNoSuchName})}; },
         "missing_field"},
        {"nothing of the kind", [](const Asked& asked) { return std::vector{message(asked, {})}; },
         "missing_field"},
        {"the server fails",
         [](const Asked& asked) { return std::vector{message(asked, {.code = kServerFailure})}; },
         "io"},
        {"refused",
         [](const Asked& asked) { return std::vector{message(asked, {.code = kRefused})}; }, "io"},
        {"silence", [](const Asked&) { return std::vector<std::string>(); }, "timeout"},
        {"wrong ids alone",
         [&](const Asked& asked) {
             return std::vector{message(with_id(asked, "\xfe\xdc"), sound)};
         },
         "timeout"},
        {"a forged answer before the true one",
         [&](const Asked& asked) {
             const Reply forged{.records = {record(kTypePtr, labels("forged.example"))}};
             return std::vector{message(with_id(asked, "\xfe\xdc"), forged), message(asked, sound)};
         },
         "mail.example.net"},
        {"an answer to another question",
         [&](const Asked& asked) { return std::vector{message(about_other(asked), sound)}; },
         "timeout"},
        {"too short for a head", [](const Asked& asked) { return std::vector{asked.id}; },
         "timeout"},
        {"a record that ends in the middle",
         [&](const Asked& asked) {
             const std::string whole = message(asked, sound);
             return std::vector{whole.substr(0, whole.size() - 3)};
         },
         "bad_syntax"},
        {"a name that points to itself",
         [](const Asked& asked) {
             const auto place = static_cast<char>(12 + asked.section.size() + 12);
             const std::string loop = {'\xc0', place};
             return std::vector{message(asked, {.records = {record(kTypePtr, loop)}})};
         },
         "bad_syntax"},
        {"a name with a line feed",
         [](const Asked& asked) {
             return std::vector{
                 message(asked, {.records = {record(kTypePtr, labels("a\nb.example"))}})};
         },
         "bad_syntax"},
        {"there is more by TCP, and nobody answers there",
         [&](const Asked& asked) {
             Reply cut = sound;
             cut.cut_off = true;
             return std::vector{message(asked, cut)};
         },
         "io"},
    };
    for (const Row& row : table) {
        server.answers = row.answers;
        Resolver resolver = asking({server.address()}, 100ms);
        EXPECT_EQ(name_by(resolver), row.told) << row.what;
    }
}

TEST_F(ResolverTest, P2_AsksTheNextServerWhereOneIsSilent) {
    NameServer deaf(io);
    deaf.answers = [](const Asked&) { return std::vector<std::string>(); };
    server.put(kPointer, kTypePtr, labels("mail.example.net"));
    Resolver resolver = asking({deaf.address(), server.address()}, 50ms);
    EXPECT_EQ(name_by(resolver), "mail.example.net");
    EXPECT_EQ(deaf.questions.size(), 1U);
}

TEST_F(ResolverTest, P4_EndsOpenQuestionsWhenToldToOrWhenItGoes) {
    for (const bool goes : {false, true}) {
        auto resolver = std::make_unique<Resolver>(asking({server.address()}));
        server.answers = [&](const Asked&) {
            asio::post(io, [&] {
                if (goes)
                    resolver.reset();
                else
                    resolver->cancel();
            });
            return std::vector<std::string>();
        };
        EXPECT_EQ(name_by(*resolver), "io") << goes;
    }
}

TEST_F(ResolverTest, P3_TellsWhetherAnybodyAnswersAtAll) {
    Resolver resolver = asking({server.address()}, 50ms);
    EXPECT_TRUE(run(io, resolver.is_answered())) << "it denies the root, but answers";
    server.answers = [](const Asked&) { return std::vector<std::string>(); };
    EXPECT_FALSE(run(io, resolver.is_answered()));
}

TEST_F(ResolverTest, P2_OpensWithAddressesAlone) {
    const Servers named{.addresses = {"ns.example.com"}};
    const auto opened = Resolver::open(io.get_executor(), named);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::bad_syntax);
}

}  // namespace
}  // namespace sendpath::dns
