#include "decode/report_subject.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace sendpath::decode {
namespace {

constexpr std::array<std::string_view, 4> kLabels{
    "report domain:", "submitter:", "date:", "report-id:"};

/// What stands between the label and the next one, without its wrapping; empty when it is absent.
std::string value_of(std::string_view subject, std::string_view lowered, std::string_view label) {
    const std::size_t at = lowered.find(label);
    if (at == std::string_view::npos) return {};
    const std::size_t from = at + label.size();
    std::size_t to = subject.size();
    for (const std::string_view other : kLabels) to = std::min(to, lowered.find(other, from));
    std::string_view value = text::trimmed(subject.substr(from, to - from));
    while (value.ends_with(';')) value = text::trimmed(value.substr(0, value.size() - 1));
    const bool wrapped = (value.starts_with('<') && value.ends_with('>')) ||
                         (value.starts_with('{') && value.ends_with('}'));
    if (wrapped) value = text::trimmed(value.substr(1, value.size() - 2));
    return std::string(value);
}

std::string with_single_spaces(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = text::is_space(c);
        if (!space || !out.ends_with(' ')) out += space ? ' ' : c;
    }
    return out;
}

}  // namespace

std::optional<ReportSubject> parse_report_subject(std::string_view raw) {
    const std::string subject = with_single_spaces(raw);
    const std::string lowered = text::lowered(subject);
    ReportSubject out{text::lowered(value_of(subject, lowered, kLabels[0])),
                      value_of(subject, lowered, kLabels[1]),
                      value_of(subject, lowered, kLabels[3])};
    if (out.domain.empty() || out.domain.find(' ') != std::string::npos) return std::nullopt;
    return out;
}

}  // namespace sendpath::decode
