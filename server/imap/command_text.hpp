#pragma once

#include "imap/capabilities.hpp"
#include "imap/uid_set.hpp"

namespace sendpath::imap {

/// Octets of one command line, so that the oldest server takes it. Source: RFC 2683
/// section 3.2.1.5.
inline constexpr std::size_t kCommandLineMax = 1'000;
/// Octets of the numbers in it.
inline constexpr std::size_t kUidsMax = 800;

/// The lowest of `from` that one command can name, at most `most`; taken out of it.
[[nodiscard]] UidSet take_for_command(UidSet& from, std::uint64_t most);

/// Which literals a server takes without having been asked. Source: RFC 7888.
enum class Literals : std::uint8_t {
    asked,       ///< none: each waits for a "+"
    short_ones,  ///< LITERAL-: up to 4,096 octets
    all,         ///< LITERAL+
};

[[nodiscard]] Literals literals_of(const Capabilities& capabilities);

/// A command as it goes out.
struct Command {
    std::string tag;
    /// Each but the first is sent when the server has answered the one before it with "+".
    std::vector<std::string> pieces;
    std::string shown;  ///< fit for a log: without its CRLF, secrets as "***"

    friend bool operator==(const Command&, const Command&) = default;
};

/// Writes one command from left to right.
///
///     CommandText(tag, "LOGIN", literals).string(user).secret(password).done()
class CommandText {
public:
    /// @param words  the command, and what of it is never of a stranger: "UID SEARCH UID"
    CommandText(std::string tag, std::string_view words, Literals literals);

    /// Octets of ours, a blank before them.
    CommandText& words(std::string_view words);
    /// Octets of anybody's: in quotes when they are plain, else as a literal, so that there is no
    /// escape that a server could read otherwise.
    CommandText& string(std::string_view octets);
    /// The same, and not to be seen in a log.
    CommandText& secret(std::string_view octets);

    /// Errors: bad_syntax (a NUL in a string: no way to write it).
    [[nodiscard]] Result<Command> done();

private:
    void put_string(std::string_view octets);
    [[nodiscard]] bool is_taken_unasked(std::size_t octets) const;

    Literals literals_;
    Command command_;
    bool has_nul_ = false;
};

/// Tags of one connection: "S1", "S2" ... none twice.
class Tags {
public:
    [[nodiscard]] std::string next() { return 'S' + std::to_string(++last_); }

private:
    std::uint64_t last_ = 0;
};

}  // namespace sendpath::imap
