#pragma once

#include "model/names.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::analysis {

/// A mail address that reports are sent to.
struct ReportAddress {
    std::string local;
    model::DomainName domain;

    /// "local@domain", without quotes or spaces, the local part of at most 64 octets.
    /// Errors: bad_syntax, too_large. Source: RFC 5321 section 4.1.2 (Dot-string).
    [[nodiscard]] static Result<ReportAddress> parse(std::string_view text);

    [[nodiscard]] std::string str() const { return local + '@' + domain.str(); }
    /// "mailto:local@domain", with what has a meaning in records percent-encoded.
    /// Source: RFC 6068 section 2; RFC 7489 section 6.2.
    [[nodiscard]] std::string uri() const;

    friend bool operator==(const ReportAddress&, const ReportAddress&) = default;
};

/// The parts of a list of URIs, without the spaces around them and without empty ones.
[[nodiscard]] std::vector<std::string> uris_of(std::string_view list);

/// The address that a URI names: mailto: in any case, a size limit ("!10m") or query behind it.
/// nullopt for all else.
[[nodiscard]] std::optional<ReportAddress> address_of(std::string_view uri);

/// Whether reports can be sent there at all: an address, or something by https:.
[[nodiscard]] bool is_report_uri(std::string_view uri);

}  // namespace sendpath::analysis
