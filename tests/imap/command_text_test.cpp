#include "imap/command_text.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

std::vector<std::string> pieces(std::string_view octets, Literals literals) {
    return CommandText("S1", "SELECT", literals).string(octets).done()->pieces;
}

using Pieces = std::vector<std::string>;

TEST(CommandText, QuotesWhatIsPlain) {
    EXPECT_EQ(pieces("INBOX", Literals::asked), Pieces{"S1 SELECT \"INBOX\"\r\n"});
    EXPECT_EQ(pieces("", Literals::asked), Pieces{"S1 SELECT \"\"\r\n"});
    EXPECT_EQ(pieces("a b{3}", Literals::all), Pieces{"S1 SELECT \"a b{3}\"\r\n"});
}

// I4: passwords with quotes, backslashes and letters outside of ASCII.
TEST(CommandText, SendsTheRestAsLiterals) {
    for (const std::string_view octets : {"a\"b", "a\\b", "a\xc3\xa4", "a\r\nb", "a\x7f", "a\tb"}) {
        const std::string size = std::to_string(octets.size());
        const std::string text(octets);
        EXPECT_EQ(pieces(octets, Literals::asked),
                  (Pieces{"S1 SELECT {" + size + "}\r\n", text + "\r\n"}));
        const Pieces at_once{"S1 SELECT {" + size + "+}\r\n" + text + "\r\n"};
        EXPECT_EQ(pieces(octets, Literals::short_ones), at_once);
        EXPECT_EQ(pieces(octets, Literals::all), at_once);
    }
}

TEST(CommandText, AsksBeforeALongLiteralWhereItMust) {
    const std::string at_limit(4'096, '"');
    const std::string over(4'097, '"');
    EXPECT_EQ(pieces(at_limit, Literals::short_ones).size(), 1U);
    EXPECT_EQ(pieces(over, Literals::short_ones).size(), 2U);
    EXPECT_EQ(pieces(over, Literals::all).size(), 1U);
    EXPECT_EQ(pieces(std::string(512, 'x'), Literals::asked).size(), 1U);
    EXPECT_EQ(pieces(std::string(513, 'x'), Literals::asked).size(), 2U);
}

TEST(CommandText, GoesOnBehindALiteral) {
    const Result<Command> login =
        CommandText("S1", "LOGIN", Literals::asked).string("a\"").secret("\\").words("X").done();
    EXPECT_EQ(login->pieces, (Pieces{"S1 LOGIN {2}\r\n", "a\" {1}\r\n", "\\ X\r\n"}));
}

TEST(CommandText, ShowsNoSecret) {  // I5
    const Result<Command> login =
        CommandText("S1", "LOGIN", Literals::all).string("me\x1b").secret("hunter2").done();
    EXPECT_EQ(login->shown, "S1 LOGIN \"me?\" ***");
}

TEST(CommandText, HasNoNul) {
    EXPECT_FALSE(CommandText("S1", "LOGIN", Literals::all).string({"a\0b", 3}).done());
    EXPECT_FALSE(CommandText("S1", "LOGIN", Literals::asked).secret({"\0", 1}).done());
}

TEST(Literals, AreTakenAsTheServerSays) {
    EXPECT_EQ(literals_of(Capabilities::of("IMAP4rev1")), Literals::asked);
    EXPECT_EQ(literals_of(Capabilities::of("IMAP4rev1 LITERAL-")), Literals::short_ones);
    EXPECT_EQ(literals_of(Capabilities::of("IMAP4rev1 literal+ LITERAL-")), Literals::all);
    EXPECT_EQ(literals_of(Capabilities::of("IMAP4rev2")), Literals::short_ones);
}

TEST(Tags, AreNoneTwice) {
    Tags tags;
    EXPECT_EQ(tags.next(), "S1");
    EXPECT_EQ(tags.next(), "S2");
}

TEST(TakeForCommand, TakesTheLowestThatOneLineHolds) {
    UidSet all = *UidSet::parse("3:7,9");
    EXPECT_EQ(take_for_command(all, 4).str(), "3:6");
    EXPECT_EQ(all.str(), "7,9");
    EXPECT_EQ(take_for_command(all, 4).str(), "7,9");
    EXPECT_TRUE(take_for_command(all, 4).empty());

    UidSet apart;
    for (Uid uid = 1'000'000'001; uid < 1'000'001'001; uid += 2) apart.add(uid);
    const UidSet taken = take_for_command(apart, 500);
    EXPECT_LE(taken.str().size(), kUidsMax);
    EXPECT_EQ(taken.count() + apart.count(), 500U);
}

}  // namespace
}  // namespace sendpath::imap
