#include "support/made_reports.hpp"
#include "support/test_store.hpp"

namespace sendpath {
namespace {

// A From domain written with a dot in front could not be stored beside the domain itself: the mail
// failed with it, and so did the whole import it came in.
TEST(Bugs, AFromDomainWithADotInFrontIsOneMoreName) {
    test::TestStore store;
    store.add(test::aggregate({.id = "1"}));
    EXPECT_EQ(store.add(test::aggregate({.id = "2", .records = {{.header_from = ".example.com"}}})),
              store::Added::counted);
    EXPECT_EQ(store.number("SELECT count(*) FROM domain"), 2);
    const auto overview = store.ask([](sqlite3& db) {
        return store::overview(db, {.domains = {*model::DomainName::parse("example.com")}});
    });
    EXPECT_EQ(overview.counts.messages, 2);
}

}  // namespace
}  // namespace sendpath
