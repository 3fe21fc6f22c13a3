#pragma once

#include "decode/limits.hpp"
#include "model/report.hpp"

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

}  // namespace sendpath::decode
