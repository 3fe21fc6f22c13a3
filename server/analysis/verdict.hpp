#pragma once

#include "analysis/path_evidence.hpp"

namespace sendpath::analysis {

/// What a sending path is.
enum class Verdict : std::uint8_t { healthy, misconfigured, forwarded, spoofed, unsure };

/// Why it is that, one verdict each. The numbers are stored: new ones go last.
enum class Reason : std::uint8_t {
    set_by_operator,  ///< "operator" in the API; any verdict
    passing,
    dkim_survived,
    override_mailing_list,
    override_arc,
    override_forwarder,
    signature_broken_in_transit,
    strict_alignment_dkim,
    strict_alignment_spf,
    dkim_no_key,
    dkim_temperror,
    dkim_signature_fails,
    spf_permerror,
    spf_temperror,
    service_domain_dkim,
    service_domain_spf,
    own_server_unauthenticated,
    intermittent,
    ask_do_you_use,
    ask_is_it_yours,
    reporters_disagree,
    too_few,
    not_yours,
    unauthenticated,
    other,
};
inline constexpr std::size_t kReasons = 25;

enum class Confidence : std::uint8_t { low, medium, high };

/// The verdict of the rules.
struct Judgement {
    Verdict verdict = Verdict::unsure;
    Reason reason = Reason::other;
    Confidence confidence = Confidence::low;
    std::int64_t explained = 0;  ///< messages that the reason speaks of
    std::int64_t of = 0;         ///< failing ones, or all where the reason speaks of all

    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// The verdict on a path by the rules in server/README.md, "Verdicts": the first that fits. A path
/// without failing messages is never misconfigured, spoofed or unsure: one aligned leg is enough.
[[nodiscard]] Judgement judge(const PathEvidence& evidence);

/// A verdict the operator may have set; the machine's own stays visible.
struct PathVerdict {
    Judgement shown;
    Judgement machine;
};
[[nodiscard]] PathVerdict with_override(const Judgement& machine, std::optional<Verdict> set);

/// One thing that is known of a path, for "how we know": `value` of `of`, or `value` alone.
enum class FactCode : std::uint8_t {
    failing,
    aligned_pass,
    one_leg_only,
    key_at_home_elsewhere,
    cause,  ///< `cause` tells which
    days,
    reporters,
    addresses,
    reporters_split,  ///< `value` saw it pass, `of` saw it fail
    network_known,
    marked_used,
    marked_not_used,
    used_elsewhere,
    account_named_after_you,
    share_of_unvouched,
};
struct PathFact {
    FactCode code{};
    std::int64_t value = 0;
    std::int64_t of = 0;
    FailureCause cause{};  ///< where the code is `cause`

    friend bool operator==(const PathFact&, const PathFact&) = default;
};
/// What is worth telling, the failing messages and their causes first.
[[nodiscard]] std::vector<PathFact> path_facts(const PathEvidence& evidence);

/// The verdict that goes with a reason; unsure for set_by_operator.
[[nodiscard]] Verdict verdict_of(Reason reason);

/// The words of the API: "misconfigured", "operator", "high", "network_known".
[[nodiscard]] std::string_view name(Verdict verdict);
[[nodiscard]] std::string_view name(Reason reason);
[[nodiscard]] std::string_view name(Confidence confidence);
[[nodiscard]] std::string_view name(FactCode code);
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view word);

}  // namespace sendpath::analysis
