#pragma once

#include "analysis/public_suffixes.hpp"
#include "config/config.hpp"
#include "ingest/prepare.hpp"
#include "store/our_domains.hpp"

namespace sendpath::app {

[[nodiscard]] decode::Limits limits_of(const config::Limits& limits);
[[nodiscard]] store::OurDomains our_domains(const config::Config& config);

/// The list that `public_suffix_list` names, else the one of the system. Errors: io, bad_syntax.
[[nodiscard]] Result<analysis::PublicSuffixes> public_suffixes(const config::Config& config);

/// The clock of the system: the only place that asks it.
[[nodiscard]] std::chrono::milliseconds since_1970();
[[nodiscard]] Seconds now();

}  // namespace sendpath::app
