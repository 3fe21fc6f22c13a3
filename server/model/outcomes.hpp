#pragma once

#include <cstdint>
#include <string_view>

namespace sendpath::model {

// The words of the reports. Each class has `absent` (no such element, or an empty one) and
// `unknown` (a word outside the standards, whose text is kept beside it). The numbers are stored:
// they never change, new ones go last.

/// What the receiver did. RFC 9990 adds `pass`: delivered under an enforcing policy.
enum class Disposition : std::uint8_t { absent, none, quarantine, reject, pass, unknown };

/// policy_evaluated/dkim and spf: the aligned result.
enum class Evaluated : std::uint8_t { absent, pass, fail, unknown };

/// Source: RFC 8601 section 2.7.1.
enum class DkimResult : std::uint8_t {
    absent,
    none,
    pass,
    fail,
    policy,
    neutral,
    temperror,
    permerror,
    unknown
};

/// `error` stands for the words "unknown" and "error" of before RFC 7208, on whose meaning the
/// texts disagree. Source: RFC 7208 section 2.6, RFC 8601 section 2.7.2.
enum class SpfResult : std::uint8_t {
    absent,
    none,
    neutral,
    pass,
    fail,
    softfail,
    temperror,
    permerror,
    policy,
    error,
    unknown
};

enum class SpfScope : std::uint8_t { absent, mfrom, helo, unknown };

/// Why the receiver did not do what the policy asked, as far as it tells paths apart: passed on by
/// a list or forwarder, vouched for by ARC, the receiver's own ways, spared by pct or t=y.
enum class OverrideClass : std::uint8_t {
    none,
    mailing_list,
    forwarded,  ///< also trusted_forwarder
    arc,        ///< local_policy with arc=pass in its comment, RFC 8617 section 7.2.2
    local_policy,
    sampled_out,  ///< also policy_test_mode
    other
};

/// Of a reason's type, without regard to case, and its comment; none for an absent or empty type.
[[nodiscard]] OverrideClass parse_override(std::string_view type, std::string_view comment);

/// Each reads a trimmed word without regard to case; an empty one is absent.
[[nodiscard]] Disposition parse_disposition(std::string_view word);
[[nodiscard]] Evaluated parse_evaluated(std::string_view word);
[[nodiscard]] DkimResult parse_dkim_result(std::string_view word);
[[nodiscard]] SpfResult parse_spf_result(std::string_view word);
[[nodiscard]] SpfScope parse_spf_scope(std::string_view word);

/// The word of the standards; empty for absent, "unknown" for unknown.
[[nodiscard]] std::string_view name(Disposition value);
[[nodiscard]] std::string_view name(Evaluated value);
[[nodiscard]] std::string_view name(DkimResult value);
[[nodiscard]] std::string_view name(SpfResult value);
[[nodiscard]] std::string_view name(SpfScope value);
[[nodiscard]] std::string_view name(OverrideClass value);  ///< "none" has a name too

}  // namespace sendpath::model
