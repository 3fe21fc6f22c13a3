#include "analysis/verdict.hpp"

#include <array>

namespace sendpath::analysis {

Verdict verdict_of(Reason reason) {
    switch (reason) {
        case Reason::passing: return Verdict::healthy;
        case Reason::dkim_survived:
        case Reason::override_mailing_list:
        case Reason::override_arc:
        case Reason::override_forwarder:
        case Reason::signature_broken_in_transit: return Verdict::forwarded;
        case Reason::strict_alignment_dkim:
        case Reason::strict_alignment_spf:
        case Reason::dkim_no_key:
        case Reason::dkim_temperror:
        case Reason::dkim_signature_fails:
        case Reason::spf_permerror:
        case Reason::spf_temperror:
        case Reason::service_domain_dkim:
        case Reason::service_domain_spf:
        case Reason::own_server_unauthenticated:
        case Reason::intermittent: return Verdict::misconfigured;
        case Reason::not_yours:
        case Reason::unauthenticated: return Verdict::spoofed;
        case Reason::set_by_operator:
        case Reason::ask_do_you_use:
        case Reason::ask_is_it_yours:
        case Reason::reporters_disagree:
        case Reason::too_few:
        case Reason::other: return Verdict::unsure;
    }
    return Verdict::unsure;
}

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::healthy: return "healthy";
        case Verdict::misconfigured: return "misconfigured";
        case Verdict::forwarded: return "forwarded";
        case Verdict::spoofed: return "spoofed";
        case Verdict::unsure: return "unsure";
    }
    return {};
}

std::string_view name(Reason reason) {
    switch (reason) {
        case Reason::set_by_operator: return "operator";
        case Reason::passing: return "passing";
        case Reason::dkim_survived: return "dkim_survived";
        case Reason::override_mailing_list: return "override_mailing_list";
        case Reason::override_arc: return "override_arc";
        case Reason::override_forwarder: return "override_forwarder";
        case Reason::signature_broken_in_transit: return "signature_broken_in_transit";
        case Reason::strict_alignment_dkim: return "strict_alignment_dkim";
        case Reason::strict_alignment_spf: return "strict_alignment_spf";
        case Reason::dkim_no_key: return "dkim_no_key";
        case Reason::dkim_temperror: return "dkim_temperror";
        case Reason::dkim_signature_fails: return "dkim_signature_fails";
        case Reason::spf_permerror: return "spf_permerror";
        case Reason::spf_temperror: return "spf_temperror";
        case Reason::service_domain_dkim: return "service_domain_dkim";
        case Reason::service_domain_spf: return "service_domain_spf";
        case Reason::own_server_unauthenticated: return "own_server_unauthenticated";
        case Reason::intermittent: return "intermittent";
        case Reason::ask_do_you_use: return "ask_do_you_use";
        case Reason::ask_is_it_yours: return "ask_is_it_yours";
        case Reason::reporters_disagree: return "reporters_disagree";
        case Reason::too_few: return "too_few";
        case Reason::not_yours: return "not_yours";
        case Reason::unauthenticated: return "unauthenticated";
        case Reason::other: return "other";
    }
    return {};
}

std::string_view name(Confidence confidence) {
    switch (confidence) {
        case Confidence::low: return "low";
        case Confidence::medium: return "medium";
        case Confidence::high: return "high";
    }
    return {};
}

std::string_view name(FactCode code) {
    switch (code) {
        case FactCode::failing: return "failing";
        case FactCode::aligned_pass: return "aligned_pass";
        case FactCode::one_leg_only: return "one_leg_only";
        case FactCode::key_at_home_elsewhere: return "key_at_home_elsewhere";
        case FactCode::cause: return "cause";
        case FactCode::days: return "days";
        case FactCode::reporters: return "reporters";
        case FactCode::addresses: return "addresses";
        case FactCode::reporters_split: return "reporters_split";
        case FactCode::network_known: return "network_known";
        case FactCode::marked_used: return "marked_used";
        case FactCode::marked_not_used: return "marked_not_used";
        case FactCode::used_elsewhere: return "used_elsewhere";
        case FactCode::account_named_after_you: return "account_named_after_you";
        case FactCode::share_of_unvouched: return "share_of_unvouched";
    }
    return {};
}

std::optional<Verdict> parse_verdict(std::string_view word) {
    for (const Verdict verdict : {Verdict::healthy, Verdict::misconfigured, Verdict::forwarded,
                                  Verdict::spoofed, Verdict::unsure})
        if (name(verdict) == word) return verdict;
    return std::nullopt;
}

}  // namespace sendpath::analysis
