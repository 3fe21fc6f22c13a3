#pragma once

#include "analysis/cause.hpp"
#include "model/aggregate.hpp"

#include <vector>

namespace sendpath::analysis {

/// What one record's raw results say, beside what its reporter evaluated.
struct RecordDerivation {
    Leg dkim{};
    Leg spf{};
    Agreement dkim_agreement{};
    Agreement spf_agreement{};
    DkimCause dkim_cause{};
    SpfCause spf_cause{};
    PathClass path{};

    friend bool operator==(const RecordDerivation&, const RecordDerivation&) = default;
};

/// The published policy as the comparison of names needs it, without the From domain. Refers to
/// `policy`. What is neither "s" nor "r" counts as relaxed.
[[nodiscard]] Identity identity_of(const model::PublishedPolicy& policy);

/// The texts of one auth set; refers to `words`.
struct Facts {
    std::vector<DkimFact> dkim;
    std::vector<SpfFact> spf;
};
[[nodiscard]] Facts facts_of(const model::AuthSet& auth, const model::Words& words);

/// What follows from the raw results alone, the same for all records with these names.
struct Derived {
    Leg dkim{};
    Leg spf{};
    DkimCause dkim_cause{};
    SpfCause spf_cause{};
    bool own_spf_failed = false;
    bool helo_aligned = false;  ///< an SPF pass of an aligned HELO name
    bool no_results = false;    ///< the reporter gave no authentication results at all
};
[[nodiscard]] Derived derive(const Facts& facts, const Aligner& aligner);

/// `derived` beside one record's evaluated results and override reasons.
[[nodiscard]] RecordDerivation derive_record(const Derived& derived, model::Evaluated dkim,
                                             model::Evaluated spf, bool passed_on);

/// One entry per record, in their order.
[[nodiscard]] std::vector<RecordDerivation> derive(const model::AggregateReport& report,
                                                   const PublicSuffixes& suffixes);

}  // namespace sendpath::analysis
