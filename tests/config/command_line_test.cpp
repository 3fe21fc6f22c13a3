#include "config/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sendpath::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Result<CommandLine> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "sendpath");
    return parse_command_line(static_cast<int>(words.size()), words.data(), "0.1.0");
}

TEST(CommandLine, OfServeOverridesStoreAndListen) {
    const Result<CommandLine> line = parse({"serve", "--config", "c.toml", "--store", "s.db",
                                            "--listen", "127.0.0.1:1", "--listen", "[::1]:2"});
    ASSERT_TRUE(line) << line.error().detail;
    EXPECT_EQ(line->subcommand, Subcommand::serve);
    EXPECT_EQ(line->config_file, "c.toml");
    ASSERT_EQ(line->overrides.size(), 2U);
    EXPECT_EQ(line->overrides[0].key, "store.path");
    EXPECT_EQ(line->overrides[0].origin, "--store");
    EXPECT_EQ(std::get<std::string>(line->overrides[0].value), "s.db");
    EXPECT_EQ(line->overrides[1].key, "http.listen");
    EXPECT_THAT(std::get<std::vector<std::string>>(line->overrides[1].value),
                ElementsAre("127.0.0.1:1", "[::1]:2"));
}

TEST(CommandLine, TakesTheConfigurationBeforeTheSubcommandAsWell) {
    EXPECT_EQ(parse({"--config", "c.toml", "serve"})->config_file, "c.toml");
}

TEST(CommandLine, OfImportHasPathsAndJobs) {
    const Result<CommandLine> line = parse({"import", "a", "--jobs", "256", "b c", "--store=s.db"});
    ASSERT_TRUE(line) << line.error().detail;
    EXPECT_EQ(line->subcommand, Subcommand::import_files);
    EXPECT_THAT(line->paths, ElementsAre("a", "b c"));
    EXPECT_EQ(line->jobs, kMostJobs);
    EXPECT_EQ(parse({"import", "a"})->jobs, 0U);
    EXPECT_THAT(parse({"import", "--", "--odd"})->paths, ElementsAre("--odd"));
}

TEST(CommandLine, OfTheOtherSubcommandsIsRead) {
    EXPECT_EQ(parse({"decode", "a"})->subcommand, Subcommand::decode_files);
    EXPECT_FALSE(parse({"decode", "a"})->json);
    EXPECT_TRUE(parse({"decode", "--json", "a"})->json);
    EXPECT_EQ(parse({"check", "--store", "s.db"})->subcommand, Subcommand::check);
    EXPECT_EQ(parse({"backup", "copy.db"})->subcommand, Subcommand::backup);
    EXPECT_EQ(parse({"backup", "copy.db"})->file, "copy.db");
    EXPECT_EQ(parse({"restore", "copy.db", "--store", "s.db"})->subcommand, Subcommand::restore);
    EXPECT_FALSE(parse({"backup"}));
    EXPECT_EQ(parse({"reprocess"})->subcommand, Subcommand::reprocess);
    EXPECT_FALSE(parse({"reprocess"})->held_only);
    EXPECT_TRUE(parse({"reprocess", "--held"})->held_only);
}

