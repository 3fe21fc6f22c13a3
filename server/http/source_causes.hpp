#pragma once

#include "analysis/report_derivation.hpp"
#include "store/queries.hpp"

#include <set>

namespace sendpath::http {

/// Messages of one source that have one explanation.
struct SourceCause {
    using Texts = std::set<std::string, std::less<>>;

    analysis::PathClass path{};
    analysis::SpfCause spf{};
    analysis::DkimCause dkim{};
    bool failing = false;
    std::int64_t messages = 0;
    Texts spf_domains;  ///< each set at most kTextsMax
    Texts spf_results;
    Texts dkim_domains;
    Texts dkim_selectors;
    Texts dkim_results;
    Texts override_reasons;

    static constexpr std::size_t kTextsMax = 8;
    static constexpr std::size_t kCausesMax = 5;
};

/// Why the messages of a source pass or fail: failing ones first, then by messages, at most
/// kCausesMax. The outcome is what reporters evaluated; the explanation is what the raw results
/// say.
[[nodiscard]] std::vector<SourceCause> causes_of(const store::SourceRow& row,
                                                 const analysis::PublicSuffixes& suffixes);

}  // namespace sendpath::http
