#pragma once

#include "analysis/alignment.hpp"

namespace sendpath::analysis {

// Why a mechanism did or did not give an aligned pass, and the class of the path that follows.
// They state evidence, not intent.

enum class SpfCause : std::uint8_t {
    aligned,
    unaligned,  ///< pass for another organisation
    failed,     ///< fail, softfail, neutral, policy
    none,       ///< no record, or a HELO name alone
    error,      ///< temporary, permanent, or a word of before RFC 7208
    absent,
};

enum class DkimCause : std::uint8_t {
    aligned,
    broken,        ///< own d=, not pass: content changed, key missing
    unaligned,     ///< pass with another organisation's d=
    failed_other,  ///< another's d=, not pass
    none,
    absent,
};

enum class PathClass : std::uint8_t {
    aligned_both,
    spf_only,
    dkim_only,
    unaligned,        ///< something passes, nothing aligns
    broken,           ///< own names are used and do not pass
    indirect,         ///< passed on by a forwarder or a list, as the reporter says
    unauthenticated,  ///< nothing passes: an unknown server or a forger
};

/// The most telling of what the checks show, in the order of the enumerators: an own signature that
/// broke says more than a stranger's that holds. An undecidable alignment is told as unaligned.
[[nodiscard]] SpfCause spf_cause(std::span<const SpfFact> facts, const Aligner& aligner);
[[nodiscard]] DkimCause dkim_cause(std::span<const DkimFact> facts, const Aligner& aligner);

/// Evidence of one record or flow, from which its class follows.
struct Evidence {
    bool dkim_pass = false;  ///< aligned pass: as the reporter counted it, else as derived
    bool spf_pass = false;
    DkimCause dkim{};
    SpfCause spf{};
    bool own_spf_failed = false;  ///< SPF did not pass for a name aligned with the From domain
    bool passed_on = false;       ///< is_passed_on() for one of its override reasons
};
[[nodiscard]] PathClass path_class(const Evidence& evidence);

/// True when SPF was checked for a name aligned with the From domain and did not pass.
[[nodiscard]] bool own_spf_failed(std::span<const SpfFact> facts, const Aligner& aligner);

/// True for the override reasons that mean mail was passed on by someone: a list, a forwarder, a
/// sealer of RFC 8617.
[[nodiscard]] bool is_passed_on(model::OverrideClass reason);

/// The words of the API: "failed_other", "aligned_both".
[[nodiscard]] std::string_view name(SpfCause cause);
[[nodiscard]] std::string_view name(DkimCause cause);
[[nodiscard]] std::string_view name(PathClass path);

}  // namespace sendpath::analysis
