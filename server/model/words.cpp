#include "model/words.hpp"

#include <functional>

namespace sendpath::model {
namespace {

constexpr std::size_t kFirstSlots = 64;

std::size_t hash_of(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

}  // namespace

Words::Words() : spans_(1), slots_(kFirstSlots, kNoWord) {}

Word Words::intern(std::string_view text) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(text) & mask;
    for (; slots_[slot] != kNoWord; slot = (slot + 1) & mask)
        if (this->text(slots_[slot]) == text) return slots_[slot];

    const auto word = static_cast<Word>(spans_.size());
    spans_.push_back(
        {static_cast<std::uint32_t>(octets_.size()), static_cast<std::uint32_t>(text.size())});
    octets_.append(text);
    slots_[slot] = word;
    if (spans_.size() * 2 > slots_.size()) grow();
    return word;
}

std::string_view Words::text(Word word) const {
    const Span span = spans_[word];
    return std::string_view(octets_).substr(span.at, span.size);
}

void Words::grow() {
    slots_.assign(slots_.size() * 2, kNoWord);
    const std::size_t mask = slots_.size() - 1;
    for (Word word = 1; word < spans_.size(); ++word) {
        std::size_t slot = hash_of(text(word)) & mask;
        while (slots_[slot] != kNoWord) slot = (slot + 1) & mask;
        slots_[slot] = word;
    }
}

}  // namespace sendpath::model
