#include "smtp/dialogue.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

model::DomainName domain(std::string_view text) {
    return *model::DomainName::parse(text);
}

Rules rules() {
    return {.hostname = "mx.example",
            .recipients =
                {domain("mx.example"),
                 {{.local = "r", .domain = domain("b.example"), .takes = {}},
                  {.local = "ruf", .domain = domain("b.example"), .takes = {false, true, false}}}},
            .message_max = 1'000};
}

/// A conversation from its start.
struct Talk {
    Rules rules;
    Dialogue dialogue{rules};
    Moment moment{.tls_offered = true, .storage_low = false};

    explicit Talk(Rules given = smtp::rules()) : rules(std::move(given)) {}
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;

    Reply say(std::string_view line) { return dialogue.answer(line, moment); }

    /// The replies to `lines`, each cut after its codes: "250 2.1.0".
    std::string codes(std::initializer_list<std::string_view> lines) {
        std::string out;
        for (const std::string_view line : lines) {
            const Reply reply = say(line);
            const bool enhanced = reply.text.size() > 9 && reply.text[5] == '.';
            if (!out.empty()) out += ", ";
            out += reply.text.substr(0, enhanced ? 9 : 3);
            if (reply.next == Next::close) out += " close";
        }
        return out;
    }
};

struct Row {
    const char* name;
    std::vector<std::string_view> lines;
    const char* codes;
};

class DialogueOf : public testing::TestWithParam<Row> {};

TEST_P(DialogueOf, AnswersAsTheStandardAsks) {
    Talk talk;
    std::string out;
    for (const std::string_view line : GetParam().lines) {
        if (!out.empty()) out += ", ";
        out += talk.codes({line});
    }
    EXPECT_EQ(out, GetParam().codes);
}

constexpr const char* kMail = "MAIL FROM:<a@x>";
constexpr const char* kRcpt = "RCPT TO:<r@b.example>";

INSTANTIATE_TEST_SUITE_P(
    Smtp, DialogueOf,
    testing::Values(
        Row{"S3_HeloOffersNothing", {"HELO a", kMail}, "250, 250 2.1.0"},
        Row{"S3_EmptyArgument", {"EHLO", "HELO "}, "501 5.5.4, 501 5.5.4"},
        Row{"S3_EhloAgainIsReset",
            {"EHLO a", kMail, kRcpt, "EHLO a", "DATA"},
            "250, 250 2.1.0, 250 2.1.5, 250, 503 5.5.1"},
        Row{"S4_NothingBeforeEhlo",
            {kMail, kRcpt, "DATA", "STARTTLS"},
            "503 5.5.1, 503 5.5.1, 503 5.5.1, 503 5.5.1"},
        Row{"S4_RcptBeforeMail", {"EHLO a", kRcpt}, "250, 503 5.5.1"},
        Row{"S4_DataWithoutRcpt",
            {"EHLO a", "DATA", kMail, "DATA"},
            "250, 503 5.5.1, 250 2.1.0, 503 5.5.1"},
        Row{"S4_NestedMail", {"EHLO a", kMail, kMail}, "250, 250 2.1.0, 503 5.5.1"},
        Row{"S4_DataAfterRefusedRecipients",
            {"EHLO a", kMail, "RCPT TO:<x@b.example>", "DATA"},
            "250, 250 2.1.0, 550 5.1.1, 554 5.5.1"},
        Row{"S5_SmallCommands",
            {"NOOP", "RSET", "HELP", "NOOP x", "QUIT"},
            "250 2.0.0, 250 2.0.0, 214 2.0.0, 250 2.0.0, 221 2.0.0 close"},
        Row{"S5_VrfyTellsNothing",
            {"VRFY r@b.example", "VRFY nobody", "VRFY"},
            "252 2.5.0, 252 2.5.0, 252 2.5.0"},
        Row{"S5_NotOffered",
            {"EHLO a", "EXPN x", "ETRN x", "AUTH PLAIN AGEAYg=="},
            "250, 502 5.5.1, 502 5.5.1, 502 5.5.1"},
        Row{"S6_BdatCloses",
            {"EHLO a", kMail, kRcpt, "BDAT 10 LAST"},
            "250, 250 2.1.0, 250 2.1.5, 521 5.5.1 close"},
        Row{"S7_FirstCommandUnknown", {"HELLO a"}, "500 5.5.2 close"},
        Row{"S7_LaterUnknown", {"NOOP", "HELLO a", "XCLIENT a"}, "250 2.0.0, 500 5.5.2, 500 5.5.2"},
        Row{"S7_Http", {"GET / HTTP/1.1"}, "502 5.7.0 close"},
        Row{"S7_HttpLater", {"EHLO a", "POST / HTTP/1.1"}, "250, 502 5.7.0 close"},
        Row{"S7_HeaderLine", {"EHLO a", "Host: mx.example"}, "250, 502 5.7.0 close"},
        Row{"S8_UnknownParameter",
            {"EHLO a", "MAIL FROM:<a@x> RET=HDRS", kMail, "RCPT TO:<r@b.example> NOTIFY=NEVER"},
            "250, 555 5.5.4, 250 2.1.0, 555 5.5.4"},
        Row{"S8_ParameterTwice", {"EHLO a", "MAIL FROM:<a@x> SIZE=1 size=1"}, "250, 501 5.5.4"},
        Row{"S8_SizeThatIsNone",
            {"EHLO a", "MAIL FROM:<a@x> SIZE=-1", "MAIL FROM:<a@x> SIZE=", "MAIL FROM:<a@x> SIZE"},
            "250, 501 5.5.4, 501 5.5.4, 501 5.5.4"},
        Row{"S8_BodyOfNoKnownKind",
            {"EHLO a", "MAIL FROM:<a@x> BODY=BINARYMIME"},
            "250, 501 5.5.4"},
        Row{"S8_Smtputf8WithAValue", {"EHLO a", "MAIL FROM:<a@x> SMTPUTF8=1"}, "250, 501 5.5.4"},
        Row{"S9_NullSenderHasOneRecipient",
            {"EHLO a", "MAIL FROM:<>", kRcpt, kRcpt},
            "250, 250 2.1.0, 250 2.1.5, 452 4.5.3"},
        Row{"S9_BlankBehindTheColon",
            {"EHLO a", "MAIL FROM: <a@x>", "RCPT TO: <r@b.example>"},
            "250, 250 2.1.0, 250 2.1.5"},
        Row{"S9_SourceRoute",
            {"EHLO a", "MAIL FROM:<@y:a@x>", "RCPT TO:<@z,@y:r@b.example>"},
            "250, 250 2.1.0, 250 2.1.5"},
        Row{"S10_Utf8WithoutSmtputf8", {"EHLO a", "MAIL FROM:<\xc3\xbc@x>"}, "250, 553 5.6.7"},
        Row{"S10_Utf8Recipient",
            {"EHLO a", kMail, "RCPT TO:<\xc3\xbc@b.example>"},
            "250, 250 2.1.0, 553 5.6.7"},
        Row{"S10_Utf8WithSmtputf8",
            {"EHLO a", "MAIL FROM:<\xc3\xbc@x> SMTPUTF8"},
            "250, 250 2.1.0"},
        Row{"S11_NoRelay",
            {"EHLO a", kMail, "RCPT TO:<r@other.example>", "RCPT TO:<q@b.example>"},
            "250, 250 2.1.0, 550 5.7.1, 550 5.1.1"},
        Row{"S12_Postmaster",
            {"EHLO a", kMail, "RCPT TO:<PostMaster>", "RCPT TO:<postmaster@b.example>"},
            "250, 250 2.1.0, 250 2.1.5, 250 2.1.5"},
        Row{"S18_SizeOverTheLimit",
            {"EHLO a", "MAIL FROM:<a@x> SIZE=1001", "MAIL FROM:<a@x> SIZE=99999999999999999999",
             "MAIL FROM:<a@x> SIZE=1000"},
            "250, 552 5.3.4, 552 5.3.4, 250 2.1.0"},
        Row{"S28_NoLhloOverSmtp", {"LHLO a"}, "500 5.5.1"},
        Row{"S30_StarttlsWithAnArgument", {"EHLO a", "STARTTLS now"}, "250, 501 5.5.4"},
        Row{"S30_StarttlsWithinAMail", {"EHLO a", kMail, "STARTTLS"}, "250, 250 2.1.0, 503 5.5.1"},
        Row{"ControlOctets", {"EHLO a\x01", "MAIL FROM:<a\x1b@x>"}, "501 5.5.4, 501 5.5.4"}),
    [](const auto& test) { return test.param.name; });

TEST(Dialogue, GreetsWithoutAVersion) {  // S1
    EXPECT_EQ(Talk().dialogue.greeting(), "220 mx.example ESMTP\r\n");
}

TEST(Dialogue, ListsWhatItOffersAndNothingElse) {  // S2
    Talk talk;
    EXPECT_EQ(talk.say("EHLO a").text,
              "250-mx.example\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n"
              "250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n250-LIMITS RCPTMAX=100\r\n"
              "250 SMTPUTF8\r\n");
    talk.moment.tls_offered = false;
    EXPECT_EQ(talk.say("EHLO a").text.find("STARTTLS"), std::string::npos);
    EXPECT_EQ(talk.codes({"STARTTLS"}), "454 4.7.0");  // S30
}

TEST(Dialogue, GathersTheRecipientsOfOneMail) {
    Talk talk;
    talk.codes({"EHLO a", "MAIL FROM:<a@x>", "RCPT TO:<ruf@b.example>"});
    EXPECT_EQ(talk.dialogue.transaction()->takes, (model::Takes{false, true, false}));
    EXPECT_FALSE(talk.dialogue.transaction()->for_postmaster);
    talk.codes({"RCPT TO:<postmaster>", kRcpt});
    EXPECT_EQ(talk.dialogue.transaction()->takes, model::Takes{});
    EXPECT_TRUE(talk.dialogue.transaction()->for_postmaster);
    EXPECT_EQ(talk.dialogue.transaction()->recipients.size(), 3U);
    EXPECT_EQ(talk.dialogue.transaction()->sender.str(), "a@x");
}

TEST(Dialogue, TakesAHundredRecipientsAndNoMore) {  // S14
    Talk talk;
    talk.codes({"EHLO a", kMail});
    for (std::size_t i = 0; i < Dialogue::kRecipientsMax; ++i)
        ASSERT_EQ(talk.codes({kRcpt}), "250 2.1.5");
    for (int i = 0; i < 50; ++i) ASSERT_EQ(talk.codes({kRcpt}), "452 4.5.3");
    EXPECT_EQ(talk.codes({"DATA"}), "354");
    EXPECT_EQ(talk.dialogue.transaction()->recipients.size(), 100U);
}

TEST(Dialogue, AnswersAWholeMessageByWhatBecameOfIt) {
    const std::pair<Refusal, const char*> rows[] = {
        {Refusal::too_large, "552 5.3.4"},          // S18
        {Refusal::bare_line_end, "550 5.6.0"},      // S16
        {Refusal::too_many_received, "554 5.4.6"},  // S21
        {Refusal::storage_full, "452 4.3.1"},       // S26
        {Refusal::storage_error, "451 4.3.0"},      // S26
    };
    for (const auto& [why, code] : rows) {
        Talk talk;
        EXPECT_EQ(talk.codes({"EHLO a", kMail, kRcpt, "DATA"}), "250, 250 2.1.0, 250 2.1.5, 354");
        const Reply reply = talk.dialogue.message_refused(why);
        EXPECT_TRUE(reply.text.starts_with(code)) << reply.text;
        EXPECT_EQ(reply.refusal, why);
        EXPECT_EQ(reply.next == Next::close, why == Refusal::bare_line_end);
        EXPECT_EQ(talk.codes({kMail}), "250 2.1.0");  // the mail is over, the session is not
    }
    Talk talk;
    talk.codes({"EHLO a", kMail, kRcpt, "DATA"});
    EXPECT_EQ(talk.dialogue.message_taken("1f").text, "250 2.0.0 Stored as 1f\r\n");  // S23
    EXPECT_EQ(talk.codes({"DATA"}), "503 5.5.1");
}

TEST(Dialogue, RefusesMailWhileStorageIsLow) {  // S26
    Talk talk;
    talk.moment.storage_low = true;
    EXPECT_EQ(talk.codes({"EHLO a"}), "250");
    for (int i = 0; i < 50; ++i) ASSERT_EQ(talk.codes({kMail}), "452 4.3.1");
    talk.moment.storage_low = false;
    EXPECT_EQ(talk.codes({kMail}), "250 2.1.0");
}

TEST(Dialogue, ForgetsEverythingAtTheHandshake) {  // S30
    Talk talk;
    EXPECT_EQ(talk.codes({"EHLO a"}), "250");
    EXPECT_EQ(talk.say("STARTTLS").next, Next::handshake);
    talk.dialogue.secured();
    EXPECT_EQ(talk.codes({kMail}), "503 5.5.1");
    EXPECT_EQ(talk.say("EHLO a").text.find("STARTTLS"), std::string::npos);
    EXPECT_EQ(talk.codes({"STARTTLS", kMail}), "503 5.5.1, 250 2.1.0");
}

TEST(Dialogue, DemandsTlsWhereItIsRequired) {  // S33
    Rules strict = rules();
    strict.require_tls = true;
    Talk talk(strict);
    EXPECT_EQ(talk.codes({"EHLO a", kMail}), "250, 530 5.7.0");
    talk.dialogue.secured();
    EXPECT_EQ(talk.codes({"EHLO a", kMail, kRcpt}), "250, 250 2.1.0, 250 2.1.5");
}

TEST(Dialogue, TakesTlsReportsInClearWhereTlsIsRequired) {  // S33
    Rules strict = rules();
    strict.require_tls = true;
    strict.recipients = {
        domain("mx.example"),
        {{.local = "r", .domain = domain("b.example"), .takes = {}},
         {.local = "tls", .domain = domain("b.example"), .takes = {false, false, true}}}};
    Talk talk(strict);
    EXPECT_EQ(talk.codes({"EHLO a", kMail, kRcpt, "RCPT TO:<tls@b.example>"}),
              "250, 250 2.1.0, 530 5.7.0, 250 2.1.5");
}

TEST(Dialogue, SlowsDownAndThenEndsAfterErrors) {  // S37
    Talk talk;
    talk.codes({"NOOP"});
    for (int i = 1; i < Dialogue::kErrorsMax; ++i) {
        EXPECT_EQ(talk.codes({"WHAT"}), "500 5.5.2");
        EXPECT_EQ(talk.dialogue.is_slow(), i > Dialogue::kErrorsTolerated) << i;
    }
    EXPECT_EQ(talk.codes({"WHAT"}), "421 4.7.0 close");
}

TEST(Dialogue, CountsHundredsOfIdleCommandsAsErrors) {  // S37
    Talk talk;
    for (int i = 0; i < Dialogue::kIdleCommandsMax + Dialogue::kErrorsMax - 1; ++i)
        ASSERT_EQ(talk.codes({i % 2 == 0 ? "NOOP" : "RSET"}), "250 2.0.0") << i;
    EXPECT_EQ(talk.codes({"VRFY x"}), "421 4.7.0 close");
}

TEST(Dialogue, DoesNotCountTheManyMailsOfOneConversation) {  // S37
    Talk talk;
    talk.codes({"EHLO a"});
    for (int i = 0; i < 1'000; ++i) {
        ASSERT_EQ(talk.codes({"RSET", kMail, kRcpt, "DATA"}),
                  "250 2.0.0, 250 2.1.0, 250 2.1.5, 354");
        ASSERT_EQ(talk.dialogue.message_taken("1").next, Next::command);
    }
}

class Lmtp : public testing::Test {  // S28
protected:
    static Rules lmtp() {
        Rules given = rules();
        given.protocol = Protocol::lmtp;
        return given;
    }
    Talk talk{lmtp()};
};

TEST_F(Lmtp, GreetsByLhloAlone) {
    EXPECT_EQ(talk.dialogue.greeting(), "220 mx.example LMTP\r\n");
    EXPECT_EQ(talk.codes({"EHLO a", "HELO a", "LHLO a"}), "500 5.5.1, 500 5.5.1, 250");
}

TEST_F(Lmtp, AnswersAMessageOncePerAcceptedRecipient) {
    talk.codes({"LHLO a", kMail, kRcpt, "RCPT TO:<x@b.example>", "RCPT TO:<postmaster>", "DATA"});
    EXPECT_EQ(talk.dialogue.message_taken("1f").text,
              "250 2.0.0 Stored as 1f\r\n250 2.0.0 Stored as 1f\r\n");
    talk.codes({kMail, kRcpt, kRcpt, kRcpt, "DATA"});
    EXPECT_EQ(talk.dialogue.message_refused(Refusal::storage_error).text,
              "451 4.3.0 Not stored; try again later\r\n451 4.3.0 Not stored; try again later\r\n"
              "451 4.3.0 Not stored; try again later\r\n");
}

}  // namespace
}  // namespace sendpath::smtp
