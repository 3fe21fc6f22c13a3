#include "decode/mime.hpp"

#include "base/text.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>
#include <mimetic/mimetic.h>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;

/// The leaves of a mail: media type and encoded body, line ends left out, as they are the only
/// thing the two readings may differ in.
using Leaves = std::vector<std::pair<std::string, std::string>>;

std::string without_line_ends(std::string_view body) {
    std::string out(body);
    std::erase_if(out, [](char c) { return c == '\r' || c == '\n'; });
    return out;
}

Leaves ours(const std::string& mail) {
    Leaves leaves;
    for (const Part& part : walk_mail(mail, Limits{}).parts)
        if (!part.container) leaves.emplace_back(part.media, without_line_ends(part.body));
    return leaves;
}

void collect(mimetic::MimeEntity& entity, Leaves& leaves) {
    for (mimetic::MimeEntity* child : entity.body().parts()) collect(*child, leaves);
    if (!entity.body().parts().empty()) return;
    const mimetic::ContentType& type = entity.header().contentType();
    std::string media = text::lowered(type.type()) + '/' + text::lowered(type.subtype());
    if (media == "/") media = "text/plain";
    leaves.emplace_back(std::move(media), without_line_ends(entity.body()));
}

Leaves theirs(const std::string& mail) {
    Leaves leaves;
    mimetic::MimeEntity entity(mail.begin(), mail.end());
    collect(entity, leaves);
    return leaves;
}

std::string nested(std::string mail, std::string_view boundary) {
    for (std::size_t at = mail.find("=_b1"); at != std::string::npos; at = mail.find("=_b1", at))
        mail.replace(at, 4, boundary);
    return mail;
}

struct Row {
    const char* name;
    std::string mail;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class WellFormedMail : public testing::TestWithParam<Row> {};

TEST_P(WellFormedMail, HasTheLeavesThatLibmimeticFinds) {
    const Leaves leaves = ours(GetParam().mail);
    EXPECT_FALSE(leaves.empty());
    EXPECT_EQ(leaves, theirs(GetParam().mail));
}

std::vector<Row> rows() {
    const MailPart text{"Content-Type: text/plain\r\n", "hello"};
    const MailPart html{"Content-Type: text/html; charset=utf-8\r\n", "<p>hello</p>"};
    const MailPart report = attachment("application/gzip", "a.xml.gz", gzipped(report_xml("r1")));
    const std::string whole = nested(mail_of({text, report}), "=_in");
    const MailPart forwarded{"Content-Type: message/rfc822\r\n", whole};
    const MailPart inner{"Content-Type: multipart/alternative; boundary=\"=_in\"\r\n",
                         "--=_in\r\nContent-Type: text/plain\r\n\r\nhello\r\n--=_in\r\n"
                         "Content-Type: text/html\r\n\r\n<p>hello</p>\r\n--=_in--"};
    return {
        {"OnePart", mail_of_one(report)},
        {"NoType", mail_header() + "\r\nhello\r\n"},
        {"TwoParts", mail_of({text, report})},
        {"ThreeParts", mail_of({text, html, report})},
        {"MultipartInside", mail_of({inner, report})},
        {"MailInside", mail_of({text, forwarded})},
        {"MailInsideAndPartAfterIt", mail_of({forwarded, report})},
        {"EmptyBodies", mail_of({{"Content-Type: text/plain\r\n", ""}, report})},
        {"PartWithoutHeader", mail_of({{"", "hello"}, report})},
    };
}

INSTANTIATE_TEST_SUITE_P(Decode, WellFormedMail, testing::ValuesIn(rows()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace sendpath::decode::test
