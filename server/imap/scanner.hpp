#pragma once

#include "imap/uid_set.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace sendpath::imap {

/// Reads one response from left to right. It remembers the first error and where that was; from
/// then on it gives nothing, so that a parser reads straight down and asks once at its end.
class Scanner {
public:
    static constexpr int kNestingMax = 32;  ///< lists within lists

    explicit Scanner(std::string_view octets) : whole_(octets), rest_(octets) {}

    [[nodiscard]] bool failed() const { return error_.has_value(); }
    /// Call it when failed().
    [[nodiscard]] const Error& error() const { return *error_; }
    void fail(Errc code, std::string_view what);

    /// True at the end, and after an error.
    [[nodiscard]] bool at_end() const { return rest_.empty(); }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool sees(char c) const { return rest_.starts_with(c); }
    /// Takes `c` when it is the next octet.
    bool take(char c);
    /// Takes `word` in any case, when it is the next value as a whole.
    bool take_word(std::string_view word);
    void expect(char c);
    /// Only blanks may follow.
    void expect_end();

    /// Takes `octets` octets, or all that are left.
    std::string_view take_octets(std::size_t octets);
    /// Octets up to a blank, a bracket "(", ")" or '"'. An error when there is none.
    std::string_view word();
    /// A decimal number up to `most`.
    std::uint64_t number(std::uint64_t most);
    /// The same, and not 0.
    std::uint32_t message_number();

    /// Quoted, a literal or a literal8: wherever a string may stand, each of them may.
    std::string string();
    /// A string, or a word that needs no quotes.
    std::string astring();
    /// A string, or nothing for NIL.
    std::optional<std::string> nstring();

    /// The words of "(\Seen $Junk)".
    std::vector<std::string> words_in_list();
    /// A value of whatever kind. Lists in it may be nested to kNestingMax.
    void skip_value();

private:
    std::string quoted();
    std::string literal();

    std::string_view whole_;
    std::string_view rest_;
    std::optional<Error> error_;
};

}  // namespace sendpath::imap
