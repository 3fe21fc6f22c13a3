#pragma once

#include <cstddef>

namespace sendpath::decode {

/// What one message may cost. Each limit has the reason code of model::HeldReason that names it.
struct Limits {
    std::size_t message = 64U << 20U;   ///< octets of a mail or file: message_too_large
    std::size_t unpacked = 64U << 20U;  ///< octets inflated from one message: archive_too_large
    std::size_t archive_entries = 64;   ///< files in one archive: too_many_files
    std::size_t archive_depth = 3;      ///< archives within archives: too_deep
    std::size_t xml_depth = 32;         ///< elements within elements: too_deep
    std::size_t tree = 32U << 20U;      ///< octets of the XML or JSON tree: too_many_elements
    std::size_t mime_depth = 8;         ///< parts within parts: too_deep
    std::size_t mime_parts = 100;       ///< too_many_files
    std::size_t header = 1U << 20U;     ///< octets of one header block; the rest is not read
    std::size_t header_fields = 2'000;  ///< fields of one header block; the rest is not read
};

}  // namespace sendpath::decode
