#include "analysis/key_book.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::analysis {

void KeyBook::add(const KeyName& key, Sender sender, const KeySight& sight) {
    if (key.selector.empty()) return;
    Uses& uses = domains_[std::string(key.domain)][std::string(key.selector)];
    const auto [known, is_new] = uses.places.try_emplace(sender, uses.all.size());
    const std::size_t place = known->second;
    if (is_new) uses.all.push_back({sender, {}});
    KeySight& sum = uses.all[place].sight;
    sum.messages += sight.messages;
    sum.passed += sight.passed;
    sum.with_spf += sight.with_spf;
    const auto is_first = [&](std::size_t most, auto number) {
        const auto before = number(uses.all[most].sight);
        return number(sum) > before || (number(sum) == before && place < most);
    };
    if (is_first(uses.most_with_spf, [](const KeySight& of) { return of.with_spf; }))
        uses.most_with_spf = place;
    if (is_first(uses.most_at_home,
                 [](const KeySight& of) { return std::pair(of.with_spf, of.passed); }))
        uses.most_at_home = place;
}

/// The key that most messages of `sender` show; nullptr: none.
const KeyBook::Uses* KeyBook::told_of(const Keys& keys, Sender sender) {
    const Uses* most = nullptr;
    std::int64_t messages = 0;
    for (const auto& [selector, uses] : keys) {
        const auto found = uses.places.find(sender);
        if (found == uses.places.end()) continue;
        const std::int64_t seen = uses.all[found->second].sight.messages;
        if (seen <= messages) continue;
        messages = seen;
        most = &uses;
    }
    return most;
}

std::optional<KeyBook::Sender> KeyBook::home_elsewhere(const KeyName& key, Sender sender) const {
    const auto domain = domains_.find(key.domain);
    if (domain == domains_.end()) return std::nullopt;
    const auto named = domain->second.find(key.selector);
    const Uses* const uses =
        named == domain->second.end() ? told_of(domain->second, sender) : &named->second;
    if (uses == nullptr) return std::nullopt;
    const Use& home = uses->all[uses->most_with_spf];
    if (home.sight.with_spf <= 0 || home.sender == sender) return std::nullopt;
    return home.sender;
}

bool KeyBook::is_home_elsewhere(const Uses& uses, Sender sender) {
    const Use& most = uses.all[uses.most_at_home];
    return most.sight.passed > 0 && most.sender != sender;
}

bool KeyBook::passes_elsewhere(const KeyName& key, Sender sender) const {
    const auto domain = domains_.find(key.domain);
    if (domain == domains_.end()) return false;
    const auto named = domain->second.find(key.selector);
    if (named != domain->second.end()) return is_home_elsewhere(named->second, sender);
    if (!key.selector.empty()) return false;
    if (const Uses* const told = told_of(domain->second, sender))
        return is_home_elsewhere(*told, sender);
    return std::ranges::any_of(domain->second, [sender](const auto& each) {
        return is_home_elsewhere(each.second, sender);
    });
}

}  // namespace sendpath::analysis
