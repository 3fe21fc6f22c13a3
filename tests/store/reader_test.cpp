#include "store/reader.hpp"

#include "store/small_store.hpp"
#include "store/statement.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <barrier>

namespace sendpath::store {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

/// Asks from a coroutine and waits for the answer.
template <class Question>
auto asked(const Reader& reader, Question question) {
    boost::asio::io_context io;
    auto answer =
        boost::asio::co_spawn(io, reader.ask(std::move(question)), boost::asio::use_future);
    io.run();
    return answer.get();
}

TEST(Reader, AnswersOnAConnectionThatCannotWrite) {
    test::SmallStore store;
    const Result<Reader> reader = Reader::open(store.path(), 1);
    ASSERT_TRUE(reader);
    const auto answer = asked(*reader, [](sqlite3& db) { return overview(db, {}); });
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->counts.messages, 132);
    EXPECT_FALSE(asked(*reader, [](sqlite3& db) { return run(db, "DELETE FROM report"); }));
}

TEST(Reader, SeesWhatTheWriterCommitted) {
    test::TestStore store;
    const Result<Reader> reader = Reader::open(store.path(), 2);
    ASSERT_TRUE(reader);
    for (int i = 1; i <= 5; ++i) {
        store.add(test::aggregate({.id = std::to_string(i)}));
        EXPECT_EQ(asked(*reader, [](sqlite3& db) { return overview(db, {}); })->reports, i);
    }
}

TEST(Reader, AnswersQuestionsSideBySide) {
    test::SmallStore store;
    const Result<Reader> reader = Reader::open(store.path(), 3);
    ASSERT_TRUE(reader);
    boost::asio::io_context io;
    std::barrier together(3);  // passed only when all three are being answered at once
    std::vector<std::future<Result<std::int64_t>>> answers;
    for (int i = 0; i < 3; ++i) {
        auto question = [&together](sqlite3& db) {
            together.arrive_and_wait();
            return one_integer(db, "SELECT count(*) FROM report");
        };
        answers.push_back(
            boost::asio::co_spawn(io, reader->ask(question), boost::asio::use_future));
    }
    io.run();
    for (auto& answer : answers) EXPECT_EQ(*answer.get(), 6);
}

TEST(Reader, InterruptsAQuestionThatTakesTooLong) {
    test::SmallStore store;
    const Result<Reader> reader = Reader::open(store.path(), 1, 20ms);
    ASSERT_TRUE(reader);
    const auto answer = asked(*reader, [](sqlite3& db) { return one_integer(db, kEndless); });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Errc::too_large);
    // The connection is as good as new, and the next question has its own time.
    EXPECT_EQ(
        *asked(*reader, [](sqlite3& db) { return one_integer(db, "SELECT count(*) FROM report"); }),
        6);
}

TEST(Reader, DoesNotOpenWhatIsNoStore) {
    test::TempFolder folder;
    EXPECT_EQ(Reader::open(folder.path() / "none.db", 2).error().code, Errc::io);
    folder.write("text.db", std::string(4'096, 'x'));
    EXPECT_EQ(Reader::open(folder.path() / "text.db", 2).error().code, Errc::unsupported);
}

TEST(Reader, MayBeMoved) {
    test::SmallStore store;
    Result<Reader> opened = Reader::open(store.path(), 1);
    ASSERT_TRUE(opened);
    const Reader moved = std::move(*opened);
    EXPECT_EQ(asked(moved, [](sqlite3& db) { return overview(db, {}); })->reports, 4);
}

}  // namespace
}  // namespace sendpath::store
