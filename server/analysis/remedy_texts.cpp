#include "analysis/fill_in.hpp"
#include "analysis/remedies.hpp"

#include <algorithm>

namespace sendpath::analysis {
namespace {

constexpr std::string_view kHow = " {how}";  // where the service is in the table

struct Sentence {
    Reason reason;
    std::string_view text;
};

/// Of each reason the first sentence whose blanks all have a value is taken; the last has none
/// that could be missing.
constexpr Sentence kSentences[] = {
    {Reason::passing, "{failing} of {messages} messages fail."},
    {Reason::dkim_survived,
     "Mail that {home_sender} signed as {own_dkim_domain} (selector {own_selector}) comes from "
     "here "
     "with its signature whole, and without aligned SPF: it was passed on."},
    {Reason::dkim_survived,
     "Mail comes from here with a signature that belongs to another sender of yours, and without "
     "aligned SPF: it was passed on."},
    {Reason::override_mailing_list, "Receivers say that a mailing list passed this mail on."},
    {Reason::override_arc,
     "Receivers trust the chain of servers (ARC) that says how this mail passed before."},
    {Reason::override_forwarder, "Receivers say that a forwarder passed this mail on."},
    {Reason::signature_broken_in_transit,
     "The signature of {own_dkim_domain} (selector {own_selector}) is there and broken, while the "
     "same key passes elsewhere: a list or forwarder changed the mail."},
    {Reason::signature_broken_in_transit,
     "Your signature is there and broken, while the same key passes elsewhere: a list or forwarder "
     "changed the mail."},
    {Reason::strict_alignment_dkim,
     "DKIM passes as {own_dkim_domain}, From is {header_from}: the strict comparison (adkim=s) "
     "refuses it."},
    {Reason::strict_alignment_dkim,
     "DKIM passes for another name of yours: the strict comparison (adkim=s) refuses it."},
    {Reason::strict_alignment_spf,
     "SPF passes as {own_spf_domain}, From is {header_from}: the strict comparison (aspf=s) "
     "refuses "
     "it."},
    {Reason::strict_alignment_spf,
     "SPF passes for another name of yours: the strict comparison (aspf=s) refuses it."},
    {Reason::dkim_no_key,
     "Mail is signed as {own_dkim_domain} with selector {own_selector}, whose key is not in the "
     "DNS "
     "or cannot be used."},
    {Reason::dkim_no_key, "Mail is signed as yours with a key that is not in the DNS."},
    {Reason::dkim_temperror,
     "Receivers cannot ask for the key {own_selector} of {own_dkim_domain}: its name servers do "
     "not "
     "answer."},
    {Reason::dkim_temperror, "Receivers cannot ask for your key: its name servers do not answer."},
    {Reason::dkim_signature_fails,
     "The signature of {own_dkim_domain} (selector {own_selector}) does not verify, here or "
     "anywhere."},
    {Reason::dkim_signature_fails, "Your signature does not verify, here or anywhere."},
    {Reason::spf_permerror,
     "The SPF record of {own_spf_domain} cannot be evaluated: two records, too many lookups or a "
     "mistake in it."},
    {Reason::spf_permerror, "Your SPF record cannot be evaluated."},
    {Reason::spf_temperror,
     "Receivers cannot ask for the SPF record of {own_spf_domain}: its name servers do not "
     "answer."},
    {Reason::spf_temperror, "Receivers cannot ask for your SPF record."},
    {Reason::service_domain_dkim,
     "DKIM passes as {dkim_domain} (selector {dkim_selector}), SPF passes as {spf_domain}; neither "
     "is {header_from}: not aligned."},
    {Reason::service_domain_dkim,
     "DKIM passes as {dkim_domain} (selector {dkim_selector}), From is {header_from}: not "
     "aligned."},
    {Reason::service_domain_dkim, "DKIM passes for a name that is not yours: not aligned."},
    {Reason::service_domain_spf,
     "SPF passes as {spf_domain}, From is {header_from}: not aligned. No signature passes as "
     "{header_from}."},
    {Reason::service_domain_spf, "SPF passes for a name that is not yours: not aligned."},
    {Reason::own_server_unauthenticated,
     "{address} sends as {header_from}, and neither SPF nor DKIM vouches for it."},
    {Reason::own_server_unauthenticated,
     "This sender is yours, and neither SPF nor DKIM vouches for it."},
    {Reason::intermittent,
     "{failing} of {messages} messages have no aligned pass; the others from here do."},
    {Reason::ask_do_you_use,
     "{service} sends as {header_from}: SPF passes as {spf_domain}, which is not aligned. Do you "
     "use it?"},
    {Reason::ask_do_you_use,
     "{service} sends as {header_from}: DKIM passes as {dkim_domain}, which is not aligned. Do you "
     "use it?"},
    {Reason::ask_do_you_use,
     "{sender} sends as {header_from}, and no name of yours passes. Do you use it?"},
    {Reason::ask_do_you_use, "A service sends in your name. Do you use it?"},
    {Reason::ask_is_it_yours,
     "{address} sends as {header_from} steadily, and nothing vouches for it. Is it yours?"},
    {Reason::ask_is_it_yours, "Somebody sends in your name steadily. Is it a server of yours?"},
    {Reason::reporters_disagree, "Reporters contradict each other, or their own results."},
    {Reason::too_few, "{messages} messages are too few to tell."},
    {Reason::not_yours, "You said that this sender is not yours."},
    {Reason::unauthenticated, "Nothing but the From field says that this mail is yours."},
    {Reason::set_by_operator, "You set this."},
    {Reason::other, "The reports do not say enough."},
};

std::string_view text_of(StepCode code) {
    switch (code) {
        case StepCode::nothing_to_do: return "Nothing to do.";
        case StepCode::say_if_used: return "Say whether you use this service. If you do:";
        case StepCode::say_if_yours: return "Say whether this is a server of yours. If it is:";
        case StepCode::set_up_own_dkim:
            return "Let the service sign as {header_from}, and publish its key. {how}";
        case StepCode::set_up_own_return_path:
            return "Let the service use a return path below your domain, so that SPF is aligned.";
        case StepCode::no_own_names_there:
            return "This service cannot send in your name. Use a From address of its own, or "
                   "another "
                   "way to send. {how}";
        case StepCode::sign_as_from_domain: return "Sign as {header_from} itself (d=).";
        case StepCode::relax_dkim: return "Or compare names of one organisation as equal for DKIM.";
        case StepCode::return_path_as_from_domain:
            return "Use {header_from} itself as the return path.";
        case StepCode::relax_spf: return "Or compare names of one organisation as equal for SPF.";
        case StepCode::publish_key:
            return "Publish the key that the signing server uses, or let it sign with one that is "
                   "published.";
        case StepCode::compare_key:
            return "Compare the published key with the one that the signing server uses.";
        case StepCode::look_for_changes_after_signing:
            return "Look for what changes mail after it was signed: footers, gateways, "
                   "conversions.";
        case StepCode::check_name_servers:
            return "Check that all name servers of the domain answer, over TCP too, and quickly.";
        case StepCode::one_spf_record: return "Keep exactly one SPF record at the domain.";
        case StepCode::at_most_ten_lookups:
            return "Bring it to ten lookups at most: drop what is not used, give services a return "
                   "path of their own below your domain.";
        case StepCode::add_server_to_spf:
            return "Add the server to the SPF record of the return path; keep what is in it.";
        case StepCode::sign_on_server:
            return "Sign on the server as {header_from}, and publish the key: a signature survives "
                   "forwarding.";
        case StepCode::find_what_differs:
            return "Find what sets the failing messages apart: one of several servers, one "
                   "program, "
                   "one day.";
        case StepCode::compare_reporters:
            return "Compare what the reporters say; the mistake may be theirs.";
        case StepCode::wait_for_more: return "Wait for more reports.";
        case StepCode::let_policy_refuse:
            return "Nothing to publish for this one: with p=reject receivers refuse it.";
    }
    return {};
}

}  // namespace

std::string english(const Remedy& remedy) {
    std::string text;
    for (const Sentence& each : kSentences) {
        if (each.reason != remedy.reason) continue;
        text = fill_in(each.text, remedy.parameters);
        if (!has_blank(text)) break;
    }
    return text;
}

std::string english(const Step& step, const Remedy& remedy) {
    std::string text = fill_in(text_of(step.code), remedy.parameters);
    if (text.ends_with(kHow)) text.resize(text.size() - kHow.size());
    return text;
}

std::string_view name(StepCode code) {
    switch (code) {
        case StepCode::nothing_to_do: return "nothing_to_do";
        case StepCode::say_if_used: return "say_if_used";
        case StepCode::say_if_yours: return "say_if_yours";
        case StepCode::set_up_own_dkim: return "set_up_own_dkim";
        case StepCode::set_up_own_return_path: return "set_up_own_return_path";
        case StepCode::no_own_names_there: return "no_own_names_there";
        case StepCode::sign_as_from_domain: return "sign_as_from_domain";
        case StepCode::relax_dkim: return "relax_dkim";
        case StepCode::return_path_as_from_domain: return "return_path_as_from_domain";
        case StepCode::relax_spf: return "relax_spf";
        case StepCode::publish_key: return "publish_key";
        case StepCode::compare_key: return "compare_key";
        case StepCode::look_for_changes_after_signing: return "look_for_changes_after_signing";
        case StepCode::check_name_servers: return "check_name_servers";
        case StepCode::one_spf_record: return "one_spf_record";
        case StepCode::at_most_ten_lookups: return "at_most_ten_lookups";
        case StepCode::add_server_to_spf: return "add_server_to_spf";
        case StepCode::sign_on_server: return "sign_on_server";
        case StepCode::find_what_differs: return "find_what_differs";
        case StepCode::compare_reporters: return "compare_reporters";
        case StepCode::wait_for_more: return "wait_for_more";
        case StepCode::let_policy_refuse: return "let_policy_refuse";
    }
    return {};
}

}  // namespace sendpath::analysis
