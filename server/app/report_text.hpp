#pragma once

#include "model/report.hpp"

#include <string>

namespace sendpath::app {

/// What a mail or file holds, for people: a table of each report, what was forgiven, what is held.
/// Control characters of the reports are shown as '?', so that a terminal is safe.
[[nodiscard]] std::string report_text(const model::Decoded& decoded);

}  // namespace sendpath::app
