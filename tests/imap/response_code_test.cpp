#include "imap/response_code.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

Status status(std::string_view words) {
    return *parse_status(Condition::ok, words);
}

TEST(ResponseCode, IsReadWithItsNumbers) {
    EXPECT_EQ(status("[UIDVALIDITY 1700000000] ok").code,
              (Code{.name = CodeName::uid_validity, .number = 1'700'000'000}));
    EXPECT_EQ(status("[uidnext 7] Predicted").code,
              (Code{.name = CodeName::uid_next, .number = 7}));
    EXPECT_EQ(status("[HIGHESTMODSEQ 9223372036854775807]").code,
              (Code{.name = CodeName::highest_modseq, .number = 9'223'372'036'854'775'807U}));
    EXPECT_EQ(status("[UNSEEN 3] x").code, (Code{.name = CodeName::unseen, .number = 3}));
    EXPECT_EQ(status("[CAPABILITY IMAP4rev1 MOVE] in").code.capabilities,
              Capabilities::of("imap4rev1 move"));
}

TEST(ResponseCode, TellsWhereMessagesWentTo) {  // I11
    EXPECT_EQ(status("[COPYUID 5 7,9:10 1:3] moved").code, (Code{.name = CodeName::copy_uid,
                                                                 .number = 5,
                                                                 .source = *UidSet::parse("7,9:10"),
                                                                 .target = *UidSet::parse("1:3"),
                                                                 .capabilities = {}}));
    EXPECT_EQ(status("[APPENDUID 5 7]").code.target, *UidSet::parse("7"));
}

TEST(ResponseCode, IsKnownByItsWord) {
    struct Row {
        const char* words;
        CodeName name;
    };
    for (const Row& row : {Row{"[ALERT] Read this", CodeName::alert},
                           {"[TRYCREATE] No such folder", CodeName::try_create},
                           {"[AUTHENTICATIONFAILED]", CodeName::authentication_failed},
                           {"[PRIVACYREQUIRED] TLS first", CodeName::privacy_required},
                           {"[UNAVAILABLE] later", CodeName::unavailable},
                           {"[INUSE] locked", CodeName::in_use},
                           {"[ALREADYEXISTS] there", CodeName::already_exists},
                           {"[READ-ONLY] x", CodeName::read_only},
                           {"[NOMODSEQ] x", CodeName::no_modseq},
                           {"[CLOSED]", CodeName::closed},
                           {"[EXPIRED] x", CodeName::expired},
                           {"[PERMANENTFLAGS (\\Deleted \\*)] x", CodeName::other},
                           {"[BADCHARSET (\"UTF-8\")] x", CodeName::other},
                           {"[ALERTS] x", CodeName::other},
                           {"[] x", CodeName::other},
                           {"no code", CodeName::none},
                           {"[ALERT without an end", CodeName::none},
                           {"", CodeName::none}})
        EXPECT_EQ(status(row.words).code.name, row.name) << row.words;
}

// A server that botches a code we could do without is still worth talking to.
TEST(ResponseCode, ThatMakesNoSenseIsOneWithoutUse) {
    for (const std::string_view words :
         {"[UIDNEXT 0]", "[UIDNEXT -1]", "[UIDNEXT]", "[UIDNEXT 4294967296]", "[COPYUID 5 1:2 3]",
          "[COPYUID 0 1 2]", "[COPYUID 5 1]", "[COPYUID 5 1 2 3]", "[COPYUID 5  ]",
          "[COPYUID 5 * 1]", "[APPENDUID 5 0]", "[HIGHESTMODSEQ 9223372036854775808]"})
        EXPECT_EQ(status(words).code, Code{.name = CodeName::other}) << words;
}

TEST(ResponseCode, OfUidValidityMustBeSound) {  // I8, T11
    struct Row {
        const char* words;
        const char* error;
    };
    for (const Row& row :
         {Row{"[UIDVALIDITY 0] x", "UIDVALIDITY: message number 0 at octet 13"},
          {"[UIDVALIDITY 4294967296]", "UIDVALIDITY: a number over 4294967295 at octet 12"},
          {"[UIDVALIDITY -1]", "UIDVALIDITY: expected a number at octet 12"},
          {"[UIDVALIDITY]", "UIDVALIDITY: expected \" \" at octet 11"},
          {"[UIDVALIDITY 1 2]", "UIDVALIDITY: expected the end at octet 14"}}) {
        const Result<Status> read = parse_status(Condition::ok, row.words);
        ASSERT_FALSE(read) << row.words;
        EXPECT_EQ(read.error().detail, row.error);
    }
}

TEST(Status, HasItsTextWithoutControlOctets) {
    EXPECT_EQ(status("[ALERT]  Read\x1b[31m\tthis\x7f ").text, "Read [31m this");
    EXPECT_EQ(status("[ALERT without an end").text, "[ALERT without an end");
}

}  // namespace
}  // namespace sendpath::imap
