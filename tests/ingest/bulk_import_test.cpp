#include "ingest/bulk_import.hpp"

#include "support/mail_builder.hpp"
#include "support/test_store.hpp"

namespace sendpath::ingest {
namespace {

class BulkImportTest : public testing::Test {
protected:
    BulkImportTest() { store.emplace(store::OurDomains{}, import_grouping()); }

    Result<ImportResult> import(unsigned threads = 2) {
        const auto files = mail_files({folder.path()});
        return bulk_import(*files, store->writer(), reading, threads, seconds(1'767'400'000),
                           progress);
    }
    static std::string mail(const std::string& id) {
        return test::mail_of(
            {test::attachment("application/gzip", "r.gz", test::gzipped(test::report_xml(id)))});
    }

    test::TempFolder folder;
    std::optional<test::TestStore> store;
    analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::builtin();
    Reading reading{.limits = {}, .suffixes = &suffixes};
    ImportProgress progress;
};

TEST_F(BulkImportTest, SumsUpWhatItTook) {
    std::uint64_t octets = 0;
    for (int i = 0; i < 30; ++i) {
        const std::string id = std::to_string(i);
        octets += std::filesystem::file_size(folder.write(id + ".eml", mail(id)));
    }
    octets += std::filesystem::file_size(folder.write("copy.xml", test::report_xml("7")));
    octets += std::filesystem::file_size(folder.write("same.eml", mail("8")));
    octets += std::filesystem::file_size(folder.write("tls.json", test::tls_json("t")));
    octets += std::filesystem::file_size(folder.write("bad.xml", "<feedback>"));
    const auto result = import(3);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->tally.mails, 34);
    EXPECT_EQ(result->tally.known, 1);  // same.eml
    EXPECT_EQ(result->tally.aggregate, 30);
    EXPECT_EQ(result->tally.tls, 1);
    EXPECT_EQ(result->tally.duplicates, 1);  // copy.xml, or the mail it is in
    EXPECT_EQ(result->tally.held_in_all(), 1);
    EXPECT_TRUE(result->unreadable.empty());
    EXPECT_EQ(progress.mails, 34U);
    EXPECT_EQ(progress.octets, octets);
    EXPECT_EQ(store->number("SELECT sum(messages) FROM flow_day"), 90);
    EXPECT_EQ(store->fault(), "");
}

TEST_F(BulkImportTest, AddsNothingTheSecondTime) {  // G7
    for (int i = 0; i < 5; ++i) folder.write(std::to_string(i) + ".eml", mail(std::to_string(i)));
    ASSERT_TRUE(import());
    const auto again = import();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->tally.mails, 5);
    EXPECT_EQ(again->tally.known, 5);
    EXPECT_EQ(again->tally.reports(), 0);
    EXPECT_EQ(store->number("SELECT sum(messages) FROM flow_day"), 15);
    EXPECT_EQ(store->number("SELECT count(*) FROM redelivery"), 0);
}

TEST_F(BulkImportTest, AnMboxCostsABrokenMailOnlyThat) {  // G8, G10
    const std::string from = "From a@b.example Thu Jan  1 00:00:00 2026\n";
    const std::string broken =
        test::mail_of({test::attachment("application/gzip", "r.gz", test::gzipped("<feedback>"))});
    const std::string chatter = test::mail_of_one({"Content-Type: text/plain\r\n", "hello"});
    folder.write("m.mbox", from + mail("1") + "\n" + from + broken + "\n" + from + mail("2") +
                               "\n" + from + chatter + "\n");
    const auto result = import();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->tally.mails, 4);
    EXPECT_EQ(result->tally.aggregate, 2);
    EXPECT_EQ(result->tally.held_in_all(), 2);
    EXPECT_EQ(store->number("SELECT count(*) FROM intake WHERE name LIKE 'm.mbox#%'"), 4);
}

TEST_F(BulkImportTest, NamesAFileItCannotReadAndGoesOn) {
    folder.write("a.eml", mail("1"));
    folder.write("b.eml", mail("2"));
    auto files = mail_files({folder.path()});
    std::filesystem::remove(folder.path() / "a.eml");
    const auto result = bulk_import(*files, store->writer(), reading, 1, seconds(1), progress);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->tally.aggregate, 1);
    ASSERT_EQ(result->unreadable.size(), 1U);
    EXPECT_NE(result->unreadable[0].find("a.eml: No such file"), std::string::npos);
}

TEST_F(BulkImportTest, StopsAfterWhatIsUnderWay) {
    for (int i = 0; i < 20; ++i) folder.write(std::to_string(i) + ".eml", mail(std::to_string(i)));
    progress.stop = true;
    const auto stopped = import();
    ASSERT_TRUE(stopped);
    EXPECT_EQ(stopped->tally.mails, 0);
    progress.stop = false;
    const auto rest = import();
    EXPECT_EQ(rest->tally.aggregate, 20);
}

TEST_F(BulkImportTest, HoldsAMailOverTheLimitByItsBeginning) {
    reading.limits.message = 2'000;
    folder.write("large.eml", mail("1") + std::string(5'000, 'x'));
    const auto result = import();
    ASSERT_TRUE(result);
    ASSERT_EQ(result->tally.held.size(), 1U);
    EXPECT_EQ(result->tally.held[0].first, model::HeldReason::message_too_large);
    EXPECT_GT(store->number("SELECT size FROM intake"), 5'000);
    const auto held = store->ask([](sqlite3& db) { return store::held(db, {}); });
    const auto raw =
        store->ask([&](sqlite3& db) { return store::raw_of_held(db, held.rows[0].id); });
    EXPECT_EQ(raw->octets.size(), 2'000U);
}

TEST_F(BulkImportTest, EndsWithTheErrorOfTheStore) {
    folder.write("a.eml", mail("1"));
    const auto db = store::open_for_writing(store->path());
    ASSERT_TRUE(store::run(**db,
                           "CREATE TRIGGER refuse BEFORE INSERT ON raw"
                           " BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    const auto result = import();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::io);
}

TEST_F(BulkImportTest, OfNothingIsNothing) {
    const auto result = bulk_import({}, store->writer(), reading, 0, seconds(1), progress);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->tally.mails, 0);
}

}  // namespace
}  // namespace sendpath::ingest
