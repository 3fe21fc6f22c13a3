#include "imap/response_reader.hpp"

#include <gtest/gtest.h>

#include <random>

namespace sendpath::imap {
namespace {

using namespace std::string_literals;

/// What a stream was read as: responses, with what was wrong in some, and what ended it.
struct Heard {
    std::vector<Response> responses;
    std::vector<std::string> unsound;
    std::string error;
    bool complete = true;  // nothing of a further response was there

    friend bool operator==(const Heard&, const Heard&) = default;
};

/// Feeds `octets` in pieces of `piece`.
Heard hear(std::string_view octets, std::size_t piece = std::string_view::npos,
           ReadLimits limits = {.literal = 1'000, .untagged = 10'000}) {
    ResponseReader reader(limits);
    Heard out;
    while (!octets.empty()) {
        const Result<std::size_t> taken = reader.feed(octets.substr(0, piece));
        if (!taken) {
            out.error = taken.error().detail;
            out.complete = false;
            EXPECT_FALSE(reader.feed("* OK\r\n"));
            return out;
        }
        octets.remove_prefix(*taken);
        out.complete = reader.complete();
        if (!reader.complete()) continue;
        Result<Response> response = reader.take();
        if (response)
            out.responses.push_back(*std::move(response));
        else
            out.unsound.push_back(response.error().detail);
    }
    return out;
}

const std::string kDialogue =
    "* OK [CAPABILITY IMAP4rev1] ready {3}\r\n"
    "\r\n"
    "* LIST (\\Noselect) \"/\" {4}\r\na\r\nb\r\n"
    "* LIST () \"/\" \"{3}\"\r\n"
    "* 1 FETCH (UID 1 BODY[]<0> {12}\r\nA1 OK {9}\r\n\0 FLAGS (\\Seen))\r\n"
    "* 2 FETCH (ENVELOPE ({1}\r\n\" {1}\r\n\" {0}\r\n) BODY[] ~{2}\r\n{} UID 2)\r\n"
    "* SEARCH 0\r\n"
    "* NO \"half a quote {5}\r\n"
    "+ {5}\r\n"
    "A1 NO {7}\r\n"
    "A2 OK done\r\n"s;

TEST(ResponseReader, ReadsTheSameInOnePieceAndOctetByOctet) {  // I14
    const Heard whole = hear(kDialogue);
    EXPECT_EQ(whole.error, "");
    EXPECT_TRUE(whole.complete);
    ASSERT_EQ(whole.responses.size(), 10U);
    EXPECT_EQ(std::get<Status>(whole.responses[0]).text, "ready {3}");
    EXPECT_EQ(std::get<Listed>(whole.responses[2]).name, "a\r\nb");
    EXPECT_EQ(std::get<Listed>(whole.responses[3]).name, "{3}");
    const Fetch& first = std::get<Fetch>(whole.responses[4]);
    EXPECT_EQ(first.body, (Body{0, "A1 OK {9}\r\n\0"s}));
    EXPECT_EQ(first.flags, std::vector<std::string>{"\\Seen"});
    EXPECT_EQ(std::get<Fetch>(whole.responses[5]).body, (Body{{}, "{}"}));
    EXPECT_EQ(std::get<Continuation>(whole.responses[7]).text, "{5}");
    EXPECT_EQ(std::get<Tagged>(whole.responses[8]).status.text, "{7}");
    // One unsound response costs only itself.
    EXPECT_EQ(whole.unsound, std::vector<std::string>{"SEARCH: message number 0 at octet 1"});
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 64U})
        EXPECT_TRUE(hear(kDialogue, piece) == whole) << piece;
}

TEST(ResponseReader, WaitsForTheRestWhateverIsCutOff) {  // T10
    const Heard whole = hear(kDialogue);
    for (std::size_t size = 0; size < kDialogue.size(); ++size) {
        const Heard part = hear(std::string_view(kDialogue).substr(0, size));
        EXPECT_EQ(part.error, "") << size;
        ASSERT_LE(part.responses.size(), whole.responses.size());
        for (std::size_t i = 0; i < part.responses.size(); ++i)
            EXPECT_TRUE(part.responses[i] == whole.responses[i]) << size;
    }
}

// Behind an open quote braces announce nothing, or a name could swallow the next responses.
TEST(ResponseReader, TakesNoQuotedTextForALiteral) {
    for (const char* name : {"\"a {5}", "\"a\\\" {5}", "\"a\" \"{5}"}) {
        const Heard heard = hear("* LIST () \"/\" " + std::string(name) + "\r\nA1 OK\r\n");
        EXPECT_EQ(heard.unsound.size(), 1U) << name;
        EXPECT_EQ(heard.responses.size(), 1U) << name;
    }
    // Here the quotes are closed, and "A1 OK" is the literal.
    EXPECT_TRUE(hear("* LIST () \"/\" \"a\\\\\" {5}\r\nA1 OK\r\n").responses.empty());
}

