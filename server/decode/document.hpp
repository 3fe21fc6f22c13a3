#pragma once

#include <cstdint>
#include <string_view>

namespace sendpath::decode {

/// What some octets are, told by the octets alone: names and labels lie too often.
enum class Kind : std::uint8_t {
    empty,  ///< no octets
    blank,  ///< nothing but white space
    gzip,
    zip,
    zlib,
    xml,  ///< also with a byte order mark, in UTF-16, or behind some other text
    json,
    html,
    base64,       ///< text that stands for one of the others
    uuencoded,    ///< the same
    placeholder,  ///< the one word "unused", which a large reporter sent for months
    bzip2,
    xz,
    zstd,
    rar,
    seven_zip,
    outlook_msg,  ///< a mail as Outlook saves it (OLE compound file)
    tnef,         ///< winmail.dat
    unknown,
};

[[nodiscard]] Kind kind_of(std::string_view octets);

/// The name people know a kind by: "7z", "outlook-msg".
[[nodiscard]] std::string_view name(Kind kind);

/// Where the first local header of a zip stands in the first 512 octets; npos when there is none.
[[nodiscard]] std::size_t zip_start(std::string_view octets);

}  // namespace sendpath::decode
