#pragma once

#include "analysis/flow_facts.hpp"
#include "base/time.hpp"

#include <array>
#include <optional>

namespace sendpath::analysis {

/// Why a failing message failed: one word for each, the first that fits in this order.
enum class FailureCause : std::uint8_t {
    mailing_list,       ///< the reporter says so
    arc,                ///< the reporter trusts a chain that says how it came
    forwarder,          ///< the reporter says so
    contradicted,       ///< the raw results are an aligned pass; the reporter counted a failure
    broken_in_transit,  ///< own signature broke, and its key is at home with another sender
    strict_dkim,        ///< DKIM passes for another name of the organisation, adkim=s
    strict_spf,         ///< likewise of SPF and aspf=s
    dkim_no_key,        ///< own signature: permanent error, mostly no such key
    dkim_temperror,     ///< own signature: its key could not be asked for
    dkim_fails,         ///< own signature does not verify
    spf_permerror,      ///< the own SPF record cannot be evaluated
    spf_temperror,      ///< the own SPF record could not be asked for
    foreign_dkim,       ///< signed, by a name of another organisation alone
    foreign_spf,        ///< SPF passes for a name of another organisation
    own_spf_fails,      ///< own return path, from an address its SPF record does not have
    nothing,            ///< no name is vouched for at all
    not_told,           ///< the reporter gave no results: that is not the same as none
};
inline constexpr std::size_t kFailureCauses = 17;

/// How strictly the published policy compares names.
struct Modes {
    bool strict_dkim = false;
    bool strict_spf = false;
};

/// A flow as one path sees it.
struct PathFlow {
    FlowFacts facts;
    Modes modes;
    bool key_at_home_elsewhere = false;  ///< KeyBook::home_elsewhere() of an own key that passes
    bool key_passes_elsewhere = false;   ///< KeyBook::passes_elsewhere() of one that does not
};

/// Messages with one outcome, as the rollups have them.
struct Outcome {
    bool dkim_pass = false;  ///< aligned, as reporters evaluated it
    bool spf_pass = false;
    model::Disposition disposition{};
    model::OverrideClass override_class{};
    std::int64_t messages = 0;
};

[[nodiscard]] FailureCause failure_cause(const PathFlow& flow, model::OverrideClass reason);

/// What the operator said of a sender.
enum class Use : std::uint8_t { unknown, used, not_used };

/// All that the rules ask about one path in one period; numbers only, so that a verdict needs no
/// text. Which query fills which field stands in server/README.md, "Verdicts".
struct PathEvidence {
    // From flow_day, one row after the other: add().
    std::int64_t messages = 0;
    std::int64_t both_aligned = 0;
    std::int64_t dkim_only = 0;
    std::int64_t spf_only = 0;
    std::int64_t failing = 0;
    std::int64_t survived = 0;  ///< of dkim_only: with a key that is at home with another sender
    std::int64_t failing_quarantined = 0;
    std::int64_t failing_rejected = 0;
    std::int64_t failing_spared = 0;  ///< passed on, as the reporter says: a policy spares them
    std::int64_t lost_if_dkim_strict = 0;  ///< pass now, and would not under adkim=s
    std::int64_t lost_if_spf_strict = 0;
    std::int64_t lost_if_both_strict = 0;
    std::array<std::int64_t, kFailureCauses> causes{};  ///< of failing messages

    // Counted distinct over the same rows.
    std::optional<Day> first;
    std::optional<Day> last;
    std::int64_t days = 0;
    std::int64_t sources = 0;

    // From the reporters of the path's flows: add_reporter().
    std::int64_t reporters = 0;
    std::int64_t reporters_passing = 0;  ///< that saw next to nothing fail
    std::int64_t reporters_failing = 0;  ///< that saw next to nothing pass

    // Of the sender.
    bool listed_service = false;           ///< in the service table
    bool signing_sender = false;           ///< known by a signature of its own, listed or not
    bool network_known = false;            ///< another path from this network has aligned SPF
    bool uses_elsewhere = false;           ///< proves_use() of the same sender's other paths
    bool account_named_after_you = false;  ///< names_account_after() of a name it passes with
    Use use = Use::unknown;
    bool gathered = false;  ///< many senders, by gather(): they are steady together, not each

    /// Of all paths of the organisation that nothing vouches for, this one among them.
    std::int64_t unvouched_messages = 0;

    [[nodiscard]] std::int64_t passing() const { return both_aligned + dkim_only + spf_only; }
    [[nodiscard]] std::int64_t of(FailureCause cause) const {
        return causes[static_cast<std::size_t>(cause)];
    }
};

void add(PathEvidence& evidence, const PathFlow& flow, const Outcome& outcome);

/// What one reporter saw of the path in the period.
void add_reporter(PathEvidence& evidence, std::int64_t messages, std::int64_t failing);

/// Whether nothing but the From field ties this path to the operator: never an aligned pass, no
/// signature in his name, no known service or network. Such paths are what spoofing is made of.
[[nodiscard]] bool is_unvouched(const PathEvidence& evidence);

/// An unvouched path under this many messages is gathered with its like, `unknown` of a From
/// domain.
inline constexpr std::int64_t kFewMessages = 10;
[[nodiscard]] bool is_gathered(const PathEvidence& evidence);

/// Adds such a path to the one that stands for all of them. Days, sources and reporters become the
/// larger number: a caller who knows how many are distinct sets them.
void gather(PathEvidence& into, const PathEvidence& more);

/// Whether this path shows that the sender works for the operator: it sends with his names, and
/// not by passing on what others sent.
[[nodiscard]] bool proves_use(const PathEvidence& evidence);

/// Whether a service's own name holds the customer's: "example-com.20230601.gappssmtp.com" for
/// example.com.
[[nodiscard]] bool names_account_after(std::string_view service_name,
                                       std::string_view organization);

/// The words of the API.
[[nodiscard]] std::string_view name(FailureCause cause);
[[nodiscard]] std::string_view name(Use use);

}  // namespace sendpath::analysis
