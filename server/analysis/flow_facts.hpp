#pragma once

#include "analysis/report_derivation.hpp"

#include <cstdint>

namespace sendpath::analysis {

/// What one set of authentication results says to one From domain, whatever the policy: what the
/// rules ask of a flow, in one number. "Own" is a name of the From domain's organisation by the
/// public suffix list. Stored: a bit never changes its meaning.
struct FlowFacts {
    std::uint32_t bits = 0;

    static constexpr std::uint32_t kDkimExact = 1U << 0;         ///< a pass for the From domain
    static constexpr std::uint32_t kDkimOrganization = 1U << 1;  ///< a pass for an own name
    static constexpr std::uint32_t kSpfExact = 1U << 2;          ///< never by HELO
    static constexpr std::uint32_t kSpfOrganization = 1U << 3;
    static constexpr std::uint32_t kOwnDkimFailed = 1U << 4;  ///< signed as own, did not pass
    static constexpr std::uint32_t kOwnDkimTemperror = 1U << 5;
    static constexpr std::uint32_t kOwnDkimPermerror = 1U << 6;  ///< mostly: no such key
    static constexpr std::uint32_t kOwnSpfFailed = 1U << 7;  ///< fail, softfail, neutral, policy
    static constexpr std::uint32_t kOwnSpfNone = 1U << 8;
    static constexpr std::uint32_t kOwnSpfTemperror = 1U << 9;
    static constexpr std::uint32_t kOwnSpfPermerror = 1U << 10;  ///< also the "error" of old
    static constexpr std::uint32_t kForeignDkimPass = 1U << 11;
    static constexpr std::uint32_t kForeignSpfPass = 1U << 12;
    static constexpr std::uint32_t kNoResults = 1U << 13;  ///< the reporter gave none at all

    [[nodiscard]] constexpr bool has(std::uint32_t any) const { return (bits & any) != 0; }

    friend bool operator==(const FlowFacts&, const FlowFacts&) = default;
};

/// Names are compared with one From domain as organisations, without a policy.
class OwnNames {
public:
    OwnNames(std::string_view header_from, Organizations& organizations);

    [[nodiscard]] bool exact(std::string_view name) const { return name == header_from_; }
    [[nodiscard]] bool own(std::string_view name) const { return aligner_.dkim(name) == Leg::pass; }
    /// The organisation's domain; empty for a From field that is no name.
    [[nodiscard]] std::string_view organization() const { return organization_; }

private:
    std::string_view header_from_;
    std::string_view organization_;
    Aligner aligner_;
};

[[nodiscard]] FlowFacts flow_facts(const Facts& facts, const OwnNames& names);

/// An own signature of a flow: "example.com", "s1".
struct OwnKey {
    std::string_view domain;
    std::string_view selector;  ///< empty: not told
    bool passed = false;

    friend bool operator==(const OwnKey&, const OwnKey&) = default;
};
[[nodiscard]] std::vector<OwnKey> own_keys(const Facts& facts, const OwnNames& names);

}  // namespace sendpath::analysis
