#pragma once

#include "imap/response.hpp"

namespace sendpath::imap {

/// How much a server may make us keep.
struct ReadLimits {
    std::uint64_t literal = 2U << 20U;   ///< octets of one literal: a slice of a message, with room
    std::uint64_t untagged = 4U << 20U;  ///< octets of all responses to one command
};

/// Cuts the stream of a server into responses, fed as the octets come. A literal is announced, so
/// its end needs no search; what is kept grows with what was received, never with what was
/// announced.
class ResponseReader {
public:
    /// Octets of one response beside its literals.
    static constexpr std::size_t kLineMax = 65'536;
    /// The same for SEARCH and ESEARCH, which have all numbers of a folder in one line: more than
    /// 95,000 of them.
    static constexpr std::size_t kSearchLineMax = 1U << 20U;

    explicit ResponseReader(ReadLimits limits = {}) : limits_(limits) {}

    /// Takes octets up to the end of one response; gives how many. After an error the stream
    /// cannot be followed any more, and every call gives that error again.
    /// Errors: bad_syntax (a lone CR or LF, a NUL, a literal without a size), too_large.
    Result<std::size_t> feed(std::string_view octets);

    /// A whole response is here.
    [[nodiscard]] bool complete() const { return complete_; }

    /// The response; call it when complete(). An error here is of this response alone: the next
    /// one can be read. Errors: as parse_response().
    [[nodiscard]] Result<Response> take();

    /// From here on, what is received counts as answer to a new command.
    void begin_command() { heard_ = 0; }

private:
    void take(char c);
    void end_of_line();
    void begin_literal(std::string_view size);
    std::size_t take_literal(std::string_view octets);
    void fail(Errc code, std::string_view what);

    ReadLimits limits_;
    std::string octets_;           // of the response so far
    std::size_t line_start_ = 0;   // in octets_: of the line, or of what follows a literal
    std::size_t line_octets_ = 0;  // of the response beside its literals
    std::uint64_t literal_left_ = 0;
    std::uint64_t heard_ = 0;  // since begin_command()
    std::optional<Error> error_;
    bool return_ = false;   // a CR was the last octet
    bool quoted_ = false;   // within quotes
    bool escaped_ = false;  // behind a backslash within quotes
    bool complete_ = false;
};

}  // namespace sendpath::imap
