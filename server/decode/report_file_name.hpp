#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// What the file name of a report tells. A hint only: the content wins, and it is never a path.
struct ReportFileName {
    std::string receiver;  ///< empty when the name leaves it out
    std::string domain;
    Seconds begin{};
    Seconds end{};
    std::string unique_id;  ///< empty when there is none
};

/// Reads `receiver!policy-domain!begin!end[!unique-id].ext`, with any of the endings and omissions
/// that reporters use. nullopt for any other name. Source: RFC 9990 section 3.5.1.
[[nodiscard]] std::optional<ReportFileName> parse_report_file_name(std::string_view name);

}  // namespace sendpath::decode
