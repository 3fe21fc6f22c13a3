#pragma once

#include "model/aggregate.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace sendpath::analysis {

/// What a policy asks receivers to do with failing messages; the later, the stricter.
enum class Action : std::uint8_t { none, quarantine, reject };

/// The tag that speaks for a From domain.
enum class PolicyTag : std::uint8_t { p, sp, np };

/// Whether a From domain is in the DNS at all; reports do not tell.
enum class Existence : std::uint8_t { unknown, exists, does_not_exist };

/// The policy as it applies to one From domain.
struct EffectivePolicy {
    Action asked = Action::none;    ///< what the tag says
    Action applied = Action::none;  ///< one step milder while t=y
    PolicyTag tag = PolicyTag::p;   ///< whose value it is: np falls back to sp, sp to p
    bool testing = false;           ///< t=y
    /// Share of failing messages, in percent, that receivers of before RFC 9989 act on.
    std::int64_t percent = 100;
    /// np says otherwise than sp, and nobody knows whether the name exists.
    bool depends_on_existence = false;

    friend bool operator==(const EffectivePolicy&, const EffectivePolicy&) = default;
};

/// The policy for `header_from`, which is the policy's own domain or below it; names are in lower
/// case. Values outside the standards count as none, those of sp and np as absent.
/// Source: RFC 9989, RFC 9091 for np, RFC 7489 section 6.3 for pct.
[[nodiscard]] EffectivePolicy effective_policy(const model::PublishedPolicy& policy,
                                               std::string_view header_from,
                                               Existence existence = Existence::unknown);

/// How far a domain has come.
enum class Stage : std::uint8_t {
    monitoring,  ///< none
    testing,     ///< t=y, or pct below 100
    partial,     ///< quarantine; or sp leaves subdomains open
    enforced,    ///< reject, for subdomains too
};
[[nodiscard]] Stage stage_of(const model::PublishedPolicy& policy);

/// Whether BIMI can be used: quarantine for all failing mail, or reject, and subdomains not open.
[[nodiscard]] bool is_ready_for_bimi(const model::PublishedPolicy& policy);

/// The words of DMARC and of the API.
[[nodiscard]] std::string_view name(Action action);
[[nodiscard]] std::string_view name(PolicyTag tag);
[[nodiscard]] std::string_view name(Stage stage);
/// nullopt for a word outside the standards. Case does not matter.
[[nodiscard]] std::optional<Action> parse_action(std::string_view word);

}  // namespace sendpath::analysis
