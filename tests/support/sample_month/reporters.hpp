#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sendpath::sample {

/// How a report is written, between the two standards and what receivers make of them.
enum class Dialect : std::uint8_t {
    rfc7489,           ///< indented
    rfc7489_one_line,  ///< no line ends
    rfc9990,           ///< in its namespace
    rfc9990_prefixed,  ///< in its namespace, by a prefix
};

/// How it travels.
enum class Container : std::uint8_t {
    zip_as_body,     ///< the mail is the archive
    gzip_attached,   ///< behind a text, in a multipart/mixed
    gzip_as_body,    ///< the mail is the archive
    zip_attached,    ///< behind a text
    plain_attached,  ///< XML as it is
    gzip_in_zip,     ///< an archive in an archive
    forwarded,       ///< the report mail is attached to another mail
};

struct Reporter {
    std::string_view name;
    std::string_view domain;
    Dialect dialect;
    Container container;
    std::int64_t day_shift;     ///< seconds its day begins after UTC midnight
    std::int64_t length;        ///< seconds from begin to end: 86,399 or 86,400, as they do it
    int share;                  ///< per cent of all mail that it receives
    std::array<int, 3> tenths;  ///< of the days it reports on each of policies()
    bool unicode_names;         ///< writes internationalised names as people read them
};

std::span<const Reporter> reporters();

}  // namespace sendpath::sample
