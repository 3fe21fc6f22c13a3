#include "decode/charset.hpp"
#include "decode/content_type.hpp"
#include "decode/mail_parts.hpp"
#include "decode/mime.hpp"
#include "decode/told.hpp"
#include "support/corpus.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace sendpath::decode::test {
namespace {

using sendpath::test::CorpusFile;
namespace json = boost::json;

std::string text_at(const json::object& object, std::string_view name) {
    const json::value* const found = object.if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : "(none)";
}

std::string text_of(const std::optional<std::string>& value) {
    return value.value_or("(none)");
}

std::vector<std::string> texts_at(const json::object& object, std::string_view name) {
    std::vector<std::string> out;
    for (const json::value& value : object.at(name).as_array())
        out.emplace_back(value.get_string());
    return out;
}

/// A leaf as the expected files tell it: line ends are LF unless it was base64.
std::string leaf_text(const Part& part) {
    std::string octets = decode_body(part.body, part.encoding);
    if (part.encoding == Encoding::base64) return octets;
    std::string out;
    for (std::size_t i = 0; i < octets.size(); ++i)
        if (octets[i] != '\r' || i + 1 == octets.size() || octets[i + 1] != '\n') out += octets[i];
    return out;
}

using Leaves = std::vector<std::pair<std::string, std::string>>;  // type, hash

Leaves our_leaves(std::string_view mail) {
    Leaves leaves;
    for (const Part& part : walk_mail(mail, Limits{}).parts)
        if (!part.container) leaves.emplace_back(part.media, hex(digest_of(leaf_text(part))));
    return leaves;
}

Leaves expected_leaves(const CorpusFile& file) {
    Leaves leaves;
    for (const json::value& leaf : file.expected.at("mail").at("leaf_parts").as_array())
        leaves.emplace_back(text_at(leaf.as_object(), "type"),
                            text_at(leaf.as_object(), "sha256").substr(0, 32));
    return leaves;
}

/// Mails on which the other program and we differ on purpose: one nests a hundred multiparts, far
/// over limits.mime_depth; one has a Content-Type that goes on with what look like fields, where we
/// still read the type.
bool differs_on_purpose(const std::string& name) {
    return name == "mime/mailparse-2ece5806.eml" || name == "mime/mimekit-19b6629b.eml";
}

TEST(MimeCorpus, HoldsNoReportAndTheSameLeavesAsAnotherProgramReads) {
    const auto files = sendpath::test::corpus("mime");
    if (files.empty()) GTEST_SKIP() << "no corpus here";
    std::size_t same = 0;
    std::vector<std::string> differ;
    for (const CorpusFile& file : files) {
        EXPECT_TRUE(decode(file.octets, {}).reports.empty()) << file.name;
        if (!file.expected.at("mail").at("python_defects").as_array().empty()) continue;
        if (our_leaves(file.octets) == expected_leaves(file))
            ++same;
        else if (!differs_on_purpose(file.name))
            differ.push_back(file.name);
    }
    std::string names;
    for (const std::string& name : differ) names += "\n  " + name;
    RecordProperty("same", static_cast<int>(same));
    EXPECT_TRUE(differ.empty()) << same << " mails agree, these do not:" << names;
}

std::string original_of(const model::FailureReport& report) {
    if (!report.original) return "(none)";
    const model::OriginalMail& mail = *report.original;
    return mail.part_type + '|' + text_of(mail.from) + '|' + text_of(mail.to) + '|' +
           text_of(mail.subject) + '|' + text_of(mail.date) + '|' + text_of(mail.message_id) + '|' +
           std::to_string(mail.header_count) + (mail.has_body ? "|body" : "|no body");
}

std::string expected_original(const json::object& report) {
    if (report.at("original").is_null()) return "(none)";
    const json::object& mail = report.at("original").as_object();
    return text_at(mail, "part_type") + '|' + text_at(mail, "from") + '|' + text_at(mail, "to") +
           '|' + text_at(mail, "subject") + '|' + text_at(mail, "date") + '|' +
           text_at(mail, "message_id") + '|' + std::to_string(mail.at("header_count").as_int64()) +
           (mail.at("has_body").as_bool() ? "|body" : "|no body");
}

void compare(const model::FailureReport& ours, const json::object& theirs) {
    for (const auto& [name, values] : theirs.at("fields").as_object()) {
        const auto found = std::ranges::find(ours.fields, std::string(name),
                                             [](const auto& field) { return field.first; });
        ASSERT_NE(found, ours.fields.end()) << name;
        EXPECT_EQ(found->second, texts_at(theirs.at("fields").as_object(), name)) << name;
    }
    EXPECT_EQ(ours.fields.size(), theirs.at("fields").as_object().size());
    EXPECT_EQ(text_of(ours.feedback_type), text_at(theirs, "feedback_type"));
    EXPECT_EQ(text_of(ours.user_agent), text_at(theirs, "user_agent"));
    EXPECT_EQ(text_of(ours.version), text_at(theirs, "version"));
    EXPECT_EQ(ours.auth_failure, texts_at(theirs, "auth_failure"));
    EXPECT_EQ(ours.authentication_results, texts_at(theirs, "authentication_results"));
    EXPECT_EQ(ours.identity_alignment, texts_at(theirs, "identity_alignment"));
    EXPECT_EQ(text_of(ours.delivery_result), text_at(theirs, "delivery_result"));
    EXPECT_EQ(ours.reported_domain, texts_at(theirs, "reported_domain"));
    EXPECT_EQ(ours.source_ip ? ours.source_ip->str() : "(none)", text_at(theirs, "source_ip"));
    EXPECT_EQ(text_of(ours.arrival_date), text_at(theirs, "arrival_date"));
    EXPECT_EQ(text_of(ours.original_mail_from), text_at(theirs, "original_mail_from"));
    EXPECT_EQ(ours.original_rcpt_to, texts_at(theirs, "original_rcpt_to"));
    EXPECT_EQ(text_of(ours.original_envelope_id), text_at(theirs, "original_envelope_id"));
    EXPECT_EQ(text_of(ours.reporting_mta), text_at(theirs, "reporting_mta"));
    EXPECT_EQ(text_of(ours.dkim_domain), text_at(theirs, "dkim_domain"));
    EXPECT_EQ(text_of(ours.dkim_identity), text_at(theirs, "dkim_identity"));
    EXPECT_EQ(text_of(ours.dkim_selector), text_at(theirs, "dkim_selector"));
    EXPECT_EQ(text_of(ours.spf_dns), text_at(theirs, "spf_dns"));
    EXPECT_EQ(ours.is_dmarc_failure, theirs.at("is_dmarc_failure").as_bool());
    EXPECT_EQ(original_of(ours), expected_original(theirs));
}

TEST(FailureCorpus, GivesTheValuesThatAnotherProgramReads) {
    const auto files = sendpath::test::corpus("failure");
    if (files.empty()) GTEST_SKIP() << "no corpus here";
    for (const CorpusFile& file : files) {
        SCOPED_TRACE(file.name);
        const model::Decoded decoded = decode(file.octets, {});
        const auto& expected = file.expected.at("reports").as_array();
        ASSERT_EQ(decoded.reports.size(), expected.size()) << told(decoded);
        compare(std::get<model::FailureReport>(decoded.reports[0].body), expected[0].as_object());
    }
}

std::string number_at(const json::object& object, std::string_view name) {
    const json::value& value = object.at(name);
    return value.is_null() ? "(none)" : json::serialize(value);
}

std::string text_of(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "(none)";
}

void compare(const model::TlsPolicy& ours, const json::object& theirs) {
    EXPECT_EQ(text_of(ours.type), text_at(theirs, "type"));
    EXPECT_EQ(text_of(ours.domain), text_at(theirs, "domain"));
    EXPECT_EQ(text_of(ours.successful), number_at(theirs, "success"));
    EXPECT_EQ(text_of(ours.failed), number_at(theirs, "failure"));
    EXPECT_EQ(ours.mx_hosts, texts_at(theirs, "mx_hosts"));
    // A list packed into one string is two strings to us (standards 10.3) and one to the other.
    const auto strings = texts_at(theirs, "strings");
    if (strings.size() != 1 || !strings[0].starts_with("[\"")) EXPECT_EQ(ours.strings, strings);
    const json::array& details = theirs.at("details").as_array();
    ASSERT_EQ(ours.failures.size(), details.size());
    for (std::size_t i = 0; i < details.size(); ++i) {
        const model::TlsFailure& failure = ours.failures[i];
        const json::object& detail = details[i].as_object();
        EXPECT_EQ(failure.result_type, text_at(detail, "result_type"));
        EXPECT_EQ(text_of(failure.sessions), number_at(detail, "count"));
        EXPECT_EQ(text_of(failure.additional_information), text_at(detail, "info"));
        EXPECT_EQ(text_of(failure.reason_code), text_at(detail, "reason_code"));
        EXPECT_EQ(text_of(failure.receiving_ip), text_at(detail, "receiving_ip"));
        EXPECT_EQ(text_of(failure.receiving_mx_helo), text_at(detail, "receiving_mx_helo"));
        EXPECT_EQ(text_of(failure.receiving_mx_hostname), text_at(detail, "receiving_mx_hostname"));
        EXPECT_EQ(text_of(failure.sending_mta_ip), text_at(detail, "sending_mta_ip"));
    }
}

TEST(TlsCorpus, GivesTheValuesThatAnotherProgramReads) {
    const auto files = sendpath::test::corpus("tls");
    if (files.empty()) GTEST_SKIP() << "no corpus here";
    for (const CorpusFile& file : files) {
        SCOPED_TRACE(file.name);
        const model::Decoded decoded = decode(file.octets, {});
        ASSERT_EQ(decoded.reports.size(), 1U) << told(decoded) << held_detail(decoded);
        const auto& ours = std::get<model::TlsReport>(decoded.reports[0].body);
        const json::object& theirs = file.expected.at("reports").as_array().at(0).as_object();
        EXPECT_EQ(text_of(ours.organization), text_at(theirs, "organization"));
        EXPECT_EQ(text_of(ours.contact), text_at(theirs, "contact"));
        EXPECT_EQ(ours.report_id, text_at(theirs, "report_id"));
        EXPECT_EQ(count(ours.begin), theirs.at("begin").as_int64());
        EXPECT_EQ(count(ours.end), theirs.at("end").as_int64());
        const json::array& policies = theirs.at("policies").as_array();
        ASSERT_EQ(ours.policies.size(), policies.size());
        for (std::size_t i = 0; i < policies.size(); ++i)
            compare(ours.policies[i], policies[i].as_object());
    }
}

}  // namespace
}  // namespace sendpath::decode::test
