#pragma once

#include "decode/archive.hpp"

#include <cstdint>
#include <string_view>

namespace sendpath::decode {

/// One file of a zip, with what its header claims of it.
struct ZipEntry {
    std::string name;
    std::string_view data;  ///< still compressed; may reach beyond the entry's end
    std::size_t claimed_size = 0;
    std::uint32_t checksum = 0;
    bool checksum_known = false;
    bool encrypted = false;
    std::uint16_t method = 0;  ///< 0 stored, 8 deflate
};

/// Unpacks one entry of a method this room knows into `archive`: a file, or a problem.
/// Gives the octets of `entry.data` that the stream took.
std::size_t unpack_entry(const ZipEntry& entry, Budget& budget, Archive& archive);

/// True for what is no file of interest: a directory, a dot file, the __MACOSX shadow.
[[nodiscard]] bool is_passed_over(std::string_view name);

/// The number of entries that the end record of a zip claims; 0 when there is no such record.
[[nodiscard]] std::uint64_t claimed_entries(std::string_view octets);

/// Reads a zip by its local headers alone, for files whose directory is missing or damaged.
[[nodiscard]] Archive scan_zip(std::string_view octets, const Limits& limits, Budget& budget);

}  // namespace sendpath::decode
