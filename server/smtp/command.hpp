#pragma once

#include "smtp/path.hpp"

#include <cstdint>
#include <vector>

namespace sendpath::smtp {

enum class Verb : std::uint8_t {
    helo,
    ehlo,
    lhlo,
    mail,
    rcpt,
    data,
    rset,
    noop,
    quit,
    help,
    vrfy,
    starttls,
    bdat,
    not_offered,  ///< EXPN, ETRN, AUTH, TURN and their like: known, and not here
    unknown,
};

/// "SIZE=1000" behind a path.
struct Parameter {
    std::string keyword;  ///< upper case
    std::string value;    ///< empty when there is none
    bool has_value = false;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Command {
    Verb verb = Verb::unknown;
    std::string argument;               ///< what follows the verb; not of MAIL and RCPT
    Path path;                          ///< of MAIL and RCPT
    std::vector<Parameter> parameters;  ///< of MAIL and RCPT

    friend bool operator==(const Command&, const Command&) = default;
};

/// Octets of a command line with its CRLF. RFC 5321 section 4.5.3.1.4 asks for 512 and room for
/// parameters; RFC 6531 for more; mox and Postfix take 2,048.
inline constexpr std::size_t kCommandLineMax = 2'048;

/// The verb alone, whatever follows it.
[[nodiscard]] Verb verb_of(std::string_view line);

/// Reads one command line, CRLF already taken off. An unknown verb is a Command, not an error.
/// Lenient: blanks before and behind the path, which some senders write.
///
/// Errors: bad_syntax (control octets; MAIL or RCPT without a sound path in <>; a parameter that is
/// none).
/// Source: RFC 5321 sections 4.1.1 and 4.1.2.
[[nodiscard]] Result<Command> parse_command(std::string_view line);

}  // namespace sendpath::smtp
