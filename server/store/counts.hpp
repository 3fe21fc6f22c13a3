#pragma once

#include <cstdint>

namespace sendpath::store {

/// Messages by outcome: the sums every page is made of. The reporter's evaluated results count.
struct Counts {
    std::int64_t messages = 0;
    std::int64_t both_aligned = 0;
    std::int64_t dkim_only = 0;  ///< aligned by DKIM, not by SPF
    std::int64_t spf_only = 0;
    std::int64_t fail = 0;  ///< neither aligned
    std::int64_t none = 0;  ///< disposition none, pass or absent
    std::int64_t quarantine = 0;
    std::int64_t reject = 0;

    [[nodiscard]] std::int64_t pass() const { return both_aligned + dkim_only + spf_only; }
    [[nodiscard]] std::int64_t dkim_aligned() const { return both_aligned + dkim_only; }
    [[nodiscard]] std::int64_t spf_aligned() const { return both_aligned + spf_only; }
};

/// One record's outcome: bit 0 DKIM aligned, bit 1 SPF aligned, bits 2 and 3 the disposition (0
/// none, pass or absent; 1 quarantine; 2 reject; 3 a word outside the standards), bits 4 to 6 the
/// model::OverrideClass. Stored: never changes.
using Outcome = std::uint8_t;
inline constexpr unsigned kOverrideShift = 4;
inline constexpr Outcome kWithoutOverride = 15;

/// Adds `messages` to the sums that `outcome` belongs to.
constexpr void add(Counts& counts, Outcome outcome, std::int64_t messages) {
    counts.messages += messages;
    switch (outcome & 3U) {
        case 0: counts.fail += messages; break;
        case 1: counts.dkim_only += messages; break;
        case 2: counts.spf_only += messages; break;
        default: counts.both_aligned += messages; break;
    }
    switch ((outcome >> 2U) & 3U) {
        case 0: counts.none += messages; break;
        case 1: counts.quarantine += messages; break;
        case 2: counts.reject += messages; break;
        default: break;
    }
}

}  // namespace sendpath::store
