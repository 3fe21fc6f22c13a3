#include "http/source_causes.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace sendpath::http {
namespace {

using analysis::Derived;
using model::OverrideClass;
using store::FlowCounts;

/// The messages of a flow that had one outcome.
struct Part {
    bool dkim_pass = false;
    bool spf_pass = false;
    bool passed_on = false;  ///< as the reporter says; told apart for failing messages only
    std::int64_t messages = 0;

    [[nodiscard]] bool failing() const { return !dkim_pass && !spf_pass; }
};

std::array<Part, 5> parts_of(const FlowCounts& flow) {
    const store::Counts& counts = flow.counts;
    std::int64_t passed_on = 0;
    for (const auto& [reason, messages] : flow.overrides)
        if (analysis::is_passed_on(reason)) passed_on += messages;
    return {{{false, false, false, counts.fail - passed_on},
             {false, false, true, passed_on},
             {true, false, false, counts.dkim_only},
             {false, true, false, counts.spf_only},
             {true, true, false, counts.both_aligned}}};
}

void add(SourceCause::Texts& texts, std::string_view text) {
    if (!text.empty() && texts.size() < SourceCause::kTextsMax) texts.emplace(text);
}

std::string_view word_or(std::string_view as_it_came, std::string_view standard) {
    return as_it_came.empty() ? standard : as_it_came;
}

void add_texts(SourceCause& cause, const FlowCounts& flow, const Part& part) {
    for (const model::DkimAuth& each : flow.auth.dkim) {
        add(cause.dkim_domains, flow.words.text(each.domain));
        add(cause.dkim_selectors, flow.words.text(each.selector));
        add(cause.dkim_results, word_or(flow.words.text(each.result_text), name(each.result)));
    }
    for (const model::SpfAuth& each : flow.auth.spf) {
        add(cause.spf_domains, flow.words.text(each.domain));
        add(cause.spf_results, word_or(flow.words.text(each.result_text), name(each.result)));
    }
    for (const auto& [reason, messages] : flow.overrides)
        if (part.failing() && messages > 0 && reason != OverrideClass::none &&
            analysis::is_passed_on(reason) == part.passed_on)
            add(cause.override_reasons, name(reason));
}

analysis::PathClass class_of(const Derived& derived, const Part& part) {
    analysis::Evidence evidence;
    evidence.dkim_pass = part.dkim_pass;
    evidence.spf_pass = part.spf_pass;
    evidence.dkim = derived.dkim_cause;
    evidence.spf = derived.spf_cause;
    evidence.own_spf_failed = derived.own_spf_failed;
    evidence.passed_on = part.passed_on;
    return analysis::path_class(evidence);
}

SourceCause& entry(std::vector<SourceCause>& causes, const Derived& derived, bool failing,
                   analysis::PathClass path) {
    const auto same = [&](const SourceCause& each) {
        return each.failing == failing && each.path == path && each.spf == derived.spf_cause &&
               each.dkim == derived.dkim_cause;
    };
    const auto found = std::ranges::find_if(causes, same);
    if (found != causes.end()) return *found;
    SourceCause& made = causes.emplace_back();
    made.failing = failing;
    made.path = path;
    made.spf = derived.spf_cause;
    made.dkim = derived.dkim_cause;
    return made;
}

auto rank(const SourceCause& cause) {
    return std::tuple(!cause.failing, -cause.messages, cause.path, cause.spf, cause.dkim);
}

}  // namespace

std::vector<SourceCause> causes_of(const store::SourceRow& row,
                                   const analysis::PublicSuffixes& suffixes) {
    analysis::Identity identity;
    if (row.policy) identity = analysis::identity_of(*row.policy);
    identity.header_from = row.domain;
    analysis::Organizations organizations(suffixes);
    const analysis::Aligner aligner(identity, organizations);

    std::vector<SourceCause> causes;
    for (const FlowCounts& flow : row.flows) {
        const Derived derived =
            analysis::derive(analysis::facts_of(flow.auth, flow.words), aligner);
        for (const Part& part : parts_of(flow)) {
            if (part.messages <= 0) continue;
            SourceCause& cause = entry(causes, derived, part.failing(), class_of(derived, part));
            cause.messages += part.messages;
            add_texts(cause, flow, part);
        }
    }
    std::ranges::sort(causes, {}, rank);
    if (causes.size() > SourceCause::kCausesMax) causes.resize(SourceCause::kCausesMax);
    return causes;
}

}  // namespace sendpath::http
