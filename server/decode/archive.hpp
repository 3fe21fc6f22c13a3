#pragma once

#include "base/result.hpp"
#include "decode/limits.hpp"
#include "model/reasons.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::decode {

/// What may still be inflated from one message: shared by all that is in it.
struct Budget {
    std::size_t left = 0;  ///< octets

    /// Takes `octets` out; false when they are more than there was.
    bool take(std::size_t octets) {
        const bool enough = octets <= left;
        left -= enough ? octets : left;
        return enough;
    }
};

/// A file out of an archive.
struct Unpacked {
    std::string name;  ///< as the archive says, UTF-8 repaired; empty when it says none
    std::string octets;
    bool truncated = false;     ///< the stream was cut off: this is its beginning
    bool bad_checksum = false;  ///< whole, yet not what its checksum says
};

/// Everything an archive gave. Files and problems may stand side by side.
struct Archive {
    std::vector<Unpacked> files;
    std::vector<model::Held> problems;     ///< `part` is the name of the file, or empty
    std::vector<model::Warning> warnings;  ///< about the archive as a whole
    std::size_t passed_over = 0;           ///< directories, dot files, __MACOSX
};

/// Reads a gzip file of one or more members, joined to one document.
///
/// Forgives: octets after the last member (a warning over 16 of them), a cut off end, a wrong
/// checksum; the caller decides what a salvaged document is worth.
/// Problems: bad_archive, archive_too_large. Source: RFC 1952.
[[nodiscard]] Archive gunzip(std::string_view octets, Budget& budget);

/// Reads a bare zlib stream. Problems: bad_archive, archive_too_large. Source: RFC 1950.
[[nodiscard]] Archive unzlib(std::string_view octets, Budget& budget);

/// Reads the files of a zip archive, in its order, by its directory, or by its local headers where
/// the directory is missing or damaged.
///
/// Problems: bad_archive, archive_too_large, too_many_files (nothing is unpacked then), encrypted,
/// unsupported_type, empty. Source: APPNOTE.TXT 6.3 of PKWARE.
[[nodiscard]] Archive unzip(std::string_view octets, const Limits& limits, Budget& budget);

}  // namespace sendpath::decode
