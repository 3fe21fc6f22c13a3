#include "base/text.hpp"
#include "decode/aggregate_draft.hpp"
#include "decode/domain_text.hpp"

namespace sendpath::decode {
namespace {

using model::kNoWord;

/// The reporter's own word where it is not the name of its class.
template <class Class>
model::Word own_word(std::string_view text, Class value, AggregateDraft& draft) {
    if (text.empty() || text == name(value)) return kNoWord;
    const std::string lowered = text::lowered(text);
    return lowered == name(value) ? kNoWord : draft.report.words.intern(lowered);
}

void note_auth(const char* what, AggregateDraft& draft) {
    draft.findings.note("auth", what, draft.records_seen);
}

void read_dkim(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    model::DkimAuth auth;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::domain:
                auth.domain = domain_word(text_of(child, draft), draft.report.words);
                break;
            case Element::selector: auth.selector = word_of(child, draft); break;
            case Element::result: {
                const std::string_view text = text_of(child, draft);
                auth.result = model::parse_dkim_result(text);
                auth.result_text = own_word(text, auth.result, draft);
                break;
            }
            case Element::human_result: auth.human_result = word_of(child, draft); break;
            default: pass_over(element, child, draft);
        }
    });
    if (auth.domain == kNoWord && auth.result == model::DkimResult::absent)
        return note_auth("auth_results/dkim says nothing", draft);
    if (auth.domain == kNoWord) note_auth("auth_results/dkim without a domain", draft);
    if (auth.selector == kNoWord || auth.result == model::DkimResult::absent)
        if (draft.selector_absent_in == 0) draft.selector_absent_in = draft.records_seen;
    draft.auth.dkim.push_back(auth);
}

void read_spf(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    model::SpfAuth auth;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::domain:
                auth.domain = domain_word(text_of(child, draft), draft.report.words);
                break;
            case Element::scope: auth.scope = model::parse_spf_scope(text_of(child, draft)); break;
            case Element::result: {
                const std::string_view text = text_of(child, draft);
                auth.result = model::parse_spf_result(text);
                auth.result_text = own_word(text, auth.result, draft);
                break;
            }
            case Element::human_result:
                draft.report.generation = model::Generation::rfc9990;
                auth.human_result = word_of(child, draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
    if (auth.domain == kNoWord && auth.result == model::SpfResult::absent)
        return note_auth("auth_results/spf says nothing", draft);
    draft.auth.spf.push_back(auth);
}

}  // namespace

void read_auth_results(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::dkim: read_dkim(child, elements, draft); break;
            case Element::spf: read_spf(child, elements, draft); break;
            default: pass_over(element, child, draft);
        }
    });
}

}  // namespace sendpath::decode
