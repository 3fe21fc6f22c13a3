#pragma once

#include "decode/archive.hpp"
#include "decode/hints.hpp"
#include "decode/limits.hpp"
#include "model/report.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode {

/// What one call of decode() shares among all it meets.
struct Work {
    const Limits& limits;
    Budget budget;
    model::Decoded& into;

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
