#include "base/text.hpp"
#include "decode/aggregate_draft.hpp"
#include "decode/domain_text.hpp"
#include "decode/report_number.hpp"

#include <charconv>

namespace sendpath::decode {
namespace {

using model::Generation;

std::optional<Seconds> read_time(pugi::xml_node node, const char* what, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    if (text.empty()) return std::nullopt;
    const auto time = report_time(text);
    if (!time) {
        draft.findings.note("date", what, 0, text);
        return std::nullopt;
    }
    if (time->odd) draft.findings.note("date", "not in seconds since 1970", 0, text);
    return time->time;
}

void read_date_range(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    if (std::string_view(node.name()).ends_with("data_range"))
        draft.findings.note("date", "data_range read as date_range");
    draft.date_range_seen = true;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::begin:
                if (!draft.begin) draft.begin = read_time(child, "begin is no date", draft);
                break;
            case Element::end:
                if (!draft.end) draft.end = read_time(child, "end is no date", draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
}

/// The first one counts: a second element of the same name is a mistake.
void keep_first(std::optional<std::string>& kept, pugi::xml_node node, AggregateDraft& draft) {
    if (!kept) kept = kept_text(node, draft);
}

std::optional<std::string> lowered_text(pugi::xml_node node, AggregateDraft& draft) {
    auto text = kept_text(node, draft);
    if (text) *text = text::lowered(*text);
    return text;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    for (const std::string_view each : words)
        if (each == word) return true;
    return false;
}

/// p, sp, np: the words of the standards; any other is kept and noted.
void read_request(pugi::xml_node node, std::optional<std::string>& kept, std::string_view code,
                  AggregateDraft& draft) {
    kept = lowered_text(node, draft);
    if (kept && !is_one_of(*kept, {"none", "quarantine", "reject"}))
        draft.findings.note(code, "a policy word outside the standards", 0, *kept);
}

/// adkim, aspf.
void read_mode(pugi::xml_node node, std::optional<std::string>& kept, AggregateDraft& draft) {
    kept = lowered_text(node, draft);
    if (!kept || is_one_of(*kept, {"r", "s"})) return;
    draft.findings.note("policy", "an alignment mode that is neither r nor s", 0, *kept);
    if (*kept == "relaxed") kept = "r";
    if (*kept == "strict") kept = "s";
}

void read_word_of_9990(pugi::xml_node node, std::optional<std::string>& kept,
                       std::initializer_list<std::string_view> words, AggregateDraft& draft) {
    draft.report.generation = Generation::rfc9990;
    kept = lowered_text(node, draft);
    if (kept && !is_one_of(*kept, words))
        draft.findings.note("9990", "a word outside the standards", 0, *kept);
}

void read_pct(pugi::xml_node node, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    if (text.empty()) return;
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool sound = problem == std::errc{} && end == text.data() + text.size();
    if (sound) draft.report.policy.pct = value;
    if (!sound || value < 0 || value > 100)
        draft.findings.note("policy", "pct is no number from 0 to 100", 0, text);
}

void read_policy_domain(pugi::xml_node node, AggregateDraft& draft) {
    const std::string text = domain_text(domain_part(text_of(node, draft)));
    if (text.empty()) return;
    if (auto domain = model::DomainName::parse(text))
        draft.report.policy.domain = *std::move(domain);
    else
        draft.policy_domain = text;
}

void read_policy_field(Element element, pugi::xml_node node, AggregateDraft& draft) {
    model::PublishedPolicy& policy = draft.report.policy;
    switch (element) {
        case Element::domain: read_policy_domain(node, draft); break;
        case Element::p:
            draft.p_seen = true;
            read_request(node, policy.p, "policy", draft);
            break;
        case Element::sp: read_request(node, policy.sp, "policy", draft); break;
        case Element::np:
            draft.report.generation = Generation::rfc9990;
            read_request(node, policy.np, "9990", draft);
            break;
        case Element::adkim: read_mode(node, policy.adkim, draft); break;
        case Element::aspf: read_mode(node, policy.aspf, draft); break;
        case Element::pct: read_pct(node, draft); break;
        case Element::fo: policy.fo = lowered_text(node, draft); break;
        case Element::testing: read_word_of_9990(node, policy.testing, {"y", "n"}, draft); break;
        case Element::discovery_method:
            read_word_of_9990(node, policy.discovery_method, {"psl", "treewalk"}, draft);
            break;
        default: pass_over(element, node, draft);
    }
}

}  // namespace

void read_metadata(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    model::AggregateReport& report = draft.report;
    draft.metadata_seen = true;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::org_name:
                draft.org_name_seen = true;
                if (report.org_name.empty()) report.org_name = text_of(child, draft);
                break;
            case Element::email: keep_first(report.email, child, draft); break;
            case Element::extra_contact_info:
                keep_first(report.extra_contact_info, child, draft);
                break;
            case Element::report_id:
                if (report.report_id.empty()) report.report_id = text_of(child, draft);
                break;
            case Element::date_range: read_date_range(child, elements, draft); break;
            case Element::error:
                if (auto text = kept_text(child, draft)) report.errors.push_back(*std::move(text));
                break;
            case Element::generator:
                report.generation = Generation::rfc9990;
                keep_first(report.generator, child, draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
}

void read_policy(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    if (draft.policy_seen) {
        draft.findings.note("policy", "policy_published stands there more than once");
        return;
    }
    draft.policy_seen = true;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        read_policy_field(element, child, draft);
    });
}

}  // namespace sendpath::decode
