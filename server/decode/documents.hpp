#pragma once

#include "decode/archive.hpp"
#include "decode/hints.hpp"
#include "decode/limits.hpp"
#include "model/report.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// A document that is looked for by the place it stands in.
struct Wanted {
    std::string_view part;
    std::optional<std::string> octets;  ///< unpacked, as it came
};

/// What one call of decode() shares among all it meets.
struct Work {
    Work(const Limits& its_limits, model::Decoded& result)
        : limits(its_limits),
          budget{its_limits.unpacked},
          files_left(its_limits.archive_entries * kArchivesFull),
          into(result) {}

    /// Archives within archives multiply: all of one message together may hold as many files as
    /// this many archives with limits.archive_entries each.
    static constexpr std::size_t kArchivesFull = 16;

    const Limits& limits;
    Budget budget;
    std::size_t files_left;
    model::Decoded& into;
    Wanted* wanted = nullptr;

    void keep_if_wanted(std::string_view octets, std::string_view part) const {
        if (wanted != nullptr && wanted->part == part) wanted->octets = octets;
    }
    void hold(model::HeldReason reason, std::string detail, std::string part) {
        into.held.push_back({reason, std::move(detail), std::move(part)});
    }
};

/// Where some octets stand.
struct Place {
    Hints hints;
    std::size_t archive_depth = 0;
    /// Somebody calls it a report: a bare file, an attachment of such a name or type. What turns
    /// out to be none is then held with its reason; else it is passed over in silence.
    bool expected = true;
};

/// Reads whatever document or archive `octets` are into `work.into`: reports with their warnings,
/// problems with their reasons.
void read_document(std::string octets, const Place& place, Work& work);

/// True for a file name that reports have: it ends in .xml, .gz, .zip, .json and their like.
[[nodiscard]] bool is_report_name(std::string_view file_name);

}  // namespace sendpath::decode
