#include "decode/base64.hpp"
#include "decode/charset.hpp"
#include "decode/content_type.hpp"
#include "decode/encoded_words.hpp"
#include "decode/header.hpp"
#include "decode/mail_summary.hpp"
#include "decode/parameters.hpp"
#include "decode/quoted_printable.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

using namespace std::string_literals;

struct Row {
    const char* name;
    std::string text;
    std::string expected;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.text; }
};

class Base64 : public testing::TestWithParam<Row> {};
TEST_P(Base64, IsDecoded) {
    EXPECT_EQ(decode_base64(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Decode, Base64,
                         testing::Values(Row{"Empty", "", ""}, Row{"One", "YQ==", "a"},
                                         Row{"Two", "YWI=", "ab"}, Row{"Three", "YWJj", "abc"},
                                         Row{"NoPadding", "YWI", "ab"},
                                         Row{"LoneCharacter", "Y", ""},
                                         Row{"Junk", "Y|W\xffJ\0j"s, "abc"},
                                         Row{"Lines", "YWJj\r\nZGVm\r\n", "abcdef"},
                                         Row{"LinesOffTheGroup", "YW\r\nJjZ\nGVm", "abcdef"},
                                         Row{"PaddingInside", "YQ==YWI=", "aab"},
                                         Row{"AllBits", "////++++", "\xff\xff\xff\xfb\xef\xbe"}),
                         [](const auto& test) { return test.param.name; });

TEST(Base64OfEveryLength, ComesBack) {
    std::string octets;
    for (int i = 0; i < 400; ++i) {
        ASSERT_EQ(decode_base64(sendpath::test::base64(octets)), octets) << i;
        octets += static_cast<char>(i * 37);
    }
}

class QuotedPrintable : public testing::TestWithParam<Row> {};
TEST_P(QuotedPrintable, IsDecoded) {
    EXPECT_EQ(decode_quoted_printable(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Decode, QuotedPrintable,
                         testing::Values(Row{"Escapes", "a=3Db=c3=A9", "a=b\xc3\xa9"},
                                         Row{"SoftBreaks", "a=\r\nb=\nc= \t\r\nd", "abcd"},
                                         Row{"HardBreaks", "a\r\nb", "a\r\nb"},
                                         Row{"NoEscape", "version=\"1.0\" =zz",
                                             "version=\"1.0\" =zz"},
                                         Row{"AtTheEnd", "a=", "a"}),
                         [](const auto& test) { return test.param.name; });

class Words : public testing::TestWithParam<Row> {};
TEST_P(Words, AreDecoded) {
    EXPECT_EQ(decoded_words(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Decode, Words,
    testing::Values(Row{"Plain", "hello", "hello"}, Row{"Folded", "a\r\n\tb\r\n  c", "a b c"},
                    Row{"Q", "=?iso-8859-1?q?caf=E9_au?= lait", "caf\xc3\xa9 au lait"},
                    Row{"B", "=?UTF-8?B?w6k=?=", "\xc3\xa9"},
                    Row{"CutCharacter", "=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "\xc3\xa9"},
                    Row{"SpaceBetween", "=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"},
                    Row{"Language", "=?utf-8*en?q?a?=", "a"},
                    Row{"Japanese", "=?ISO-2022-JP?B?GyRCJCIbKEI=?=", "\xe3\x81\x82"},
                    Row{"Broken", "=?utf-8?x?a?= =?oops", "=?utf-8?x?a?= =?oops"},
                    Row{"UnknownCharset", "=?nosuch?q?a?=", "a"}),
    [](const auto& test) { return test.param.name; });

struct ParameterRow {
    const char* name;
    std::string field;
    std::string expected;

    friend void PrintTo(const ParameterRow& row, std::ostream* out) { *out << row.field; }
};
class Parameter : public testing::TestWithParam<ParameterRow> {};
TEST_P(Parameter, IsFound) {
    EXPECT_EQ(parameter(GetParam().field, "name").value_or("(none)"), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Decode, Parameter,
    testing::Values(
        ParameterRow{"Token", "text/xml; name=a.xml", "a.xml"},
        ParameterRow{"Quoted", "text/xml; Name=\"a;b \\\"c\\\".xml\"; x=y", "a;b \"c\".xml"},
        ParameterRow{"Second", "text/xml; charset=utf-8;\r\n name=a.xml", "a.xml"},
        ParameterRow{"NoSeparator", "text/xml; charset=utf-8 name=a.xml", "a.xml"},
        ParameterRow{"Comment", "text/xml (name=no) ; (x;y) name=a.xml", "a.xml"},
        ParameterRow{"Spaces", "text/xml ; name = a.xml", "a.xml"},
        ParameterRow{"Encoded", "text/xml; name*=iso-8859-1'en'caf%E9.xml", "caf\xc3\xa9.xml"},
        ParameterRow{"Continued", "text/xml; name*1=b.xml; name*0=a", "ab.xml"},
        ParameterRow{"ContinuedEncoded", "t/x; name*0*=utf-8''%C3; name*1*=%A9; name*2=.xml",
                     "\xc3\xa9.xml"},
        ParameterRow{"EncodedWord", "t/x; name=\"=?utf-8?q?=C3=A9?=.xml\"", "\xc3\xa9.xml"},
        ParameterRow{"None", "text/xml; filename=a.xml", "(none)"},
        ParameterRow{"Unfinished", "text/xml; name=\"a.xml", "a.xml"},
        ParameterRow{"Empty", "", "(none)"}),
    [](const auto& test) { return test.param.name; });

class Domain : public testing::TestWithParam<Row> {};
TEST_P(Domain, IsTakenFromTheAddress) {
    EXPECT_EQ(domain_of(GetParam().text), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(Decode, Domain,
                         testing::Values(Row{"Bare", "a@B.Example", "b.example"},
                                         Row{"Named", "\"x@y.z\" <a@b.example>", "b.example"},
                                         Row{"CommentAfter", "<a@b.example> (x@y.z)", "b.example"},
                                         Row{"Dot", "<a@b.example.>", "b.example"},
                                         Row{"NoAddress", "undisclosed", ""},
                                         // Two addresses that end libmimetic's process.
                                         Row{"Group", "g: a@b.c,", "b.c"},
                                         Row{"BlankDomain", "a@   ", ""}),
                         [](const auto& test) { return test.param.name; });

TEST(MediaType, IsLowerCaseAndWithoutParameters) {
    EXPECT_EQ(media_type("Application/GZIP; name=x"), "application/gzip");
    EXPECT_EQ(media_type("text/xml (a comment)"), "text/xml");
    EXPECT_EQ(media_type("garbage"), "");
    EXPECT_EQ(media_type(""), "");
}

TEST(TransferEncoding, IsReadInAnyCase) {
    EXPECT_EQ(transfer_encoding(" BASE64 "), Encoding::base64);
    EXPECT_EQ(transfer_encoding("Quoted-Printable"), Encoding::quoted_printable);
    EXPECT_EQ(transfer_encoding("x-uuencode"), Encoding::uuencode);
    EXPECT_EQ(transfer_encoding("7bit"), Encoding::identity);
    EXPECT_EQ(transfer_encoding("odd"), Encoding::identity);
}

TEST(Charset, IsMadeUtf8) {
    EXPECT_EQ(to_utf8("caf\xe9", "ISO-8859-1"), "caf\xc3\xa9");
    EXPECT_EQ(to_utf8("\x93x\x94", "iso-8859-1"), "\xe2\x80\x9cx\xe2\x80\x9d");
    EXPECT_EQ(to_utf8("\x82\xa0", "Shift_JIS"), "\xe3\x81\x82");
    EXPECT_EQ(to_utf8("a\xff", "utf-8"), "a\xEF\xBF\xBD");
    EXPECT_EQ(to_utf8("a\xff", "no-such-charset"), "a\xEF\xBF\xBD");
}

TEST(Utf8, OverlongSurrogateAndCutSequencesAreReplaced) {
    bool changed = false;
    EXPECT_EQ(repaired_utf8("\xc0\xaf", &changed), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_TRUE(changed);
    changed = false;
    EXPECT_EQ(repaired_utf8("\xed\xa0\x80").find('\xa0'), std::string::npos);
    EXPECT_EQ(repaired_utf8("\xe0\x80\xaf").find('\xaf'), std::string::npos);
    EXPECT_EQ(repaired_utf8("\xf0\x80\x80\xaf").find('\xaf'), std::string::npos);
    EXPECT_EQ(repaired_utf8("\xf4\x90\x80\x80").find('\x90'), std::string::npos);
    EXPECT_EQ(repaired_utf8("\xf0\x9f\x98\x80", &changed), "\xf0\x9f\x98\x80");
    EXPECT_FALSE(changed);
    EXPECT_EQ(repaired_utf8("\xe3\x81"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(repaired_utf8("a\0b"s), "ab");
}

TEST(HeaderReader, E20_TakesALineThatLostItsIndentToTheFieldBeforeIt) {
    const Limits limits;
    HeaderReader reader("Content-Type: text/xml;\r\nname=\"a:b.xml\"\r\nTo: x\r\n\r\n", limits);
    Field field;
    ASSERT_TRUE(reader.next(field));
    EXPECT_EQ(unfolded(field.value), "text/xml; name=\"a:b.xml\"");
    ASSERT_TRUE(reader.next(field));
    EXPECT_EQ(field.name, "To");
    EXPECT_FALSE(reader.next(field));
}

TEST(HeaderReader, ReadsFieldsAndFindsTheBody) {
    const Limits limits;
    const std::string_view mail = "A: 1\r\nB : 2\r\n 3\r\nodd\r\nC:4\r\n\r\nbody";
    HeaderReader reader(mail, limits);
    Field field;
    std::string told;
    while (reader.next(field))
        told.append(field.name).append("=").append(unfolded(field.value)) += ';';
    EXPECT_EQ(told, "A=1;B=2 3;C=4;");
    EXPECT_EQ(mail.substr(reader.body()), "body");
}

}  // namespace
}  // namespace sendpath::decode::test
