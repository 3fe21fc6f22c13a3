#include "smtp/command.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

TEST(Command, IsKnownInAnyCase) {
    EXPECT_EQ(parse_command("QUIT")->verb, Verb::quit);
    EXPECT_EQ(parse_command("quit")->verb, Verb::quit);
    EXPECT_EQ(parse_command("eHLo  a.example ")->verb, Verb::ehlo);
    EXPECT_EQ(parse_command("eHLo  a.example ")->argument, "a.example");
    EXPECT_EQ(parse_command("auth PLAIN")->verb, Verb::not_offered);
    EXPECT_EQ(parse_command("XCLIENT")->verb, Verb::unknown);
    EXPECT_EQ(parse_command("")->verb, Verb::unknown);
    EXPECT_EQ(parse_command("QUITX")->verb, Verb::unknown);
}

TEST(Command, OfAMailboxHasItsPathAndParameters) {
    const Result<Command> mail =
        parse_command("mail from:<a@b.example> size=10 BODY=8bitmime SMTPUTF8");
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->path, (Path{"a", "b.example"}));
    const std::vector<Parameter> expected{
        {"SIZE", "10", true}, {"BODY", "8bitmime", true}, {"SMTPUTF8", "", false}};
    EXPECT_EQ(mail->parameters, expected);
    EXPECT_EQ(parse_command("RCPT TO:<a@b>")->path, (Path{"a", "b"}));
}

TEST(Command, MayHaveABlankBeforeThePath) {  // S9
    EXPECT_EQ(parse_command("MAIL FROM: <a@b>")->path, (Path{"a", "b"}));
    EXPECT_EQ(parse_command("MAIL  FROM:<a@b>  SIZE=1 ")->parameters.size(), 1U);
}

TEST(Command, IsRefusedWhereItsGrammarBreaks) {
    for (const std::string_view line :
         {"MAIL", "MAIL TO:<a@b>", "MAIL FROM:a@b", "MAIL FROM <a@b>", "MAIL FROM:<a@b>SIZE=1",
          "MAIL FROM:<a@b> =1", "MAIL FROM:<a@b> S!ZE=1", "RCPT FROM:<a@b>",
          "RCPT TO:", "NOOP \x01", "NOOP \x7f", "MAIL FROM:<a\n@b>", "MAIL FROM:<a@b\r>"}) {
        const Result<Command> command = parse_command(line);
        ASSERT_FALSE(command) << line;
        EXPECT_EQ(command.error().code, Errc::bad_syntax) << line;
    }
    EXPECT_FALSE(parse_command(std::string_view("NOOP \0", 6)));
}

}  // namespace
}  // namespace sendpath::smtp
