#include "imap/scanner.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace sendpath::imap {
namespace {

constexpr std::string_view kWordEnds(" ()\"\r\n\0", 7);

}  // namespace

void Scanner::fail(Errc code, std::string_view what) {
    if (error_) return;
    const std::size_t at = whole_.size() - rest_.size();
    error_ = Error{code, std::string(what) + " at octet " + std::to_string(at)};
    rest_ = {};
}

bool Scanner::take(char c) {
    if (!sees(c)) return false;
    rest_.remove_prefix(1);
    return true;
}

bool Scanner::take_word(std::string_view word) {
    const std::string_view next = rest_.substr(0, rest_.find_first_of(kWordEnds));
    if (!text::iequals(next, word)) return false;
    rest_.remove_prefix(next.size());
    return true;
}

void Scanner::expect(char c) {
    if (!take(c)) fail(Errc::bad_syntax, std::string("expected \"") + c + '"');
}

void Scanner::expect_end() {
    while (take(' ')) {
    }
    if (!at_end()) fail(Errc::bad_syntax, "expected the end");
}

std::string_view Scanner::take_octets(std::size_t octets) {
    const std::string_view taken = rest_.substr(0, octets);
    rest_.remove_prefix(taken.size());
    return taken;
}

std::string_view Scanner::word() {
    const std::string_view word =
        take_octets(std::min(rest_.find_first_of(kWordEnds), rest_.size()));
    if (word.empty()) fail(Errc::bad_syntax, "expected a word");
    return word;
}

std::uint64_t Scanner::number(std::uint64_t most) {
    std::size_t digits = 0;
    while (digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9') ++digits;
    const Result<std::uint64_t> number = text::parse_count(rest_.substr(0, digits));
    if (!number || *number > most) {
        const bool none = digits == 0;
        fail(none ? Errc::bad_syntax : Errc::too_large,
             none ? std::string("expected a number") : "a number over " + std::to_string(most));
        return 0;
    }
    rest_.remove_prefix(digits);
    return *number;
}

std::uint32_t Scanner::message_number() {
    const std::uint64_t read = number(std::numeric_limits<std::uint32_t>::max());
    if (read == 0) fail(Errc::bad_syntax, "message number 0");
    return static_cast<std::uint32_t>(read);
}

std::string Scanner::string() {
    if (take('"')) return quoted();
    if (rest_.starts_with("~{")) rest_.remove_prefix(1);
    if (take('{')) return literal();
    fail(Errc::bad_syntax, "expected a string");
    return {};
}

std::string Scanner::astring() {
    if (sees('"') || sees('{') || rest_.starts_with("~{")) return string();
    return std::string(word());
}

std::optional<std::string> Scanner::nstring() {
    if (take_word("NIL")) return std::nullopt;
    return string();
}

/// Behind its first quote.
std::string Scanner::quoted() {
    std::string out;
    while (!at_end() && !sees('"')) {
        if (sees('\r') || sees('\n')) break;
        take('\\');  // the next octet stands for itself
        if (at_end()) break;
        out += take_octets(1);
    }
    expect('"');
    return out;
}

/// Behind its "{".
std::string Scanner::literal() {
    const std::uint64_t size = number(std::numeric_limits<std::uint64_t>::max());
    take('+');
    expect('}');
    expect('\r');
    expect('\n');
    if (size > rest_.size()) {
        fail(Errc::bad_syntax, "a literal that is cut off");
        return {};
    }
    return std::string(take_octets(size));
}

std::vector<std::string> Scanner::words_in_list() {
    std::vector<std::string> out;
    expect('(');
    while (!failed() && !take(')')) {
        if (!take(' ')) out.emplace_back(word());
    }
    return out;
}

void Scanner::skip_value() {
    int depth = 0;
    do {
        if (take('(')) {
            if (++depth > kNestingMax)
                fail(Errc::too_large, "lists nested over " + std::to_string(kNestingMax) + " deep");
        } else if (depth > 0 && take(')')) {
            --depth;
        } else if (depth == 0 || !take(' ')) {
            static_cast<void>(astring());
        }
    } while (depth > 0 && !failed());
}

}  // namespace sendpath::imap
