#include "decode/arf.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/failure_parts.hpp"

#include <array>

namespace sendpath::decode {
namespace {

constexpr std::string_view kOpening = "a message claiming to be from you has failed";
constexpr std::string_view kOpeningWord = "claiming";
constexpr std::string_view kCopy = "this is a copy of the headers";
constexpr std::size_t kLooked = 4096;  // octets in which the opening must stand

/// Lower case, each run of white space one space: mail programs wrap these texts as they like.
std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!text::is_space(c))
            out += text::lower(c);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

/// @param word  lower case
bool mentions(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
        if (text::lower(text[at]) == word.front() && text::istarts_with(text.substr(at), word))
            return true;
    return false;
}

std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return text::trimmed(line);
}

/// The labelled lines of the text; a value may stand on the line after its label.
struct Labels {
    std::string domain;
    std::string source;
    std::string received;
    std::string result;
};

Labels labels_of(std::string_view text) {
    using Member = std::string Labels::*;
    constexpr std::array<std::pair<std::string_view, Member>, 4> known{
        {{"sender domain:", &Labels::domain},
         {"sender ip address:", &Labels::source},
         {"received date:", &Labels::received},
         {"dmarc results:", &Labels::result}}};
    Labels labels;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.starts_with("-----")) break;
        for (const auto& [label, member] : known) {
            if (!text::istarts_with(line, label) || !(labels.*member).empty()) continue;
            std::string_view value = text::trimmed(line.substr(label.size()));
            if (value.empty()) value = take_line(text);
            labels.*member = repaired_utf8(value);
        }
    }
    return labels;
}

/// What follows the sentence about the copied headers, from the next blank line on.
std::string_view copied_header(std::string_view text) {
    const std::size_t rule = text.find("-----");
    if (rule == std::string_view::npos) return {};
    text.remove_prefix(rule);
    const bool copy = folded(text.substr(0, 200)).find(kCopy) != std::string::npos;
    while (copy && !text.empty())
        if (take_line(text).empty()) return text;
    return {};
}

}  // namespace

bool is_plain_failure(std::string_view text) {
    const std::string_view looked = text.substr(0, kLooked);
    // Most texts are folded only to be thrown away: a word that stands there whole tells them.
    return mentions(looked, kOpeningWord) && folded(looked).find(kOpening) != std::string::npos;
}

std::optional<model::Report> read_plain_failure(std::string_view text, const Hints& hints,
                                                const Limits& limits) {
    if (!is_plain_failure(text)) return std::nullopt;
    const Labels labels = labels_of(text);
    if (labels.domain.empty() && labels.source.empty()) return std::nullopt;

    model::Report report;
    model::FailureReport failure;
    const auto field = [&](const char* name, const std::string& value) {
        if (!value.empty()) failure.fields.push_back({name, {value}});
    };
    field("delivery-result", labels.result);
    field("reported-domain", labels.domain);
    field("source-ip", labels.source);
    if (!labels.result.empty()) failure.delivery_result = text::lowered(labels.result);
    if (!labels.domain.empty()) failure.reported_domain.push_back(text::lowered(labels.domain));
    failure.source_ip = source_address(labels.source);
    if (!failure.source_ip) report.warnings.push_back({"source-ip", "absent or no address"});
    report.warnings.push_back({"text-only", "read from the text for people: no machine part"});

    const std::string_view header = copied_header(text);
    if (!text::trimmed(header).empty())
        failure.original =
            original_mail({"text/plain", std::string(header)}, limits, report.warnings);
    if (const auto date = time::parse_mail_date(labels.received); date) failure.arrived = *date;
    const auto stated = failure.arrived;
    derive(failure, hints, report.warnings);
    if (stated) failure.arrived = stated;
    report.part = hints.part;
    report.content = digest_of(text);
    report.body = std::move(failure);
    return report;
}

}  // namespace sendpath::decode
