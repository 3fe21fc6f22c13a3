#include "analysis/key_book.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::analysis {
namespace {

std::string name_of(std::string_view domain, std::string_view selector) {
    return std::string(selector).append(1, ' ').append(domain);
}

}  // namespace

void KeyBook::add(std::string_view domain, std::string_view selector, Sender sender,
                  std::int64_t messages, std::int64_t with_spf) {
    std::vector<Use>& uses = uses_[name_of(domain, selector)];
    const auto found = std::ranges::find(uses, sender, &Use::sender);
    Use& use = found == uses.end() ? uses.emplace_back(Use{sender, 0, 0}) : *found;
    use.messages += messages;
    use.with_spf += with_spf;
}

const std::vector<KeyBook::Use>* KeyBook::find(std::string_view domain,
                                               std::string_view selector) const {
    const auto found = uses_.find(name_of(domain, selector));
    return found == uses_.end() ? nullptr : &found->second;
}

std::optional<KeyBook::Sender> KeyBook::home_elsewhere(std::string_view domain,
                                                       std::string_view selector,
                                                       Sender sender) const {
    const std::vector<Use>* const uses = find(domain, selector);
    if (uses == nullptr) return std::nullopt;
    const auto home = std::ranges::max_element(*uses, {}, &Use::with_spf);
    if (home->with_spf <= 0 || home->sender == sender) return std::nullopt;
    return home->sender;
}

bool KeyBook::passes_elsewhere(std::string_view domain, std::string_view selector,
                               Sender sender) const {
    const std::vector<Use>* const uses = find(domain, selector);
    if (uses == nullptr) return false;
    const auto most = std::ranges::max_element(
        *uses, {}, [](const Use& use) { return std::pair(use.with_spf, use.messages); });
    return most->messages > 0 && most->sender != sender;
}

}  // namespace sendpath::analysis
