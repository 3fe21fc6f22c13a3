#pragma once

#include "base/result.hpp"

namespace sendpath::smtp {

/// The mailbox of MAIL or RCPT, split at its last '@'.
struct Path {
    std::string local;   ///< as written, quotes included
    std::string domain;  ///< as written; empty: none was given

    /// The reverse path of a bounce, "<>".
    [[nodiscard]] bool is_null() const { return local.empty() && domain.empty(); }
    /// An octet outside ASCII in either part (RFC 6531).
    [[nodiscard]] bool is_international() const;
    /// "dmarc@reports.example", "" for the null path.
    [[nodiscard]] std::string str() const;

    friend bool operator==(const Path&, const Path&) = default;
};

/// A path, and what stands behind its '>'.
struct PathAndRest {
    Path path;
    std::string_view rest;
};

/// Reads "<user@host> SIZE=9". A source route ("@a,@b:user@host") is taken off, as RFC 5321
/// appendix C asks; a '>' or '@' within quotes belongs to the local part.
///
/// Errors: bad_syntax.
/// Source: RFC 5321 section 4.1.2.
[[nodiscard]] Result<PathAndRest> parse_path(std::string_view text);

}  // namespace sendpath::smtp
