#include "base/text.hpp"
#include "decode/aggregate_draft.hpp"
#include "decode/domain_text.hpp"
#include "decode/report_number.hpp"

namespace sendpath::decode {
namespace {

using model::kNoWord;
using model::Record;

/// A record while it is being read.
struct Reading {
    Record record;
    const char* skip = nullptr;  ///< the first code that keeps it out
    std::string skip_detail;
    bool source_seen = false;
    bool count_seen = false;
    bool row_seen = false;
    bool evaluated_seen = false;
    bool auth_seen = false;
    bool header_from_seen = false;

    void leave_out(const char* code, std::string detail) {
        if (skip != nullptr) return;
        skip = code;
        skip_detail = std::move(detail);
    }
};

void note(const char* code, const char* what, AggregateDraft& draft, std::string_view value = {}) {
    draft.findings.note(code, what, draft.records_seen, value);
}

/// An address out of brackets or before the size of its network.
std::string_view bare_address(std::string_view text) {
    std::string_view address = text.substr(0, text.find('/'));
    if (address.starts_with('[') && address.ends_with(']'))
        address = address.substr(1, address.size() - 2);
    return text::trimmed(address);
}

void read_source(pugi::xml_node node, Reading& reading, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    if (text.empty() || reading.source_seen) return;
    reading.source_seen = true;
    auto parsed = model::IpAddress::parse(text);
    if (!parsed) {
        parsed = model::IpAddress::parse(bare_address(text));
        if (!parsed)
            return reading.leave_out("bad-ip", "row/source_ip: not an address: " + excerpt(text));
        note("ip", "row/source_ip with something around it", draft, text);
    }
    reading.record.source = *parsed;
}

void read_count(pugi::xml_node node, Reading& reading, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    if (text.empty() || reading.count_seen) return;
    reading.count_seen = true;
    const auto count = message_count(text);
    if (!count)
        return reading.leave_out("count", "row/count: no count up to 2^40: " + excerpt(text));
    if (count->odd) note("count", "row/count with a fraction", draft, text);
    if (count->messages == 0) note("count", "row/count is 0", draft);
    reading.record.messages = count->messages;
}

/// The words of policy_evaluated: the class, and the text where the class does not tell it.
template <class Class>
void read_evaluated_word(pugi::xml_node node, Class (*parse)(std::string_view), Class& value,
                         model::Word& own, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    value = parse(text);
    if (value != Class::unknown) return;
    note("evaluated", "policy_evaluated: a word outside the standards", draft, text);
    own = draft.report.words.intern(text::lowered(text));
}

void read_reason(pugi::xml_node node, const Elements& elements, Reading& reading,
                 AggregateDraft& draft) {
    model::OverrideReason reason;
    bool any_element = false;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        any_element = true;
        switch (element) {
            case Element::type: {
                const std::string word = text::lowered(text_of(child, draft));
                if (!word.empty()) reason.type = draft.report.words.intern(word);
                if (word == "policy_test_mode")
                    draft.report.generation = model::Generation::rfc9990;
                break;
            }
            case Element::comment: reason.comment = word_of(child, draft); break;
            default: pass_over(element, child, draft);
        }
    });
    if (!any_element) {
        const std::string word = text::lowered(text_of(node, draft));
        if (word.empty()) return;  // <reason/> in the place of none
        note("reason", "a reason without a type element", draft, word);
        reason.type = draft.report.words.intern(word);
    }
    if (reading.record.reason_count++ == 0)
        reading.record.first_reason = static_cast<std::uint32_t>(draft.report.reasons.size());
    draft.report.reasons.push_back(reason);
}

void read_evaluated(pugi::xml_node node, const Elements& elements, Reading& reading,
                    AggregateDraft& draft) {
    Record& record = reading.record;
    bool disposition = false;
    bool dkim = false;
    bool spf = false;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::disposition:
                disposition = true;
                read_evaluated_word(child, model::parse_disposition, record.disposition,
                                    record.disposition_text, draft);
                break;
            case Element::dkim:
                dkim = true;
                read_evaluated_word(child, model::parse_evaluated, record.dkim, record.dkim_text,
                                    draft);
                break;
            case Element::spf:
                spf = true;
                read_evaluated_word(child, model::parse_evaluated, record.spf, record.spf_text,
                                    draft);
                break;
            case Element::reason: read_reason(child, elements, reading, draft); break;
            default: pass_over(element, child, draft);
        }
    });
    if (record.disposition == model::Disposition::pass)
        draft.report.generation = model::Generation::rfc9990;
    if (!disposition) note("disposition", "policy_evaluated without disposition", draft);
    if (!dkim || !spf) note("evaluated", "policy_evaluated without dkim or spf", draft);
}

void read_row(pugi::xml_node node, const Elements& elements, Reading& reading,
              AggregateDraft& draft) {
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::source_ip: read_source(child, reading, draft); break;
            case Element::count: read_count(child, reading, draft); break;
            case Element::policy_evaluated:
                if (reading.evaluated_seen) break;
                reading.evaluated_seen = true;
                read_evaluated(child, elements, reading, draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
}

void read_header_from(pugi::xml_node node, Reading& reading, AggregateDraft& draft) {
    if (reading.header_from_seen)
        return note("header-from", "header_from stands there more than once", draft);
    reading.record.header_from = domain_word(domain_part(text_of(node, draft)), draft.report.words);
    reading.header_from_seen = reading.record.header_from != kNoWord;
}

/// An empty element is a null reverse-path: not the same as an absent one.
model::Word envelope_word(pugi::xml_node node, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    return text.empty() ? draft.report.words.intern("") : domain_word(text, draft.report.words);
}

void read_identifiers(pugi::xml_node node, const Elements& elements, Reading& reading,
                      AggregateDraft& draft) {
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::header_from: read_header_from(child, reading, draft); break;
            case Element::envelope_from:
                reading.record.envelope_from = envelope_word(child, draft);
                break;
            case Element::envelope_to:
                reading.record.envelope_to = envelope_word(child, draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
}

void finish(Reading& reading, AggregateDraft& draft) {
    if (!reading.source_seen) {
        reading.skip = nullptr;
        reading.leave_out("no-ip", "row/source_ip: absent or empty");
    } else if (!reading.count_seen) {
        reading.leave_out("count", "row/count: absent or empty");
    }
    if (reading.skip != nullptr) {
        if (reading.record.reason_count > 0)
            draft.report.reasons.resize(reading.record.first_reason);
        draft.skipped.push_back({reading.skip, draft.records_seen, std::move(reading.skip_detail)});
        return;
    }
    if (!reading.evaluated_seen) note("evaluated", "record without policy_evaluated", draft);
    if (!reading.auth_seen) note("auth", "record without auth_results", draft);
    if (reading.record.header_from == kNoWord) ++draft.records_without_from;
    reading.record.auth_set = draft.auth_sets.intern(draft.auth, draft.report.auth_sets);
    draft.report.records.push_back(reading.record);
}

}  // namespace

void read_record(pugi::xml_node node, const Elements& elements, AggregateDraft& draft) {
    ++draft.records_seen;
    draft.auth.dkim.clear();
    draft.auth.spf.clear();
    Reading reading;
    each_element(node, elements, [&](Element element, pugi::xml_node child) {
        switch (element) {
            case Element::row: read_row(child, elements, reading, draft); break;
            case Element::identifiers: read_identifiers(child, elements, reading, draft); break;
            case Element::auth_results:
                reading.auth_seen = true;
                read_auth_results(child, elements, draft);
                break;
            default: pass_over(element, child, draft);
        }
    });
    finish(reading, draft);
}

}  // namespace sendpath::decode
