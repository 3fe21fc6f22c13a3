#pragma once

#include "model/report.hpp"
#include "store/ledger.hpp"

#include <functional>
#include <optional>
#include <string_view>

namespace sendpath::ingest {

/// What a recipient takes by the settings of today; nullopt when it is none of ours any more.
using TakesNow = std::function<std::optional<model::Takes>(std::string_view recipient)>;

/// What the recipients of all deliveries of a mail take together, by the settings of today as far
/// as `now` knows the recipient, else as it was when the mail came. A mail that came by a door
/// without envelopes was wanted as it is.
[[nodiscard]] model::Takes taken_kinds(const store::Deliveries& deliveries, const TakesNow& now);

[[nodiscard]] bool takes(model::Takes kinds, const model::Report& report);

/// How a report is held that nobody here takes.
[[nodiscard]] model::Held not_taken(const model::Report& report,
                                    const store::Deliveries& deliveries);

}  // namespace sendpath::ingest
