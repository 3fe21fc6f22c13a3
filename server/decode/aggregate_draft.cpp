#include "decode/aggregate_draft.hpp"

#include "base/text.hpp"

namespace sendpath::decode {
namespace {

constexpr std::size_t kFirstSlots = 64;

/// @param hash  of the numbers before
constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t number) {
    return (hash ^ number) * 0x9E37'79B9'7F4A'7C15U + (hash >> 29U);
}

std::size_t hash_of(const model::AuthSet& set) {
    std::uint64_t hash = set.dkim.size();
    for (const model::DkimAuth& each : set.dkim) {
        hash = mixed(hash, std::uint64_t{each.domain} << 32U | each.selector);
        hash = mixed(
            hash, std::uint64_t{each.human_result} << 8U | static_cast<std::uint64_t>(each.result));
    }
    for (const model::SpfAuth& each : set.spf)
        hash = mixed(hash, std::uint64_t{each.domain} << 16U |
                               static_cast<std::uint64_t>(each.result) << 8U |
                               static_cast<std::uint64_t>(each.scope));
    return static_cast<std::size_t>(hash ^ hash >> 32U);
}

}  // namespace

std::uint32_t AuthSets::intern(const model::AuthSet& set, std::vector<model::AuthSet>& all) {
    if (all.size() * 2 >= slots_.size()) grow(all);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(set) & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask)
        if (all[slots_[slot] - 1] == set) return slots_[slot] - 1;
    all.push_back(set);
    slots_[slot] = static_cast<std::uint32_t>(all.size());
    return slots_[slot] - 1;
}

void AuthSets::grow(const std::vector<model::AuthSet>& all) {
    slots_.assign(slots_.empty() ? kFirstSlots : slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t index = 0; index < all.size(); ++index) {
        std::size_t slot = hash_of(all[index]) & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = index + 1;
    }
}

namespace {

void measure(pugi::xml_node node, AggregateDraft& draft) {
    std::size_t above = 0;
    for (pugi::xml_node up = node.parent(); up.type() == pugi::node_element; up = up.parent())
        ++above;
    if (above >= draft.xml_depth || is_deeper(node, draft.xml_depth - above)) draft.too_deep = true;
}

}  // namespace

std::string_view joined_text(pugi::xml_node node, AggregateDraft& draft) {
    draft.joined = node.value();
    for (const pugi::xml_node child : node.children()) {
        if (child.type() != pugi::node_element) {
            draft.joined += child.value();
            continue;
        }
        draft.findings.note("malformed", "an element inside of a value", draft.records_seen,
                            child.name());
        measure(child, draft);
    }
    return text::trimmed(draft.joined);
}

std::optional<std::string> kept_text(pugi::xml_node node, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

model::Word word_of(pugi::xml_node node, AggregateDraft& draft) {
    const std::string_view text = text_of(node, draft);
    return text.empty() ? model::kNoWord : draft.report.words.intern(text);
}

void pass_over(Element element, pugi::xml_node node, AggregateDraft& draft) {
    ++draft.unknown_elements;
    if (node.first_child()) measure(node, draft);
    if (element == Element::extension || element == Element::foreign) return;
    draft.findings.note("unknown", "an element outside the standards was not read",
                        draft.records_seen, node.name());
}

namespace {

void read_part(Element element, pugi::xml_node node, const Elements& elements,
               AggregateDraft& draft) {
    switch (element) {
        case Element::record: return read_record(node, elements, draft);
        case Element::report_metadata: return read_metadata(node, elements, draft);
        case Element::policy_published: return read_policy(node, elements, draft);
        case Element::version: draft.report.version = kept_text(node, draft); return;
        case Element::extension:
            draft.report.generation = model::Generation::rfc9990;
            [[fallthrough]];
        default: pass_over(element, node, draft);
    }
}

}  // namespace

void read_feedback(const XmlTree& tree, AggregateDraft& draft) {
    const Elements elements(tree.root(), tree.has_attributes());
    draft.report.xml_namespace = elements.root_namespace();
    if (elements.root_namespace().ends_with("dmarc-2.0"))
        draft.report.generation = model::Generation::rfc9990;
    pugi::xml_node node = tree.root().first_child();
    for (; !is_none(node); node = node.next_sibling()) {
        const Element element = elements(node);
        if (element != Element::text) read_part(element, node, elements, draft);
        if (draft.too_deep || draft.unknown_elements > kUnknownMax ||
            draft.skipped.size() > kSkippedMax || draft.records_seen > kRecordsMax)
            return;
    }
}

}  // namespace sendpath::decode
