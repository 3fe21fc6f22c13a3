#pragma once

#include "decode/limits.hpp"
#include "model/report.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// What is known of some octets besides themselves.
struct Origin {
    std::string file_name;  ///< a hint only: content decides; never used as a path
    Seconds received{};     ///< stands in where a report or its mail carries no date
};

/// Reads a mail, an archive, an XML or JSON document: whatever the octets turn out to be.
///
/// Never fails: what can be read is in `reports`, what cannot is in `held` with a reason. Bounded
/// in memory and time by `limits`. Pure: no clock, no disk, no network; safe to call from any
/// thread.
[[nodiscard]] model::Decoded decode(std::string octets, const Origin& origin,
                                    const Limits& limits = {});

/// The XML or JSON document at `part`, as decode() names it in a report, unpacked and otherwise as
/// it came; nullopt when no document stands there.
[[nodiscard]] std::optional<std::string> document_at(std::string octets, const Origin& origin,
                                                     std::string_view part,
                                                     const Limits& limits = {});

}  // namespace sendpath::decode
