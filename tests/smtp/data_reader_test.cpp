#include "smtp/data_reader.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

using namespace std::string_literals;

struct Outcome {
    std::string message;
    std::size_t taken = 0;
    bool ended = false;
    bool smuggles = false;
    bool too_large = false;
    std::uint64_t feeds = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Feeds `octets` in pieces of `piece`.
Outcome read(std::string_view octets, std::size_t piece = std::string_view::npos,
             std::uint64_t limit = 1'000) {
    DataReader reader(limit);
    Outcome out;
    while (!reader.ended() && out.taken < octets.size())
        out.taken += reader.feed(octets.substr(out.taken, piece));
    out.ended = reader.ended();
    out.smuggles = reader.smuggles();
    out.too_large = reader.too_large();
    out.feeds = reader.bare_line_feeds();
    out.message = reader.message();
    return out;
}

struct Row {
    std::string octets;
    std::string message;
    bool smuggles = false;
};

class DataOf : public testing::TestWithParam<Row> {};

// S17: dots are unstuffed; S19: octets are kept as they came; the same in one piece and in ones.
TEST_P(DataOf, IsReadTheSameInOnePieceAndOctetByOctet) {
    const Row& row = GetParam();
    const std::string octets = row.octets + "QUIT\r\n";
    const Outcome whole = read(octets);
    EXPECT_TRUE(whole.ended);
    EXPECT_EQ(whole.taken, row.octets.size());
    EXPECT_EQ(whole.message, row.message);
    EXPECT_EQ(whole.smuggles, row.smuggles);
    for (const std::size_t piece : {1U, 2U, 3U, 5U}) EXPECT_EQ(read(octets, piece), whole) << piece;
}

INSTANTIATE_TEST_SUITE_P(
    Smtp, DataOf,
    testing::Values(
        Row{".\r\n", ""}, Row{"a\r\n.\r\n", "a\r\n"}, Row{"..\r\n.\r\n", ".\r\n"},
        Row{"..a\r\n.\r\n", ".a\r\n"}, Row{".a\r\n.\r\n", "a\r\n"},
        Row{"a.\r\n.b\r\n.\r\n", "a.\r\nb\r\n"}, Row{"\r\n.\r\n", "\r\n"},
        Row{"\xff\xfe\x80 8\r\n.\r\n", "\xff\xfe\x80 8\r\n"}, Row{"a\0b\r\n.\r\n"s, "a\0b\r\n"s},
        Row{"a\nb\r\n.\r\n", "a\nb\r\n"}, Row{"\n\n\r\n.\r\n", "\n\n\r\n"},
        Row{"a\n.b\r\n.\r\n", "a\n.b\r\n"},
        // S15: what looks like an end, and is none; S16: a bare CR, or a lone dot by a bare LF.
        Row{"a\n.\nMAIL\r\n.\r\n", "a\n.\nMAIL\r\n", true},
        Row{"a\n.\r\nMAIL\r\n.\r\n", "a\n.\r\nMAIL\r\n", true},
        Row{"a\r\n.\nMAIL\r\n.\r\n", "a\r\n\nMAIL\r\n", true},
        Row{"a\r.\rMAIL\r\n.\r\n", "a\r.\rMAIL\r\n", true},
        Row{"a\r.\r\nMAIL\r\n.\r\n", "a\r.\r\nMAIL\r\n", true},
        Row{"a\r\n.\rMAIL\r\n.\r\n", "a\r\n\rMAIL\r\n", true},
        Row{"a\n.\rMAIL\r\n.\r\n", "a\n.\rMAIL\r\n", true},
        Row{"a\r.\nMAIL\r\n.\r\n", "a\r.\nMAIL\r\n", true},
        Row{"a\n\n.\r\nMAIL\r\n.\r\n", "a\n\n.\r\nMAIL\r\n", true},
        Row{"a\r\r\n.\r\n", "a\r\r\n", true},
        Row{"a\0\n.\r\nMAIL\r\n.\r\n"s, "a\0\n.\r\nMAIL\r\n"s, true},
        Row{"a\r\0\n.\r\nMAIL\r\n.\r\n"s, "a\r\0\n.\r\nMAIL\r\n"s, true},
        Row{"a\r\n\0.\r\nMAIL\r\n.\r\n"s, "a\r\n\0.\r\nMAIL\r\n"s},
        Row{"a\r\n.\0\r\nMAIL\r\n.\r\n"s, "a\r\n\0\r\nMAIL\r\n"s},
        // The same at the very start.
        Row{"\n.\nMAIL\r\n.\r\n", "\n.\nMAIL\r\n", true},
        Row{"\n.\r\nMAIL\r\n.\r\n", "\n.\r\nMAIL\r\n", true},
        Row{".\nMAIL\r\n.\r\n", "\nMAIL\r\n", true}, Row{".\rMAIL\r\n.\r\n", "\rMAIL\r\n", true},
        Row{"\r.\r\nMAIL\r\n.\r\n", "\r.\r\nMAIL\r\n", true}, Row{"\r\r\n.\r\n", "\r\r\n", true}));

TEST(DataReader, WaitsForTheEndWhateverIsCutOff) {
    const std::string whole = "..a\r\nb\n\r\n.\r\n";
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(read(whole.substr(0, size)).ended) << size;
}

TEST(DataReader, CountsBareLineFeeds) {  // S16
    EXPECT_EQ(read("a\nb\nc\r\n.\r\n").feeds, 2U);
    EXPECT_FALSE(read("a\nb\nc\r\n.\r\n").smuggles);
}

TEST(DataReader, ReadsOnOverTheLimitAndKeepsNothing) {  // S18
    const std::string text(998, 'x');
    EXPECT_FALSE(read(text + "\r\n.\r\n").too_large);
    EXPECT_EQ(read(text + "\r\n.\r\n").message.size(), 1'000U);
    const Outcome over = read(text + "x\r\n.\r\n");
    EXPECT_TRUE(over.too_large);
    EXPECT_TRUE(over.ended);
    EXPECT_EQ(over.message, "");
    EXPECT_EQ(over.taken, 1'004U);
}

TEST(DataReader, TakesALineOf64KiBAndNoLongerOne) {  // S20
    const std::string line(kTextLineMax - 2, 'x');
    EXPECT_FALSE(read(line + "\r\n" + line + "\r\n.\r\n", 4'096, 1U << 20U).too_large);
    EXPECT_TRUE(read(line + "x\r\n.\r\n", 4'096, 1U << 20U).too_large);
}

TEST(DataReader, KeepsAMessageOfManyPieces) {  // S41
    std::string message;
    while (message.size() < 3U << 20U) message += "a line of some length\r\n";
    EXPECT_TRUE(read(message + ".\r\n", 60'000, 10U << 20U).message == message);
}

TEST(ReceivedFields, AreCountedInTheHeaderAlone) {  // S21
    EXPECT_EQ(received_fields(""), 0U);
    EXPECT_EQ(
        received_fields("Received: a\r\n b\r\nreceived:c\nX: Received: d\r\n\r\nReceived: e\r\n"),
        2U);
    EXPECT_EQ(received_fields("\r\nReceived: e\r\n"), 0U);
    EXPECT_EQ(received_fields("Received: cut off"), 1U);
}

}  // namespace
}  // namespace sendpath::smtp
