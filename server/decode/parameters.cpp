#include "decode/parameters.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/encoded_words.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace sendpath::decode {
namespace {

constexpr std::size_t kSegmentsMax = 64;  // of one continued parameter

/// One "name=value" as it stands, the value without its quotes.
struct Raw {
    std::string_view name;
    std::string value;
};

/// Walks over the parameters of a field from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view field) : rest_(field) {
        skip_until_separator();  // the media type or disposition itself
    }

    bool next(Raw& raw) {
        while (!rest_.empty()) {
            skip_space();
            const std::size_t size = token_size();
            raw.name = rest_.substr(0, size);
            rest_.remove_prefix(size);
            skip_space();
            if (size == 0 || !rest_.starts_with('=')) {
                skip_until_separator();
                continue;
            }
            rest_.remove_prefix(1);
            skip_space();
            raw.value = value();
            return true;
        }
        return false;
    }

private:
    /// Space, separators and comments.
    void skip_space() {
        while (!rest_.empty()) {
            if (rest_.front() == '(') {
                skip_comment();
            } else if (text::is_space(rest_.front()) || rest_.front() == ';') {
                rest_.remove_prefix(1);
            } else {
                return;
            }
        }
    }

    void skip_comment() {
        std::size_t depth = 0;
        for (std::size_t at = 0; at < rest_.size(); ++at) {
            if (rest_[at] == '\\')
                ++at;
            else if (rest_[at] == '(')
                ++depth;
            else if (rest_[at] == ')' && --depth == 0)
                return rest_.remove_prefix(at + 1);
        }
        rest_ = {};
    }

    void skip_until_separator() {
        while (!rest_.empty() && rest_.front() != ';' && !text::is_space(rest_.front())) {
            if (rest_.front() == '(')
                skip_comment();
            else if (rest_.front() == '"')
                (void)quoted();
            else
                rest_.remove_prefix(1);
        }
        if (!rest_.empty()) rest_.remove_prefix(1);
    }

    [[nodiscard]] std::size_t token_size() const {
        return std::min(rest_.find_first_of("=;( \t\r\n\""), rest_.size());
    }

    std::string quoted() {
        std::string out;
        std::size_t at = 1;
        for (; at < rest_.size() && rest_[at] != '"'; ++at) {
            if (rest_[at] == '\\' && at + 1 < rest_.size()) ++at;
            if (rest_[at] != '\r' && rest_[at] != '\n') out += rest_[at];
        }
        rest_.remove_prefix(std::min(at + 1, rest_.size()));
        return out;
    }

    /// An unquoted value runs to the next space or separator: many names hold what should be
    /// quoted.
    std::string value() {
        if (rest_.starts_with('"')) return quoted();
        const std::size_t size = std::min(rest_.find_first_of("; \t\r\n"), rest_.size());
        std::string out(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return out;
    }

    std::string_view rest_;
};

/// A piece of a parameter that RFC 2231 splits or encodes.
struct Segment {
    unsigned number = 0;
    bool encoded = false;
    std::string value;
};

/// Reads what follows the name: "*", "*0", "*0*".
std::optional<Segment> segment_of(std::string_view suffix, std::string value) {
    Segment segment{0, suffix.ends_with('*'), std::move(value)};
    if (segment.encoded) suffix.remove_suffix(1);
    if (suffix.empty()) return segment;
    const auto [end, problem] =
        std::from_chars(suffix.data() + 1, suffix.data() + suffix.size(), segment.number);
    if (suffix.front() != '*' || problem != std::errc{} || end != suffix.data() + suffix.size())
        return std::nullopt;
    return segment;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned octet = 0;
        const char* const digits = text.data() + at + 1;
        const bool escape = text[at] == '%' && text.size() - at > 2 &&
                            std::from_chars(digits, digits + 2, octet, 16).ptr == digits + 2;
        out += escape ? static_cast<char>(octet) : text[at];
        if (escape) at += 2;
    }
    return out;
}

/// Source: RFC 2231 sections 3 and 4: charset'language'octets, the first two in segment 0 alone.
std::string joined(std::vector<Segment> segments) {
    std::ranges::sort(segments, {}, &Segment::number);
    std::string charset;
    std::string octets;
    for (const Segment& segment : segments) {
        std::string_view value = segment.value;
        const std::size_t first = value.find('\'');
        const std::size_t second =
            first == std::string_view::npos ? first : value.find('\'', first + 1);
        if (segment.encoded && segment.number == 0 && second != std::string_view::npos) {
            charset = value.substr(0, first);
            value.remove_prefix(second + 1);
        }
        octets += segment.encoded ? percent_decoded(value) : std::string(value);
    }
    return to_utf8(octets, charset);
}

}  // namespace

std::optional<std::string> parameter(std::string_view field, std::string_view name) {
    std::vector<Segment> segments;
    std::optional<std::string> plain;
    Scanner scanner(field);
    Raw raw;
    while (scanner.next(raw)) {
        if (!text::istarts_with(raw.name, name)) continue;
        const std::string_view suffix = raw.name.substr(name.size());
        if (suffix.empty()) {
            if (!plain) plain = std::move(raw.value);
        } else if (segments.size() < kSegmentsMax && suffix.front() == '*') {
            auto segment = segment_of(suffix, std::move(raw.value));
            if (segment) segments.push_back(*std::move(segment));
        }
    }
    if (!segments.empty()) return joined(std::move(segments));
    if (plain && plain->find("=?") != std::string::npos) return decoded_words(*plain);
    if (plain) return repaired_utf8(*plain);
    return std::nullopt;
}

}  // namespace sendpath::decode
