#include "store/connection.hpp"

#include "store/schema.hpp"
#include "store/statement.hpp"
#include "support/test_store.hpp"

#include <fstream>

namespace sendpath::store {
namespace {

class ConnectionTest : public testing::Test {
protected:
    [[nodiscard]] std::filesystem::path file() const { return folder.path() / "s.db"; }

    /// Runs SQL on the file as another program would.
    void as_another_program(const char* sql) const {
        sqlite3* raw = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &raw), SQLITE_OK);
        const Connection db(raw);
        ASSERT_TRUE(run(*db, sql));
    }

    test::TempFolder folder;
};

TEST_F(ConnectionTest, MakesAStoreThatOutlivesIt) {
    {
        const auto db = open_for_writing(file());
        ASSERT_TRUE(db) << db.error().detail;
        EXPECT_EQ(*one_integer(**db, "PRAGMA user_version"), schema_steps().back().version);
        EXPECT_EQ(*one_integer(**db, "PRAGMA synchronous"), 2);  // FULL
        ASSERT_TRUE(run(**db, "INSERT INTO word(text) VALUES ('kept')"));
    }
    const auto again = open_for_writing(file());
    ASSERT_TRUE(again);
    EXPECT_EQ(*one_integer(**again, "SELECT count(*) FROM word"), 1);
}

TEST_F(ConnectionTest, ReadsWithoutTheRightToWrite) {
    ASSERT_TRUE(open_for_writing(file()));
    const auto db = open_for_reading(file());
    ASSERT_TRUE(db);
    const auto written = run(**db, "INSERT INTO word(text) VALUES ('x')");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, Errc::io);
}

TEST_F(ConnectionTest, DoesNotMakeAStoreToRead) {
    const auto db = open_for_reading(file());
    ASSERT_FALSE(db);
    EXPECT_EQ(db.error().code, Errc::io);
    EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(ConnectionTest, NamesAFolderThatIsMissing) {
    const auto db = open_for_writing(folder.path() / "nowhere" / "s.db");
    ASSERT_FALSE(db);
    EXPECT_EQ(db.error().code, Errc::io);
    EXPECT_NE(db.error().detail.find("nowhere/s.db"), std::string::npos) << db.error().detail;
    EXPECT_NE(db.error().detail.find("does its folder exist"), std::string::npos);
}

TEST_F(ConnectionTest, LeavesAFileAloneThatIsNoDatabase) {
    const std::string text = "this is a letter and not a database, and it shall stay one\n";
    folder.write("s.db", text);
    for (const auto& db : {open_for_writing(file()), open_for_reading(file())}) {
        ASSERT_FALSE(db);
        EXPECT_EQ(db.error().code, Errc::unsupported) << db.error().detail;
    }
    std::ifstream in(file());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), text);
}

TEST_F(ConnectionTest, LeavesADatabaseOfAnotherProgramAlone) {
    as_another_program("CREATE TABLE songs(title); PRAGMA application_id = 42");
    for (const auto& db : {open_for_writing(file()), open_for_reading(file())}) {
        ASSERT_FALSE(db);
        EXPECT_EQ(db.error().code, Errc::unsupported);
        EXPECT_NE(db.error().detail.find("belongs to another program"), std::string::npos);
    }
}

TEST_F(ConnectionTest, LeavesADatabaseWithoutAnApplicationAlone) {
    as_another_program("CREATE TABLE songs(title)");
    EXPECT_EQ(open_for_writing(file()).error().code, Errc::unsupported);
}

TEST_F(ConnectionTest, RefusesAStoreOfANewerVersion) {
    ASSERT_TRUE(open_for_writing(file()));
    as_another_program("PRAGMA user_version = 9999");
    const auto db = open_for_writing(file());
    ASSERT_FALSE(db);
    EXPECT_EQ(db.error().code, Errc::unsupported);
    EXPECT_NE(db.error().detail.find("newer Sendpath (schema 9999"), std::string::npos)
        << db.error().detail;
}

// The SHA-256 of a released step will stand here; no step is released yet, so they may still
// change.
TEST(SchemaSteps, AreNumberedFromOneWithoutGaps) {
    int version = 0;
    for (const SchemaStep& step : schema_steps()) {
        EXPECT_EQ(step.version, ++version) << step.name;
        EXPECT_TRUE(step.name.ends_with(".sql")) << step.name;
        EXPECT_FALSE(step.sql.empty());
    }
    EXPECT_GT(version, 0);
}

// A store as each earlier step left it, with a mail in it, becomes a store of now.
TEST_F(ConnectionTest, UpgradesAStoreOfEachEarlierStepWithItsData) {
    for (const SchemaStep& last : schema_steps()) {
        SCOPED_TRACE(last.name);
        std::filesystem::remove(file());
        std::string sql = "PRAGMA application_id = 0x53507468;";
        for (const SchemaStep& step : schema_steps())
            if (step.version <= last.version) sql.append(step.sql).append(";");
        sql +=
            "INSERT INTO intake(received, via, state, size, digest, name)"
            " VALUES (1767400000, 3, 2, 4, x'00', 'a@b.example');"
            "PRAGMA user_version = " +
            std::to_string(last.version) + ";";
        as_another_program(sql.c_str());
        const auto db = open_for_writing(file());
        ASSERT_TRUE(db) << db.error().detail;
        EXPECT_EQ(*one_integer(**db, "PRAGMA user_version"), schema_steps().back().version);
        EXPECT_EQ(*one_integer(**db, "SELECT count(*) FROM intake WHERE name = 'a@b.example'"), 1);
        for (const char* table : {"envelope", "other_mail", "mailbox", "mailbox_message"})
            EXPECT_EQ(*one_integer(**db, "SELECT count(*) FROM " + std::string(table)), 0);
    }
}

TEST_F(ConnectionTest, UpgradesTwiceAsOnce) {
    const auto db = open_for_writing(file());
    ASSERT_TRUE(db);
    EXPECT_TRUE(upgrade(**db));
    EXPECT_TRUE(upgrade(**db));
    EXPECT_EQ(*one_integer(**db, "SELECT value FROM state WHERE name = 'generation'"), 1);
}

TEST_F(ConnectionTest, BindsWhatItIsGivenAndNothingElse) {
    const auto db = open_for_writing(file());
    ASSERT_TRUE(db);
    const std::string_view injected = "x'); DROP TABLE word; --";
    auto insert = Statement::prepare(**db, "INSERT INTO word(text) VALUES (?1)");
    ASSERT_TRUE(insert);
    insert->with(injected);
    EXPECT_FALSE(*insert->step());
    EXPECT_EQ(*one_integer(**db, "SELECT count(*) FROM word WHERE text = ?1", injected), 1);
    EXPECT_EQ(one_integer(**db, "SELECT nothing FROM nowhere").error().code, Errc::io);
}

}  // namespace
}  // namespace sendpath::store
