#pragma once

#include "analysis/verdict.hpp"
#include "http/query_reader.hpp"
#include "store/queries.hpp"

namespace sendpath::http {

/// The values of `result`.
inline constexpr std::array<QueryReader::Choice<store::ResultFilter>, 4> kResultChoices{
    {{"fail", store::ResultFilter::fail},
     {"pass", store::ResultFilter::pass},
     {"dkim_fail", store::ResultFilter::dkim_fail},
     {"spf_fail", store::ResultFilter::spf_fail}}};

/// The values of `verdict`.
inline constexpr std::array<QueryReader::Choice<analysis::Verdict>, 5> kVerdictChoices{
    {{"healthy", analysis::Verdict::healthy},
     {"misconfigured", analysis::Verdict::misconfigured},
     {"forwarded", analysis::Verdict::forwarded},
     {"spoofed", analysis::Verdict::spoofed},
     {"unsure", analysis::Verdict::unsure}}};

/// The values of `use` in what the operator says.
inline constexpr std::array<QueryReader::Choice<analysis::Use>, 3> kUseChoices{
    {{"unknown", analysis::Use::unknown},
     {"used", analysis::Use::used},
     {"not_used", analysis::Use::not_used}}};

}  // namespace sendpath::http
