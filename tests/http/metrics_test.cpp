#include "http/metrics_text.hpp"

#include "http/guarded_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

namespace sendpath::http {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(MetricsText, HasHelpAndTypeBeforeTheSamplesAndEscapesLabels) {
    MetricsText out;
    out.one("a", "One.", -1);
    out.begin("b_total", "Some.");
    out.sample(1, {{"x", "a\"b\\c\nd"}, {"y", "\xe3\x81\x82"}});
    EXPECT_EQ(out.text(),
              "# HELP a One.\n# TYPE a gauge\na -1\n"
              "# HELP b_total Some.\n# TYPE b_total counter\n"
              "b_total{x=\"a\\\"b\\\\c\\nd\",y=\"\xe3\x81\x82\"} 1\n");
}

class Metrics : public testing::Test {
protected:
    std::string text() {
        const Answer answer = store.get("/metrics");
        EXPECT_EQ(answer.status, 200U) << answer.body;
        EXPECT_EQ(answer.type, "text/plain; version=0.0.4; charset=utf-8");
        return answer.body;
    }

    test::SampleStore store;
};

TEST_F(Metrics, CountWhatCameAndWhatBecameOfIt) {
    store.add({test::aggregate({.id = "r1"}), test::tls("t1", {"example.com"})},
              {{model::HeldReason::encrypted, "", ""}});
    store.add({.id = "r2"});
    const std::string all = text();
    EXPECT_THAT(all, HasSubstr("\nsendpath_mails_total{door=\"upload\"} 2\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_mails_held 1\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_held_parts{reason=\"encrypted\"} 1\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_reports{kind=\"aggregate\"} 2\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_reports{kind=\"tls\"} 1\n"));
    EXPECT_THAT(all, Not(HasSubstr("smtp")));
    EXPECT_THAT(all, Not(HasSubstr("mailbox")));
    EXPECT_THAT(all, Not(HasSubstr("sendpath_store_bytes 0\n")));
    EXPECT_THAT(all, Not(HasSubstr("sendpath_resident_memory_bytes 0\n")));
}

TEST_F(Metrics, TellOfSinkAndMailboxes) {
    store.services().sink = [] {
        return SinkState{.listen = {},
                         .accepting = true,
                         .sessions_total = 7,
                         .refused = {{"relay_denied", 3}},
                         .certificate_until = {}};
    };
    MailboxState mailbox{.id = 1,
                         .account = "reports",
                         .folder = "IN\"BOX",
                         .server = {},
                         .state = "backing_off",
                         .after = "file",
                         .alert = {}};
    mailbox.last_error = MailboxTrouble{"login_refused", "the server's words", "", {}};
    mailbox.backlog = 5;
    store.services().mailboxes = [&] { return std::vector{mailbox}; };
    const std::string all = text();
    EXPECT_THAT(all, HasSubstr("\nsendpath_smtp_accepting 1\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_smtp_sessions_total 7\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_smtp_refused_total{reason=\"relay_denied\"} 3\n"));
    EXPECT_THAT(all, HasSubstr("\nsendpath_mailbox_state{account=\"reports\",folder=\"IN\\\"BOX\","
                               "state=\"backing_off\"} 1\n"));
    EXPECT_THAT(all, HasSubstr("reason=\"login_refused\"} 1\n"));
    EXPECT_THAT(all, Not(HasSubstr("the server's words")));
    EXPECT_THAT(all, HasSubstr("sendpath_mailbox_backlog{account=\"reports\""));
}

// A stranger's paths must not grow the list.
TEST(MetricsOfRequests, CountByRouteAndStatus) {
    test::GuardedSite site;
    for (const char* target : {"/api/v1/overview", "/api/v1/overview?from=x", "/api/v1/reports/7",
                               "/api/v1/reports/8", "/api/v1/a", "/api/v1/b", "/x/y", "/z"})
        site.get(target);
    const std::string all = site.get("/metrics").body;
    for (const char* sample :
         {"{route=\"/overview\",status=\"200\"} 1\n", "{route=\"/overview\",status=\"400\"} 1\n",
          "{route=\"/reports/{id}\",status=\"404\"} 2\n", "{route=\"none\",status=\"404\"} 2\n",
          "{route=\"page\",status=\"200\"} 2\n"})
        EXPECT_THAT(all, HasSubstr(std::string("sendpath_http_requests_total") + sample));
}

TEST_F(Metrics, AreAllInTheFormThatIsAskedFor) {
    store.services().sink = [] { return SinkState{.listen = {}, .certificate_until = {}}; };
    std::istringstream lines(text());
    std::set<std::string> begun;
    std::string name;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# HELP ")) {
            name = line.substr(7, line.find(' ', 7) - 7);
            EXPECT_TRUE(begun.insert(name).second) << name << " stands twice";
            continue;
        }
        if (line.starts_with("# TYPE ")) continue;
        EXPECT_TRUE(line.starts_with(name + ' ') || line.starts_with(name + '{')) << line;
    }
    EXPECT_GT(begun.size(), 10U);
}

}  // namespace
}  // namespace sendpath::http
