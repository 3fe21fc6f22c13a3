#include "http/sample_store.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace sendpath::http {
namespace {

namespace json = boost::json;

class MailboxesRoute : public testing::Test {
protected:
    MailboxesRoute() {
        store.services().mailboxes = [this] { return std::vector{mailbox}; };
        store.services().poll_mailbox = [this](std::int64_t id) {
            if (id != mailbox.id) return false;
            ++polls;
            return true;
        };
    }

    [[nodiscard]] json::value data() const { return store.json("/api/v1/mailboxes").at("data"); }

    void take(std::uint32_t uid, Seconds received, store::IntakeState state) {
        const std::string octets = "mail " + std::to_string(uid);
        const store::NewIntake mail{.received = received,
                                    .via = store::Via::imap,
                                    .name = "a",
                                    .size = 1,
                                    .digest = digest_of(octets),
                                    .packed = octets,
                                    .place = store::MailboxPlace{mailbox.id, 7, uid}};
        ASSERT_TRUE(store.writer().write([&](store::Ledger& ledger) {
            static_cast<void>(ledger.mailboxes().open("reports", "INBOX"));
            static_cast<void>(ledger.intake().take(mail, state));
        }));
    }

    Answer post(const std::string& target, const std::string& origin = "") {
        Request request;
        request.method = "POST";
        request.host = "here.example";
        request.origin = origin;
        return store.ask(std::move(request), target);
    }

    test::SampleStore store;
    MailboxState mailbox{.id = 1,
                         .account = "reports",
                         .folder = "INBOX",
                         .server = "imaps://imap.example.com:993",
                         .state = "connecting",
                         .after = "file",
                         .alert = {}};
    int polls = 0;
};

TEST_F(MailboxesRoute, OfAMailboxNeverReachedTellsNothingItDoesNotKnow) {  // I21
    EXPECT_EQ(json::serialize(data()),
              R"([{"id":1,"account":"reports","folder":"INBOX",)"
              R"("server":"imaps://imap.example.com:993","state":"connecting","idle":false,)"
              R"("after":"file","certificate_unchecked":false,"last_success":null,)"
              R"("next_poll":null,"last_error":null,"backlog":null,"uid_validity":null,)"
              R"("renumbered":null,"alert":null,)"
              R"("counts":{"found":0,"new_mails":0,"known":0,"held":0,"too_large":0,"waiting":0},)"
              R"("counts_7d":{"found":0,"new_mails":0,"known":0,"held":0,"too_large":0,)"
              R"("waiting":0}}])");
}

TEST_F(MailboxesRoute, TellsWhatThePollerIsAt) {  // I2, I9, I21
    mailbox.state = "backing_off";
    mailbox.idle = true;
    mailbox.certificate_unchecked = true;
    mailbox.last_success = seconds(100);
    mailbox.next_poll = seconds(200);
    mailbox.last_error = MailboxTrouble{"login_refused", "said \"no\"", "Check it.", seconds(150)};
    mailbox.backlog = 0;
    mailbox.uid_validity = 4'294'967'295;
    mailbox.renumbered = seconds(90);
    mailbox.alert = "Mailbox is full";
    const json::value told = data().at(0);
    EXPECT_EQ(told.at("state"), "backing_off");
    EXPECT_EQ(told.at("idle"), true);
    EXPECT_EQ(told.at("certificate_unchecked"), true);
    EXPECT_EQ(told.at("last_success"), 100);
    EXPECT_EQ(told.at("next_poll"), 200);
    EXPECT_EQ(json::serialize(told.at("last_error")),
              R"({"reason":"login_refused","detail":"said \"no\"","advice":"Check it.","at":150})");
    EXPECT_EQ(told.at("backlog"), 0);
    EXPECT_EQ(told.at("uid_validity"), 4'294'967'295);
    EXPECT_EQ(told.at("renumbered"), 90);
    EXPECT_EQ(told.at("alert"), "Mailbox is full");
}

TEST_F(MailboxesRoute, CountsAllTimeAndTheLastSevenDays) {
    const Seconds week_ago = test::sample_now() - std::chrono::days(7);
    take(1, week_ago - std::chrono::seconds(1), store::IntakeState::held);
    take(2, week_ago, store::IntakeState::done);
    const json::value told = data().at(0);
    EXPECT_EQ(json::serialize(told.at("counts")),
              R"({"found":2,"new_mails":2,"known":0,"held":1,"too_large":0,"waiting":2})");
    EXPECT_EQ(json::serialize(told.at("counts_7d")),
              R"({"found":1,"new_mails":1,"known":0,"held":0,"too_large":0,"waiting":1})");
}

TEST_F(MailboxesRoute, WithoutAMailboxIsAnEmptyList) {
    store.services().mailboxes = nullptr;
    store.services().poll_mailbox = nullptr;
    EXPECT_EQ(json::serialize(data()), "[]");
    EXPECT_EQ(post("/api/v1/mailboxes/1/poll").status, 404U);
}

// The store does not change when a login is refused.
TEST_F(MailboxesRoute, IsNeverKeptByACacheAndTakesNoParameter) {
    const Answer answer = store.get("/api/v1/mailboxes");
    for (const Answer::Field& each : answer.fields) EXPECT_NE(each.name, "ETag");
    EXPECT_EQ(store.get("/api/v1/mailboxes?account=reports").status, 400U);
}

TEST_F(MailboxesRoute, HasAMailboxPolledNow) {
    const Answer answer = post("/api/v1/mailboxes/1/poll");
    EXPECT_EQ(answer.status, 202U);
    EXPECT_EQ(answer.body, R"({"data":{"id":1}})");
    EXPECT_EQ(polls, 1);
}

TEST_F(MailboxesRoute, PollsNothingForAnyOtherRequest) {
    const struct {
        const char* what;
        const char* method;
        const char* target;
        const char* origin;
        unsigned status;
    } table[] = {
        {"another mailbox", "POST", "/api/v1/mailboxes/2/poll", "", 404},
        {"no number", "POST", "/api/v1/mailboxes/0/poll", "", 404},
        {"a number too large", "POST", "/api/v1/mailboxes/9223372036854775808/poll", "", 404},
        {"a page of another site", "POST", "/api/v1/mailboxes/1/poll", "https://elsewhere.example",
         403},
        {"a read", "GET", "/api/v1/mailboxes/1/poll", "", 405},
        {"an unknown parameter", "POST", "/api/v1/mailboxes/1/poll?all=1", "", 400},
        {"the list", "POST", "/api/v1/mailboxes", "", 405},
    };
    for (const auto& each : table) {
        SCOPED_TRACE(each.what);
        Request request;
        request.method = each.method;
        request.host = "here.example";
        request.origin = each.origin;
        EXPECT_EQ(store.ask(std::move(request), each.target).status, each.status);
    }
    EXPECT_EQ(polls, 0);
}

}  // namespace
}  // namespace sendpath::http
