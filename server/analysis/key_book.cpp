#include "analysis/key_book.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::analysis {

void KeyBook::add(const KeyName& key, Sender sender, const KeySight& sight) {
    if (key.selector.empty()) return;
    Uses& uses = domains_[std::string(key.domain)][std::string(key.selector)];
    const auto found = std::ranges::find(uses, sender, &Use::sender);
    Use& use = found == uses.end() ? uses.emplace_back(Use{sender, {}}) : *found;
    use.sight.messages += sight.messages;
    use.sight.passed += sight.passed;
    use.sight.with_spf += sight.with_spf;
}

/// The key that most messages of `sender` show; nullptr: none.
const KeyBook::Uses* KeyBook::told_of(const Keys& keys, Sender sender) {
    const Uses* most = nullptr;
    std::int64_t messages = 0;
    for (const auto& [selector, uses] : keys) {
        const auto found = std::ranges::find(uses, sender, &Use::sender);
        if (found == uses.end() || found->sight.messages <= messages) continue;
        messages = found->sight.messages;
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
    const auto home =
        std::ranges::max_element(*uses, {}, [](const Use& use) { return use.sight.with_spf; });
    if (home->sight.with_spf <= 0 || home->sender == sender) return std::nullopt;
    return home->sender;
}

bool KeyBook::is_home_elsewhere(const Uses& uses, Sender sender) {
    const auto most = std::ranges::max_element(
        uses, {}, [](const Use& use) { return std::pair(use.sight.with_spf, use.sight.passed); });
    return most->sight.passed > 0 && most->sender != sender;
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