TEST(CommandLine, OfAccountsAndTokensIsRead) {
    EXPECT_EQ(parse({"user", "add", "ann"})->subcommand, Subcommand::user_add);
    EXPECT_EQ(parse({"user", "add", "ann"})->name, "ann");
    EXPECT_EQ(parse({"user", "add", "ann"})->role, "admin");
    EXPECT_EQ(parse({"user", "add", "--role", "viewer", "bob"})->role, "viewer");
    EXPECT_EQ(parse({"user", "list"})->subcommand, Subcommand::user_list);
    EXPECT_EQ(parse({"user", "remove", "ann"})->subcommand, Subcommand::user_remove);
    EXPECT_EQ(parse({"user", "password", "ann"})->subcommand, Subcommand::user_password);
    EXPECT_EQ(parse({"user", "list", "--store", "s.db"})->overrides.size(), 1U);
    const Result<CommandLine> token =
        parse({"token", "add", "grafana", "--scope", "ingest", "--days", "90", "--config", "c"});
    ASSERT_TRUE(token) << token.error().detail;
    EXPECT_EQ(token->subcommand, Subcommand::token_add);
    EXPECT_EQ(token->name, "grafana");
    EXPECT_EQ(token->scope, "ingest");
    EXPECT_EQ(token->days, 90U);
    EXPECT_EQ(token->config_file, "c");
    EXPECT_EQ(parse({"token", "add", "a"})->scope, "read");
    EXPECT_EQ(parse({"token", "add", "a"})->days, 0U);
    EXPECT_EQ(parse({"token", "add", "a", "--days", "3650"})->days, kMostDays);
    EXPECT_EQ(parse({"token", "list"})->subcommand, Subcommand::token_list);
    EXPECT_EQ(parse({"token", "revoke", "7"})->subcommand, Subcommand::token_revoke);
    EXPECT_EQ(parse({"token", "revoke", "7"})->token, 7);
    for (const std::vector<const char*>& wrong :
         std::initializer_list<std::vector<const char*>>{{"user"},
                                                         {"user", "add"},
                                                         {"user", "add", "a", "--role", "root"},
                                                         {"token"},
                                                         {"token", "add", "a", "--scope", "write"},
                                                         {"token", "add", "a", "--days", "3651"},
                                                         {"token", "revoke"},
                                                         {"token", "revoke", "x"}})
        EXPECT_FALSE(parse(wrong)) << wrong.back();
}

TEST(CommandLine, OfImapTestNamesTheAccount) {
    const Result<CommandLine> line = parse({"imap", "test", "reports", "--config", "c.toml"});
    ASSERT_TRUE(line) << line.error().detail;
    EXPECT_EQ(line->subcommand, Subcommand::imap_test);
    EXPECT_EQ(line->account, "reports");
    EXPECT_EQ(line->config_file, "c.toml");
}

TEST(CommandLine, ThatIsWrongIsAnErrorForStandardError) {
    const std::pair<std::vector<const char*>, const char*> rows[] = {
        {{}, "subcommand is required"},
        {{"imprt", "a"}, "imprt"},
        {{"import"}, "paths is required"},
        {{"decode"}, "paths is required"},
        {{"import", "a", "--jobs", "257"}, "257"},
        {{"import", "a", "--jobs", "-1"}, "--jobs"},
        {{"import", "a", "--jobs", "many"}, "many"},
        {{"serve", "--json"}, "--json"},
        {{"serve", "--listen"}, "--listen"},
        {{"version", "extra"}, "extra"},
        {{"imap"}, "subcommand is required"},
        {{"imap", "tset", "a"}, "tset"},
        {{"imap", "test"}, "account is required"},
        {{"imap", "test", "a", "b"}, "b"},
    };
    for (const auto& [words, expected] : rows) {
        const Result<CommandLine> line = parse(words);
        ASSERT_FALSE(line) << expected;
        EXPECT_EQ(line.error().code, Errc::bad_syntax);
        EXPECT_THAT(line.error().detail, HasSubstr(expected));
        EXPECT_THAT(line.error().detail, HasSubstr("--help"));
    }
}

TEST(CommandLine, HelpsWithEveryExitCodeForTheProgramAndEachSubcommand) {
    for (const std::vector<const char*>& words : {std::vector<const char*>{"--help"},
                                                  {"serve", "--help"},
                                                  {"import", "--help"},
                                                  {"decode", "--help"},
                                                  {"check", "--help"},
                                                  {"backup", "--help"},
                                                  {"restore", "--help"},
                                                  {"reprocess", "-h"},
                                                  {"imap", "--help"},
                                                  {"imap", "test", "--help"},
                                                  {"version", "--help"}}) {
        const Result<CommandLine> line = parse(words);
        ASSERT_TRUE(line) << line.error().detail;
        EXPECT_EQ(line->subcommand, Subcommand::help);
        for (const ExitCode code : {ExitCode::ok, ExitCode::not_all_read, ExitCode::usage,
                                    ExitCode::store_failed, ExitCode::system_failed})
            EXPECT_THAT(line->text,
                        HasSubstr("\n  " + std::to_string(static_cast<int>(code)) + "  "));
    }
    EXPECT_THAT(parse({"import", "--help"})->text, HasSubstr("--jobs"));
}

TEST(CommandLine, TellsItsVersion) {
    EXPECT_EQ(parse({"version"})->text, "sendpath 0.1.0\n");
    EXPECT_EQ(parse({"version"})->subcommand, Subcommand::version);
}

}  // namespace
}  // namespace sendpath::config
