#include "store/tls_summary.hpp"

#include "store/small_store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sendpath::store {
namespace {

class TlsSummary : public testing::Test {
protected:
    std::string lines(const Filter& filter = {}) {
        std::string text;
        for (const TlsDomain& each :
             store.ask([&](sqlite3& db) { return tls_summary(db, filter); })) {
            text += fmt::format("{}: {} reports, {}+{}", each.domain, each.reports,
                                each.sessions.successful, each.sessions.failed);
            for (const TlsDay& day : each.days)
                text += fmt::format(" {}={}+{}", time::date(day.day), day.sessions.successful,
                                    day.sessions.failed);
            for (const TlsPart& part : each.policies)
                text += fmt::format(" {}={}+{}", part.name, part.sessions.successful,
                                    part.sessions.failed);
            for (const TlsPart& part : each.reporters)
                text += fmt::format(" {}={}+{}", part.name, part.sessions.successful,
                                    part.sessions.failed);
            for (const TlsFailureType& type : each.failures)
                text += fmt::format(" {}={} at {}", type.type, type.sessions,
                                    fmt::join(type.receiving_mx, ","));
            text += '\n';
        }
        return text;
    }

    /// A report with other failures than test::tls() has.
    void add_refused(const std::string& id, std::int64_t sessions) {
        model::Report report = test::tls(id, {"example.net"}, test::kNewYear + 1);
        model::TlsPolicy& policy = std::get<model::TlsReport>(report.body).policies.front();
        policy.type = "no-policy-found";
        policy.failed = sessions;
        policy.failures.clear();
        for (const char* mx : {"a", "b"})
            policy.failures.push_back({.result_type = "starttls-not-supported",
                                       .receiving_mx_hostname = mx,
                                       .sessions = sessions / 2});
        store.add(report);
    }

    test::TestStore store;
};

TEST_F(TlsSummary, SumsDomainsWithThoseThatFailMostFirst) {
    store.add(test::tls("1", {"example.com", "example.net"}));
    store.add(test::tls("2", {"example.com"}, test::kNewYear + 1));
    add_refused("3", 8);
    EXPECT_EQ(lines(),
              "example.net: 2 reports, 10+10 2026-01-01=5+2 2026-01-02=5+8"
              " no-policy-found=5+8 sts=5+2 Receiver One=10+10"
              " starttls-not-supported=8 at a,b certificate-expired=2 at mx1.example.net\n"
              "example.com: 2 reports, 10+4 2026-01-01=5+2 2026-01-02=5+2 sts=10+4"
              " Receiver One=10+4 certificate-expired=4 at mx1.example.com\n");
}

TEST_F(TlsSummary, IsOfTheDomainsAndDaysAskedFor) {
    store.add(test::tls("1", {"example.com", "example.net"}));
    store.add(test::tls("2", {"example.com"}, test::kNewYear + 1));
    EXPECT_EQ(lines(test::about({"example.net"})),
              "example.net: 1 reports, 5+2 2026-01-01=5+2 sts=5+2 Receiver One=5+2"
              " certificate-expired=2 at mx1.example.net\n");
    EXPECT_EQ(lines({.period = {Day(std::chrono::days(test::kNewYear + 1)), {}}}),
              "example.com: 1 reports, 5+2 2026-01-02=5+2 sts=5+2 Receiver One=5+2"
              " certificate-expired=2 at mx1.example.com\n");
}

TEST_F(TlsSummary, CountsNoDuplicateAndNothingForeign) {
    store.reopen(test::ours({"example.com"}));
    store.add(test::tls("1", {"example.com"}));
    store.add(test::tls("1", {"example.com"}));
    store.add(test::tls("2", {"example.org"}));
    EXPECT_EQ(lines(),
              "example.com: 1 reports, 5+2 2026-01-01=5+2 sts=5+2 Receiver One=5+2"
              " certificate-expired=2 at mx1.example.com\n");
}

}  // namespace
}  // namespace sendpath::store
