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

}  // namespace sendpath::model
