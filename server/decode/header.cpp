#include "decode/header.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace sendpath::decode {
namespace {

/// Where the colon of "name:" or "name :" stands; npos when the line begins no field.
std::size_t colon_of(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size() && line[at] > ' ' && line[at] < '\x7f' && line[at] != ':') ++at;
    if (at == 0) return std::string_view::npos;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    return at < line.size() && line[at] == ':' ? at : std::string_view::npos;
}

bool is_folded(std::string_view line) {
    return !line.empty() && (line.front() == ' ' || line.front() == '\t');
}

/// A line that lost the indent of a continuation: boundary="...".
bool is_lost_parameter(std::string_view line) {
    const std::size_t sign = line.find('=');
    return sign != std::string_view::npos && sign < line.find(':') && sign > 0 &&
           line.substr(0, sign).find(' ') == std::string_view::npos;
}

/// A document that follows its header without the blank line between them.
bool begins_document(std::string_view line) {
    return line.starts_with('<') || line.starts_with('{') || line.starts_with("PK\3\4") ||
           line.starts_with("\x1f\x8b");
}

bool is_mail_field(std::string_view name) {
    constexpr std::array<std::string_view, 19> names{"from",
                                                     "to",
                                                     "subject",
                                                     "date",
                                                     "received",
                                                     "return-path",
                                                     "message-id",
                                                     "mime-version",
                                                     "content-type",
                                                     "delivered-to",
                                                     "sender",
                                                     "reply-to",
                                                     "cc",
                                                     "dkim-signature",
                                                     "received-spf",
                                                     "x-received",
                                                     "content-transfer-encoding",
                                                     "x-original-to",
                                                     "content-disposition"};
    return std::ranges::any_of(names, [&](auto known) { return text::iequals(name, known); });
}

}  // namespace

/// The line at `at` with its line feed.
std::string_view HeaderReader::line_at(std::size_t at) const {
    const std::size_t end = octets_.find('\n', at);
    return octets_.substr(at, end == std::string_view::npos ? end : end + 1 - at);
}

bool HeaderReader::finish(std::size_t body) {
    end_ = at_;
    at_ = body;
    octets_ = octets_.substr(0, body);  // a further next() finds nothing
    return false;
}

void HeaderReader::take_continuations(std::string_view first_value) {
    bool open = text::trimmed(first_value).ends_with(';');
    while (at_ < octets_.size()) {
        const bool folded = is_folded(octets_.substr(at_, 1));
        if (!folded && !open) return;  // nearly every line: its end is not looked for here
        const std::string_view line = line_at(at_);
        if (!folded && !is_lost_parameter(line)) return;
        open = text::trimmed(line).ends_with(';');
        at_ += line.size();
    }
}

bool HeaderReader::next(Field& field) {
    const bool first = at_ == 0;
    while (at_ < octets_.size()) {
        const std::string_view line = line_at(at_);
        if (line == "\n" || line == "\r\n") return finish(at_ + line.size());
        if (line.starts_with("--") && open_ != nullptr && open_->ends_part(line))
            return finish(at_);
        const std::size_t colon = colon_of(line);
        if (colon == std::string_view::npos) {
            if (first || begins_document(line)) return finish(at_);
            at_ += line.size();
            continue;
        }
        const std::size_t start = at_;
        at_ += line.size();
        take_continuations(line.substr(colon + 1));
        cut_ = cut_ || at_ > limits_.header || ++fields_ > limits_.header_fields;
        if (cut_) continue;
        field.name = text::trimmed(line.substr(0, colon));
        field.value = text::trimmed(octets_.substr(start + colon + 1, at_ - start - colon - 1));
        return true;
    }
    return finish(octets_.size());
}

std::string unfolded(std::string_view value) {
    if (value.find('\n') == std::string_view::npos) return std::string(value);
    std::string out;
    out.reserve(value.size());
    while (!value.empty()) {
        const std::size_t end = std::min(value.find('\n'), value.size());
        const std::string_view line = text::trimmed(value.substr(0, end));
        if (!out.empty() && !line.empty()) out += ' ';
        out.append(line);
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return out;
}

std::string_view without_envelope(std::string_view octets) {
    while (octets.starts_with('\n') || octets.starts_with("\r\n"))
        octets.remove_prefix(octets.front() == '\n' ? 1 : 2);
    if (octets.starts_with("From ") || octets.starts_with(">From ")) {
        const std::size_t end = octets.find('\n');
        octets.remove_prefix(end == std::string_view::npos ? octets.size() : end + 1);
    }
    return octets;
}

bool looks_like_mail(std::string_view octets, const Limits& limits) {
    HeaderReader reader(without_envelope(octets), limits);
    Field field;
    while (reader.next(field))
        if (is_mail_field(field.name)) return true;
    return false;
}

}  // namespace sendpath::decode
