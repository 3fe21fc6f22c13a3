#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sendpath::model {

/// Why a message, or a part of one, could not be read. The numbers are stored: new ones go last.
enum class HeldReason : std::uint8_t {
    not_a_report,
    mime_broken,
    bad_archive,
    archive_too_large,
    too_many_files,
    encrypted,
    bad_xml,
    missing_field,
    bad_value,
    unsupported_type,
    unknown_domain,
    empty,
    placeholder_body,
    too_deep,
    too_many_elements,
    message_too_large,
    decoder_crashed,
    not_taken_here,
    decoder_stuck,
};

/// The code of the API, "bad_archive".
[[nodiscard]] std::string_view name(HeldReason reason);

/// What it means and what the operator can do about it, one or two sentences of English.
[[nodiscard]] std::string_view advice(HeldReason reason);

/// Something kept out, with its raw octets elsewhere.
struct Held {
    HeldReason reason{};
    std::string detail;  ///< what exactly, "part 2: zip: entry 1: encrypted"
    std::string part;    ///< where in the message: "2.1", "2/report.xml"; empty: all of it
};

/// Something repaired, left out or doubtful in a report that was kept.
struct Warning {
    std::string code;    ///< the word in W(...) of the tolerance catalogue, "truncated"
    std::string detail;  ///< "record 3: row/count: 3.0 read as 3"; may be empty
};

/// A record that is not counted.
struct SkippedRecord {
    std::string code;           ///< "no-ip", "bad-ip", "count", "header-from"
    std::uint32_t ordinal = 0;  ///< from 1, in the order of the report
    std::string detail;
};

}  // namespace sendpath::model
