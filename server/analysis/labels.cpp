#include "analysis/sender_identity.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <tuple>

namespace sendpath::analysis {
namespace {

bool at_or_below(std::string_view name, std::string_view parent) {
    if (!name.ends_with(parent)) return false;
    return name.size() == parent.size() || name[name.size() - parent.size() - 1] == '.';
}

std::size_t fit(const std::vector<std::string_view>& names, std::string_view pattern) {
    const bool fits = std::ranges::any_of(
        names, [&](std::string_view name) { return at_or_below(name, pattern); });
    return fits ? pattern.size() : 0;
}

Result<std::uint32_t> parse_asn(std::string_view text) {
    if (text::istarts_with(text, "AS")) text.remove_prefix(2);
    const auto number = text::parse_count(text);
    if (!number || *number == 0 || *number > UINT32_MAX)
        return Error{Errc::bad_syntax, "expected the number of a network, as AS64500"};
    return static_cast<std::uint32_t>(*number);
}

}  // namespace

Result<Labels::Entry> Labels::entry(LabelRule rule) {
    Entry made;
    if (text::trimmed(rule.name).empty()) return Error{Errc::bad_syntax, "no name"};
    switch (rule.by) {
        case LabelBy::network: {
            const auto network = model::IpNetwork::parse(rule.pattern);
            if (!network) return network.error().within(rule.pattern);
            made.network = *network;
            break;
        }
        case LabelBy::asn: {
            const auto number = parse_asn(rule.pattern);
            if (!number) return number.error().within(rule.pattern);
            made.asn = *number;
            break;
        }
        case LabelBy::dkim_domain:
        case LabelBy::spf_domain:
        case LabelBy::reverse_name: {
            const auto domain = model::DomainName::parse(rule.pattern);
            if (!domain) return domain.error().within(rule.pattern);
            rule.pattern = domain->str();
            break;
        }
    }
    made.rule = std::move(rule);
    return made;
}

Result<Labels> Labels::make(std::vector<LabelRule> rules) {
    Labels labels;
    for (LabelRule& rule : rules) {
        Result<Entry> made = entry(std::move(rule));
        if (!made)
            return made.error().within("label " + std::to_string(labels.entries_.size() + 1));
        made->number = labels.entries_.size();
        labels.entries_.push_back(*std::move(made));
    }
    std::ranges::sort(labels.entries_, {},
                      [](const Entry& entry) { return std::tie(entry.rule.by, entry.number); });
    return labels;
}

/// 0: does not fit; otherwise the larger, the narrower.
std::size_t Labels::fit(const Entry& entry, const SenderTraits& traits) {
    switch (entry.rule.by) {
        case LabelBy::network:
            return entry.network->contains(traits.source) ? entry.network->bits() + 1 : 0;
        case LabelBy::dkim_domain: return analysis::fit(traits.dkim, entry.rule.pattern);
        case LabelBy::spf_domain: return analysis::fit(traits.spf, entry.rule.pattern);
        case LabelBy::reverse_name: return analysis::fit({traits.reverse_name}, entry.rule.pattern);
        case LabelBy::asn: return traits.asn == entry.asn ? 1 : 0;
    }
    return 0;
}

const LabelRule* Labels::find(const SenderTraits& traits) const {
    const Entry* best = nullptr;
    std::size_t best_fit = 0;
    for (const Entry& entry : entries_) {
        if (best != nullptr && entry.rule.by != best->rule.by) break;
        const std::size_t fits = fit(entry, traits);
        if (fits <= best_fit) continue;
        best = &entry;
        best_fit = fits;
    }
    return best == nullptr ? nullptr : &best->rule;
}

}  // namespace sendpath::analysis
