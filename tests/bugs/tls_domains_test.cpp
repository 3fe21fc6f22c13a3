#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

// Only the first policy domain of a TLS report could be asked for.
TEST(Bugs, EveryPolicyDomainOfATlsReportIsFound) {
    test::TestStore store;
    store.add(test::tls("1", {"example.net", "mail.example.com"}));
    for (const char* name : {"example.net", "mail.example.com", "example.com"}) {
        const auto page = store.ask([&](sqlite3& db) {
            return store::tls_reports(db, {.domains = {*model::DomainName::parse(name)}}, 50, {});
        });
        EXPECT_EQ(page.rows.size(), 1U) << name;
    }
}

}  // namespace
}  // namespace sendpath
