#include "decode/encoded_words.hpp"

#include "base/text.hpp"
#include "decode/base64.hpp"
#include "decode/charset.hpp"
#include "decode/header.hpp"
#include "decode/quoted_printable.hpp"

#include <algorithm>
#include <optional>

namespace sendpath::decode {
namespace {

/// One "=?charset?B?text?=".
struct EncodedWord {
    std::string_view charset;
    std::string octets;
    std::size_t size = 0;  ///< of the whole word
};

std::string decode_q(std::string_view text) {
    std::string spaced(text);
    std::ranges::replace(spaced, '_', ' ');
    return decode_quoted_printable(spaced);
}

/// Reads the word that `text` begins with.
std::optional<EncodedWord> word_at(std::string_view text) {
    const std::size_t charset_end = text.find('?', 2);
    if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
        text[charset_end + 2] != '?')
        return std::nullopt;
    const std::size_t end = text.find("?=", charset_end + 3);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view content = text.substr(charset_end + 3, end - charset_end - 3);
    if (content.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;

    EncodedWord word{text.substr(2, charset_end - 2), {}, end + 2};
    word.charset = word.charset.substr(0, word.charset.find('*'));  // RFC 2231 section 5: language
    const char encoding = text::lower(text[charset_end + 1]);
    if (encoding != 'b' && encoding != 'q') return std::nullopt;
    word.octets = encoding == 'b' ? decode_base64(content) : decode_q(content);
    return word;
}

}  // namespace

std::string decoded_words(std::string_view value) {
    const std::string line = unfolded(value);
    if (line.find("=?") == std::string::npos) return repaired_utf8(line);

    std::string out;
    std::string_view rest = line;
    std::string octets;  // of words side by side: a character may be cut between two of them
    std::string_view charset;
    const auto flush = [&] {
        out += to_utf8(octets, charset);
        octets.clear();
    };
    while (!rest.empty()) {
        const std::size_t start = std::min(rest.find("=?"), rest.size());
        const std::string_view between = rest.substr(0, start);
        const auto word = start < rest.size() ? word_at(rest.substr(start)) : std::nullopt;
        // Space between two encoded words is not shown (RFC 2047 section 6.2).
        const bool joins = !octets.empty() && word && text::trimmed(between).empty();
        if (!joins || !text::iequals(charset, word->charset)) flush();
        if (!joins) out += repaired_utf8(between);
        rest.remove_prefix(start);
        if (word) {
            octets += word->octets;
            charset = word->charset;
            rest.remove_prefix(word->size);
        } else if (!rest.empty()) {
            out += "=?";
            rest.remove_prefix(2);
        }
    }
    flush();
    return out;
}

}  // namespace sendpath::decode
