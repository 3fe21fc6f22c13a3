#include "imap/download.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

/// Slices of four octets, messages of ten at most.
constexpr Download::Limits kLimits{.slice = 4, .message_max = 10};

/// "5=abcd 6:gone", and why it was given up.
std::string downloaded(const Script& script) {
    Peer peer;
    Download download(peer, *UidSet::parse("5:7"), kLimits);
    play(download, script, download.begin());
    std::string out;
    for (const auto& [uid, message] : download.messages()) {
        constexpr const char* kNames[] = {"=", ":gone", ":too_large", ":refused"};
        if (!out.empty()) out += ' ';
        out += std::to_string(uid) + kNames[static_cast<int>(message.got)] + message.octets;
    }
    return out;
}

constexpr const char* kAsk = "C: S1 UID FETCH 5:7 (UID BODY.PEEK[]<0.4>)";

std::string slice(const std::string& uid, const std::string& origin, const std::string& octets) {
    return "S: * 1 FETCH (UID " + uid + " BODY[]<" + origin + "> {" +
           std::to_string(octets.size()) + "}\r\n" + octets + ")";
}

struct Row {
    const char* name;
    Script script;
    const char* expected;
};

class DownloadOf : public testing::TestWithParam<Row> {};

TEST_P(DownloadOf, HasWholeMessagesOnly) {
    EXPECT_EQ(downloaded(GetParam().script), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Imap, DownloadOf,
    testing::Values(
        Row{"AllAtOnce",
            {kAsk, slice("5", "0", "abc"), slice("6", "0", ""), slice("7", "0", "x\r\n"),
             "S: S1 OK", "DONE"},
            "5=abc 6= 7=x\r\n"},
        // I10: the rest in slices; one beyond the end is empty.
        Row{"I10_InSlices",
            {kAsk, slice("6", "0", "abcd"), slice("5", "0", "ABCD"), slice("7", "0", "x"),
             "S: S1 OK", "C: S2 UID FETCH 5 (UID BODY.PEEK[]<4.4>)", slice("5", "4", "E"),
             "S: S2 OK", "C: S3 UID FETCH 6 (UID BODY.PEEK[]<4.4>)", slice("6", "4", "efgh"),
             "S: S3 OK", "C: S4 UID FETCH 6 (UID BODY.PEEK[]<8.4>)", slice("6", "8", ""),
             "S: S4 OK", "DONE"},
            "5=ABCDE 6=abcdefgh 7=x"},
        // I10: its octets count, not its size.
        Row{"I10_UpToTheLimit",
            {kAsk, slice("5", "0", "abcd"), slice("6", "0", "ABCD"), slice("7", "0", ""),
             "S: S1 OK", "C: S2 UID FETCH 5 (UID BODY.PEEK[]<4.4>)", slice("5", "4", "efgh"),
             "S: S2 OK", "C: S3 UID FETCH 5 (UID BODY.PEEK[]<8.4>)", slice("5", "8", "ij"),
             "S: S3 OK", "C: S4 UID FETCH 6 (UID BODY.PEEK[]<4.4>)", slice("6", "4", "EFGH"),
             "S: S4 OK", "C: S5 UID FETCH 6 (UID BODY.PEEK[]<8.4>)", slice("6", "8", "IJK"),
             "S: S5 OK", "DONE"},
            "5=abcdefghij 6:too_large 7="},
        // H13: a server that knows no slices sends all of it.
        Row{"H13_NoSlices",
            {kAsk, "S: * 1 FETCH (UID 5 RFC822 {6}\r\nabcdef)",
             "S: * 2 FETCH (UID 6 BODY[NULL] {4}\r\nabcd)",
             "S: * 3 FETCH (UID 7 BODY[] {11}\r\nabcdefghijk)", "S: S1 OK", "DONE"},
            "5=abcdef 6=abcd 7:too_large"},
        // I11: an OK without the message.
        Row{"I11_Gone",
            {kAsk, slice("6", "0", "abcd"), "S: * 1 EXPUNGE", "S: S1 OK",
             "C: S2 UID FETCH 6 (UID BODY.PEEK[]<4.4>)", "S: S2 OK", "DONE"},
            "5:gone 6:gone 7:gone"},
        Row{"Refused",
            {kAsk, slice("5", "0", "a"), "S: * 2 FETCH (UID 6 BODY[] NIL)", "S: S1 NO some not",
             "DONE"},
            "5=a 6:refused 7:refused"},
        Row{"RefusedMidway",
            {kAsk, slice("5", "0", "abcd"), slice("6", "0", ""), slice("7", "0", ""), "S: S1 OK",
             "C: S2 UID FETCH 5 (UID BODY.PEEK[]<4.4>)", "S: S2 NO not now", "DONE"},
            "5:refused 6= 7="},
        // I12
        Row{"I12_NewsInBetween",
            {kAsk, "S: * 9 EXISTS", "S: * 1 FETCH (UID 5 FLAGS (\\Seen))", slice("5", "0", "a"),
             "S: * 1 FETCH (FLAGS (\\Seen))", slice("6", "0", ""), slice("7", "0", ""), "S: S1 OK",
             "DONE"},
            "5=a 6= 7="},
        // T11
        Row{"T11_SameSliceTwice",
            {kAsk, slice("5", "0", "a"), slice("5", "0", "a"), "STOP not_understood"},
            ""},
        Row{"T11_OtherSlice", {kAsk, slice("5", "4", "a"), "STOP not_understood"}, ""},
        Row{"T11_LongSlice", {kAsk, slice("5", "0", "abcde"), "STOP not_understood"}, ""},
        Row{"T11_OtherMessage", {kAsk, slice("9", "0", "a"), "STOP not_understood"}, ""},
        Row{"T11_WholeMessageMidway",
            {kAsk, slice("5", "0", "abcd"), "S: S1 OK", "C: S2 UID FETCH 5 (UID BODY.PEEK[]<4.4>)",
             "S: * 1 FETCH (UID 5 BODY[] {5}\r\nabcde)", "STOP not_understood"},
            ""},
        Row{"Bye", {kAsk, slice("5", "0", "abc"), "S: * BYE", "STOP said_bye"}, ""},
        Row{"AskedForNothing", {kAsk, "S: + ", "STOP not_understood"}, ""}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace sendpath::imap
