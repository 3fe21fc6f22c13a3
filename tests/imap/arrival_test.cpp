#include "imap/arrival.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

const Identity kMe{.user = "me", .secret = "hunter2"};
const Identity kToken{.user = "u", .secret = "hunter2", .is_token = true, .host = "h", .port = 993};

struct Row {
    const char* name;
    Tls tls;
    const Identity* identity;
    Script script;
};

class ArrivalOf : public testing::TestWithParam<Row> {};

TEST_P(ArrivalOf, GoesByTheBook) {
    Peer peer;
    Arrival arrival(peer, *GetParam().identity, GetParam().tls);
    const std::string log = play(arrival, GetParam().script);
    EXPECT_EQ(log.find("hunter2"), std::string::npos) << log;  // I5
}

std::string test_name(const testing::TestParamInfo<Row>& row) {
    return row.param.name;
}

constexpr const char* kGreeting = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready";
constexpr const char* kPlain = "C: S1 AUTHENTICATE PLAIN AG1lAGh1bnRlcjI=";
constexpr const char* kRoot = "S: * LIST (\\Noselect) \"/\" \"\"";

INSTANTIATE_TEST_SUITE_P(
    Implicit, ArrivalOf,
    testing::Values(
        // I6: what a server can do is read again, if it does not tell by itself.
        Row{"I6_CapabilitiesAreAskedForAgain",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 OK in", "C: S2 CAPABILITY", "S: * CAPABILITY IMAP4rev1 MOVE",
             "S: S2 OK", "C: S3 LIST \"\" \"\"", kRoot, "S: S3 OK", "DONE"}},
        Row{"I6_CapabilitiesToldInTheAnswer",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 OK [CAPABILITY IMAP4rev1 NAMESPACE] in", "C: S2 NAMESPACE",
             "S: * NAMESPACE ((\"INBOX.\" \".\")) NIL NIL", "S: S2 OK", "DONE"}},
        Row{"I6_CapabilitiesToldBeforeTheAnswer",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: * CAPABILITY IMAP4rev1", "S: S1 OK in", "C: S2 LIST \"\" \"\"",
             kRoot, "S: S2 OK", "DONE"}},
        Row{"CapabilitiesNotInTheGreeting",
            Tls::implicit,
            &kMe,
            {"S: * OK ready", "C: S1 CAPABILITY", "S: * CAPABILITY IMAP4rev1", "S: S1 OK",
             "C: S2 LOGIN \"me\" \"hunter2\"", "S: S2 NO [AUTHENTICATIONFAILED] no",
             "STOP login_refused"}},
        // H1: without NAMESPACE, or with an empty one, LIST tells the separator; H15: or nothing.
        Row{"H1_NamespaceRefused",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 OK [CAPABILITY IMAP4rev1 NAMESPACE] in", "C: S2 NAMESPACE",
             "S: S2 NO not here", "C: S3 LIST \"\" \"\"", "S: S3 NO folder not found", "DONE"}},
        // I15
        Row{"I15_Utf8IsEnabled",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 OK [CAPABILITY IMAP4rev1 ENABLE UTF8=ACCEPT] in",
             "C: S2 ENABLE UTF8=ACCEPT", "S: * ENABLED UTF8=ACCEPT", "S: S2 OK",
             "C: S3 LIST \"\" \"\"", kRoot, "S: S3 OK", "DONE"}},
        // H20: a connection on which we are known already is fine under TLS.
        Row{"H20_PreauthUnderTls",
            Tls::implicit,
            &kMe,
            {"S: * PREAUTH [CAPABILITY IMAP4rev1] welcome", "C: S1 LIST \"\" \"\"", kRoot,
             "S: S1 OK", "DONE"}},
        Row{"H20_GreetingIsBye", Tls::implicit, &kMe, {"S: * BYE too busy", "STOP said_bye"}},
        Row{"GreetingIsBusy",
            Tls::implicit,
            &kMe,
            {"S: * BYE [UNAVAILABLE] later", "STOP unavailable"}},
        Row{"GreetingIsNone", Tls::implicit, &kMe, {"S: * 3 EXISTS", "STOP not_understood"}},
        Row{"GreetingIsOfAnother",
            Tls::implicit,
            &kMe,
            {"S: 220 mx.example ESMTP", "STOP not_understood"}},
        // I12, T11
        Row{"NewsInBetween",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: * OK still here", "S: ", "S: * XYZ 1", "S: * 3 EXISTS",
             "S: S1 NO no", "STOP login_refused"}},
        Row{"ByeInBetween",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: * BYE shutting down", "STOP said_bye"}},
        Row{"WrongTag",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S9 OK in", "STOP not_understood"}},
        Row{"UnreadableAnswer",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 MAYBE", "STOP not_understood"}},
        Row{"PreauthTooLate",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: * PREAUTH hello", "STOP not_understood"}},
        Row{"AskedForNothing",
            Tls::implicit,
            &kMe,
            {"S: * OK ready", "C: S1 CAPABILITY", "S: + go on", "STOP not_understood"}}),
    test_name);

// I1, H17: no TLS, no password.
INSTANTIATE_TEST_SUITE_P(
    StartTls, ArrivalOf,
    testing::Values(
        Row{"I1_CapabilitiesAreForgotten",
            Tls::start_tls,
            &kMe,
            {"S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] ready", "C: S1 STARTTLS",
             "S: S1 OK begin", "TLS", "C: S2 CAPABILITY", "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN",
             "S: S2 OK", "C: S3 AUTHENTICATE PLAIN", "S: + ", "C: AG1lAGh1bnRlcjI=", "S: S3 NO no",
             "STOP login_refused"}},
        Row{"I1_CapabilitiesAreAskedFor",
            Tls::start_tls,
            &kMe,
            {"S: * OK ready", "C: S1 CAPABILITY", "S: * CAPABILITY IMAP4rev1 STARTTLS", "S: S1 OK",
             "C: S2 STARTTLS", "S: S2 OK begin", "TLS", "C: S3 CAPABILITY", "S: S3 OK",
             "C: S4 LOGIN \"me\" \"hunter2\"", "S: S4 NO no", "STOP login_refused"}},
        Row{"I1_NotOffered", Tls::start_tls, &kMe, {kGreeting, "STOP no_start_tls"}},
        Row{"I1_NotOfferedWhenAsked",
            Tls::start_tls,
            &kMe,
            {"S: * OK ready", "C: S1 CAPABILITY", "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN",
             "S: S1 OK", "STOP no_start_tls"}},
        Row{"I1_Refused",
            Tls::start_tls,
            &kMe,
            {"S: * OK [CAPABILITY STARTTLS] ready", "C: S1 STARTTLS", "S: S1 NO not now",
             "STOP no_start_tls"}},
        Row{"I1_NotUnderstood",
            Tls::start_tls,
            &kMe,
            {"S: * OK [CAPABILITY STARTTLS] ready", "C: S1 STARTTLS", "S: S1 BAD what",
             "STOP no_start_tls"}},
        Row{"I1_Preauth",
            Tls::start_tls,
            &kMe,
            {"S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome", "STOP preauth_in_clear"}}),
    test_name);

INSTANTIATE_TEST_SUITE_P(
    Login, ArrivalOf,
    testing::Values(
        Row{"I3_LoginDisabled",
            Tls::implicit,
            &kMe,
            {"S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] ready",
             "STOP login_disabled"}},
        Row{"I3_PrivacyRequired",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: * BAD [ALERT] no plain passwords here",
             "S: S1 NO [PRIVACYREQUIRED] TLS first", "STOP login_disabled"}},
        Row{"I4_NoWayForATokenHere", Tls::implicit, &kToken, {kGreeting, "STOP no_way_to_log_in"}},
        // The server's reason must be answered, or its NO never comes.
        Row{"I4_TokenExpired",
            Tls::implicit,
            &kToken,
            {"S: * OK [CAPABILITY SASL-IR AUTH=XOAUTH2] ready",
             "C: S1 AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIGh1bnRlcjIBAQ==",
             "S: + eyJzdGF0dXMiOiI0MDEifQ==", "C: ", "S: S1 NO AUTHENTICATE failed",
             "STOP login_refused"}},
        Row{"I4_BearerExpired",
            Tls::implicit,
            &kToken,
            {"S: * OK [CAPABILITY AUTH=OAUTHBEARER] ready", "C: S1 AUTHENTICATE OAUTHBEARER",
             "S: + ", "C: bixhPXUsAWhvc3Q9aAFwb3J0PTk5MwFhdXRoPUJlYXJlciBodW50ZXIyAQE=",
             "S: + eyJzdGF0dXMiOiI0MDEifQ==", "C: AQ==", "S: S1 NO failed", "STOP login_refused"}},
        Row{"I4_AsksForEver",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: + ", "C: *", "S: + ", "STOP not_understood"}},
        Row{"I19_Unavailable",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 NO [UNAVAILABLE] later", "STOP unavailable"}},
        Row{"I19_InUse",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain, "S: S1 NO [INUSE] locked", "STOP unavailable"}},
        Row{"H14_Throttled",
            Tls::implicit,
            &kMe,
            {kGreeting, kPlain,
             "S: S1 BAD Request is throttled. Suggested Backoff Time: 5 milliseconds",
             "STOP unavailable"}}),
    test_name);

TEST(Arrival, KnowsTheServerInTheEnd) {  // I6, H2, I15
    Peer peer;
    Arrival arrival(peer, kMe, Tls::implicit);
    play(arrival,
         {kGreeting, kPlain, "S: * OK [ALERT] Down at noon",
          "S: S1 OK [CAPABILITY IMAP4rev1 NAMESPACE ENABLE UTF8=ACCEPT MOVE] in",
          "C: S2 ENABLE UTF8=ACCEPT", "S: * ENABLED UTF8=ACCEPT", "S: S2 OK", "C: S3 NAMESPACE",
          "S: * NAMESPACE ((\"INBOX.\" \".\")) NIL NIL", "S: S3 OK", "DONE"});
    EXPECT_TRUE(peer.capabilities.has("MOVE"));
    EXPECT_TRUE(peer.utf8);
    EXPECT_EQ(peer.namespaces.personal, (std::vector<Namespace>{{"INBOX.", '.'}}));
    EXPECT_EQ(peer.alert, "Down at noon");
}

TEST(Arrival, BelievesNothingThatWasSaidInClear) {  // I1
    Peer peer;
    Arrival arrival(peer, kMe, Tls::start_tls);
    play(arrival, {"S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready", "C: S1 STARTTLS",
                   "S: * OK [ALERT] call this number", "S: * ENABLED UTF8=ACCEPT",
                   "S: * NAMESPACE ((\"x\" \"y\")) NIL NIL", "S: * CAPABILITY IMAP4rev2 MOVE",
                   "S: S1 OK begin", "TLS", "C: S2 CAPABILITY"});
    EXPECT_TRUE(peer.capabilities.empty());
    EXPECT_EQ(peer.alert, "");
    EXPECT_FALSE(peer.utf8);
    EXPECT_TRUE(peer.namespaces.personal.empty());
}

TEST(Arrival, TellsWhyALoginWasRefused) {  // I4
    Peer peer;
    Arrival arrival(peer, kToken, Tls::implicit);
    play(arrival, {"S: * OK [CAPABILITY SASL-IR AUTH=XOAUTH2] ready",
                   "C: S1 AUTHENTICATE XOAUTH2 dXNlcj11AWF1dGg9QmVhcmVyIGh1bnRlcjIBAQ==",
                   "S: + eyJzdGF0dXMiOiI0MDEifQ==", "C: ", "S: S1 NO AUTHENTICATE failed"});
    EXPECT_EQ(arrival.failure()->detail,
              "login by XOAUTH2: AUTHENTICATE failed {\"status\":\"401\"}");
}

TEST(Arrival, KnowsHowLongToStayAway) {  // I19
    Peer peer;
    Arrival arrival(peer, kMe, Tls::implicit);
    play(arrival, {"S: * BYE Request is throttled. Suggested Backoff Time: 92415 milliseconds"});
    EXPECT_EQ(arrival.failure()->back_off, std::chrono::milliseconds(92'415));
    EXPECT_EQ(arrival.failure()->trouble, Trouble::unavailable);
}

}  // namespace
}  // namespace sendpath::imap