TEST(ResponseReader, GivesUpWhereTheStreamCannotBeFollowed) {  // I14, T11
    struct Row {
        std::string octets;
        const char* error;
    };
    for (const Row& row :
         {Row{"* LIST () \"/\" {-1}\r\n", "a literal without a size"},
          {"* LIST () \"/\" {}\r\n", "a literal without a size"},
          {"* LIST () \"/\" {1 }\r\n", "a literal without a size"},
          {"* 1 FETCH (BODY[] {1001}\r\n", "a literal is over 1000 octets"},
          {"* 1 FETCH (BODY[] {18446744073709551616}\r\n", "a literal is over 1000 octets"},
          {"* 1 FETCH (BODY[] ~{4294967296}\r\n", "a literal is over 1000 octets"},
          {"* OK a\rb\r\n", "a CR without its LF"},
          {"* OK a\nb\r\n", "an LF without its CR"},
          {"* OK a\0b\r\n"s, "a NUL outside of a literal"},
          {"* OK\n", "an LF without its CR"}}) {
        EXPECT_EQ(hear(row.octets).error, row.error) << row.octets;
        EXPECT_EQ(hear(row.octets, 1).error, row.error) << row.octets;
    }
}

// T14 in short: damage of any kind does no harm, and is the same damage however it is fed.
TEST(ResponseReader, ReadsDamageTheSameInOnePieceAndOctetByOctet) {
    std::minstd_rand random(20'240'101);
    const std::string_view bits = "{}()\"\\ \r\n*+0129~[]<>\xff";
    for (int round = 0; round < 3'000; ++round) {
        std::string octets = kDialogue;
        for (std::size_t damage = random() % 4; damage < 4; ++damage) {
            const std::size_t at = random() % octets.size();
            const char c = bits[random() % bits.size()];
            if (random() % 3 == 0)
                octets.erase(at, 1 + random() % 5);
            else if (random() % 2 == 0)
                octets.insert(at, 1, c);
            else
                octets[at] = c;
        }
        EXPECT_TRUE(hear(octets, 1) == hear(octets)) << octets;
    }
}

std::string fetch_of(std::size_t size) {
    return "* 1 FETCH (BODY[] {" + std::to_string(size) + "}\r\n" + std::string(size, 'x') +
           ")\r\n";
}

TEST(ResponseReader, TakesALiteralUpToItsLimit) {  // I14
    EXPECT_EQ(hear(fetch_of(1'000)).responses.size(), 1U);
    EXPECT_EQ(hear(fetch_of(1'001)).error, "a literal is over 1000 octets");
}

TEST(ResponseReader, TakesALineUpToItsLimit) {  // I14
    const ReadLimits wide{.literal = 1'000, .untagged = 10U << 20U};
    const auto line = [](std::size_t octets) {
        return "* OK " + std::string(octets - 7, 'x') + "\r\n";
    };
    EXPECT_EQ(hear(line(ResponseReader::kLineMax), 4'096, wide).responses.size(), 1U);
    EXPECT_EQ(hear(line(ResponseReader::kLineMax + 3), 4'096, wide).error,
              "a line is over 65536 octets");
    // In as many lines between literals as one likes.
    std::string cut = "* 1 FETCH (";
    while (cut.size() < ResponseReader::kLineMax + 10) cut += "X {0}\r\n ";
    EXPECT_EQ(hear(cut, 4'096, wide).error, "a line is over 65536 octets");
}

TEST(ResponseReader, TakesTheNumbersOfALargeFolder) {  // H18
    const ReadLimits wide{.literal = 1'000, .untagged = 10U << 20U};
    std::string line = "* SEARCH";
    for (int uid = 1'000'000'000; uid < 1'000'090'000; ++uid) line += ' ' + std::to_string(uid);
    const Heard heard = hear(line + "\r\n", 16'384, wide);
    ASSERT_EQ(heard.responses.size(), 1U) << heard.error;
    EXPECT_EQ(std::get<Found>(heard.responses[0]).all.count(), 90'000U);
    while (line.size() < ResponseReader::kSearchLineMax) line += " 1000000000";
    EXPECT_EQ(hear(line, 16'384, wide).error, "a line is over 1048576 octets");
}

TEST(ResponseReader, HearsSoMuchToOneCommand) {  // I14
    const std::string news = "* 1 EXISTS\r\n";
    ResponseReader reader({.literal = 1'000, .untagged = 3 * news.size()});
    const auto hear_one = [&] {
        const Result<std::size_t> taken = reader.feed(news);
        return taken && reader.complete() && reader.take();
    };
    EXPECT_TRUE(hear_one() && hear_one() && hear_one());
    reader.begin_command();
    EXPECT_TRUE(hear_one() && hear_one() && hear_one());
    EXPECT_FALSE(hear_one());
    EXPECT_EQ(reader.feed("x").error().code, Errc::too_large);
    EXPECT_EQ(reader.feed("x").error().detail, "the answer to one command is over 36 octets");
}

}  // namespace
}  // namespace sendpath::imap
