#include "store/backup.hpp"

#include "store/check.hpp"
#include "support/made_reports.hpp"
#include "support/test_store.hpp"

#include <fstream>

namespace sendpath::store {
namespace {

namespace fs = std::filesystem;
using test::aggregate;

class Backup : public testing::Test {
protected:
    Backup() { store.add(aggregate({.records = {{.messages = 7}}})); }

    [[nodiscard]] fs::path copy() const { return store.folder().path() / "copy.db"; }

    test::TestStore store;
};

// O5
TEST_F(Backup, IsAWholeStoreThatOthersMayNotRead) {
    const auto copied = copy_store(store.path(), copy());
    ASSERT_TRUE(copied) << copied.error().detail;
    EXPECT_EQ(copied->reports, 1);
    EXPECT_EQ(copied->octets, static_cast<std::int64_t>(fs::file_size(copy())));
    EXPECT_EQ(fs::status(copy()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(fs::exists(copy().string() + ".part"));
    const Result<CheckResult> checked = check(copy());
    ASSERT_TRUE(checked) << checked.error().detail;
    EXPECT_EQ(checked->faults, std::vector<std::string>());
    EXPECT_EQ(checked->messages, 7);
}

// O5: what is written after it began is not in it, and is not held up by it.
TEST_F(Backup, IsOfTheMomentItBegan) {
    test::MadeReport large{.id = "large"};
    for (int i = 0; i < 2'000; ++i)
        large.records.push_back(
            {.source = "192.0." + std::to_string(i / 250) + '.' + std::to_string(i % 250)});
    store.add(aggregate(large));
    bool written = false;
    const auto copied = copy_store(store.path(), copy(), [&](std::uint64_t, std::uint64_t) {
        if (!written) store.add(aggregate({.id = "later"}));
        written = true;
    });
    ASSERT_TRUE(copied) << copied.error().detail;
    EXPECT_TRUE(written);
    EXPECT_EQ(copied->reports, 2);
    EXPECT_EQ(store.fault(), "");
}

// O5
TEST_F(Backup, OverwritesNothing) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
        const fs::path there = copy().string() + end;
        std::ofstream(there) << "mine";
        const auto copied = copy_store(store.path(), copy());
        ASSERT_FALSE(copied) << end;
        EXPECT_EQ(copied.error().code, Errc::bad_syntax);
        EXPECT_EQ(copied.error().detail, there.string() + " is there already; move it away first");
        EXPECT_EQ(fs::file_size(there), 4U);
        fs::remove(there);
    }
}

// O5
TEST_F(Backup, LeavesNothingWhenItFails) {
    const fs::path nowhere = store.folder().path() / "no folder" / "copy.db";
    EXPECT_EQ(copy_store(store.path(), nowhere).error().code, Errc::io);
    const fs::path no_store = store.folder().path() / "text";
    std::ofstream(no_store) << "no store, but a text that is long enough to be read as one";
    EXPECT_FALSE(copy_store(no_store, copy()));
    EXPECT_FALSE(copy_store(store.folder().path() / "not there", copy()));
    EXPECT_FALSE(fs::exists(copy()));
    EXPECT_FALSE(fs::exists(copy().string() + ".part"));
}

// O5
TEST_F(Backup, TakesThePlaceOfAStoreThatWasLost) {
    ASSERT_TRUE(copy_store(store.path(), copy()));
    store.close();
    fs::remove(store.path());
    ASSERT_TRUE(copy_store(copy(), store.path()));
    store.reopen();
    EXPECT_EQ(store.add(aggregate({.records = {{.messages = 7}}})), Added::duplicate);
    EXPECT_EQ(store.fault(), "");
}

}  // namespace
}  // namespace sendpath::store
