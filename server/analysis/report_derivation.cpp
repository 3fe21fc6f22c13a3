#include "analysis/report_derivation.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace sendpath::analysis {
namespace {

using model::Evaluated;

void read_facts(const model::AuthSet& auth, const model::Words& words, Facts& facts) {
    facts.dkim.clear();
    facts.spf.clear();
    for (const model::DkimAuth& each : auth.dkim)
        facts.dkim.push_back({words.text(each.domain), words.text(each.selector), each.result});
    for (const model::SpfAuth& each : auth.spf)
        facts.spf.push_back({words.text(each.domain), each.scope, each.result});
}

bool passed_on(const model::AggregateReport& report, const model::Record& record) {
    const auto reasons =
        std::span(report.reasons).subspan(record.first_reason, record.reason_count);
    return std::ranges::any_of(reasons, [&](const model::OverrideReason& reason) {
        return is_passed_on(model::parse_override(report.words.text(reason.type),
                                                  report.words.text(reason.comment)));
    });
}

// The reporter's result is what counts; the derived one stands in where it gave none.
bool counts_as_pass(Evaluated evaluated, Leg derived) {
    const bool stated = evaluated == Evaluated::pass || evaluated == Evaluated::fail;
    return stated ? evaluated == Evaluated::pass : derived == Leg::pass;
}

/// What was derived before in this report. An auth set stands beside few From domains, mostly one,
/// and the From domains come in runs.
class Memo {
public:
    Memo(const model::AggregateReport& report, const PublicSuffixes& suffixes)
        : report_(report),
          organizations_(suffixes),
          identity_(identity_of(report.policy)),
          last_(report.auth_sets.size(), kNone) {
        entries_.reserve(report.auth_sets.size());
    }

    /// Valid until the next call.
    const Derived& of(const model::Record& record) {
        std::size_t& last = last_[record.auth_set];
        for (std::size_t at = last; at != kNone; at = entries_[at].before)
            if (entries_[at].header_from == record.header_from) return entries_[at].derived;
        read_facts(report_.auth_sets[record.auth_set], report_.words, facts_);
        entries_.push_back(
            {record.header_from, last, derive(facts_, aligner_of(record.header_from))});
        last = entries_.size() - 1;
        return entries_.back().derived;
    }

private:
    static constexpr std::size_t kNone = SIZE_MAX;
    struct Entry {
        model::Word header_from;
        std::size_t before;  // of the same auth set
        Derived derived;
    };

    const Aligner& aligner_of(model::Word header_from) {
        if (!aligner_ || header_from != aligned_with_) {
            identity_.header_from = report_.words.text(header_from);
            aligner_.emplace(identity_, organizations_);
            aligned_with_ = header_from;
        }
        return *aligner_;
    }

    const model::AggregateReport& report_;
    Organizations organizations_;
    Identity identity_;
    model::Word aligned_with_ = model::kNoWord;
    std::optional<Aligner> aligner_;
    Facts facts_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> last_;  // by auth set
};

}  // namespace

Identity identity_of(const model::PublishedPolicy& policy) {
    Identity identity;
    identity.policy_domain = policy.domain.str();
    identity.strict_dkim = policy.adkim == "s";
    identity.strict_spf = policy.aspf == "s";
    if (policy.discovery_method == "psl") identity.discovery = Discovery::psl;
    if (policy.discovery_method == "treewalk") identity.discovery = Discovery::treewalk;
    return identity;
}

Facts facts_of(const model::AuthSet& auth, const model::Words& words) {
    Facts facts;
    read_facts(auth, words, facts);
    return facts;
}

Derived derive(const Facts& facts, const Aligner& aligner) {
    Derived derived;
    derived.dkim = dkim_leg(facts.dkim, aligner);
    derived.spf = spf_leg(facts.spf, aligner);
    derived.dkim_cause = dkim_cause(facts.dkim, aligner);
    derived.spf_cause = spf_cause(facts.spf, aligner);
    derived.own_spf_failed = own_spf_failed(facts.spf, aligner);
    derived.helo_aligned = helo_aligned(facts.spf, aligner);
    derived.no_results = facts.dkim.empty() && facts.spf.empty();
    return derived;
}

RecordDerivation derive_record(const Derived& derived, Evaluated dkim, Evaluated spf,
                               bool passed_on) {
    RecordDerivation out;
    out.dkim = derived.dkim;
    out.spf = derived.spf;
    out.dkim_cause = derived.dkim_cause;
    out.spf_cause = derived.spf_cause;
    out.dkim_agreement = out.spf_agreement = Agreement::not_checkable;
    if (!derived.no_results) {
        out.dkim_agreement = agreement(derived.dkim, dkim);
        out.spf_agreement = agreement(derived.spf, spf);
        if (out.spf_agreement == Agreement::disagree && derived.helo_aligned &&
            spf == Evaluated::pass)
            out.spf_agreement = Agreement::helo;
    }
    Evidence evidence;
    evidence.dkim_pass = counts_as_pass(dkim, derived.dkim);
    evidence.spf_pass = counts_as_pass(spf, derived.spf);
    evidence.dkim = derived.dkim_cause;
    evidence.spf = derived.spf_cause;
    evidence.own_spf_failed = derived.own_spf_failed;
    evidence.passed_on = passed_on;
    out.path = path_class(evidence);
    return out;
}

std::vector<RecordDerivation> derive(const model::AggregateReport& report,
                                     const PublicSuffixes& suffixes) {
    Memo memo(report, suffixes);
    std::vector<RecordDerivation> out;
    out.reserve(report.records.size());
    for (const model::Record& record : report.records) {
        const bool on = record.reason_count > 0 && passed_on(report, record);
        out.push_back(derive_record(memo.of(record), record.dkim, record.spf, on));
    }
    return out;
}

}  // namespace sendpath::analysis
