#include "model/words.hpp"

#include <cstring>

namespace sendpath::model {
namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kFirstOctets = 512;  // an ordinary report has no more

template <class Number>
std::uint64_t load(const char* from) {
    Number number;  // NOLINT(*-init-variables): filled by the next line
    std::memcpy(&number, from, sizeof number);
    return number;
}

/// Both halves of the product: each bit of the two numbers tells in many of the result.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Another number in each process, so that no sender can prepare texts that fall into one slot.
std::uint64_t seed() {
    static const char here = 0;
    return reinterpret_cast<std::uintptr_t>(&here) * 0x9E37'79B9'7F4A'7C15U;
}

/// Eight octets at a time, the last ones twice where they do not fill eight: the texts are short
/// names, many of them, and a general hash takes longer to begin than these to end.
std::size_t hash_of(std::string_view text) {
    constexpr std::uint64_t odd = 0xA076'1D64'78BD'642FU;
    const char* const from = text.data();
    const std::size_t size = text.size();
    std::uint64_t hash = seed() ^ size;
    if (size >= 8) {
        for (std::size_t at = 0; at + 8 < size; at += 8)
            hash = mixed(hash ^ load<std::uint64_t>(from + at), odd);
        return mixed(hash ^ load<std::uint64_t>(from + size - 8), odd);
    }
    std::uint64_t octets = 0;
    if (size >= 4)
        octets = load<std::uint32_t>(from) << 32U | load<std::uint32_t>(from + size - 4);
    else
        for (const char c : text) octets = octets << 8U | static_cast<unsigned char>(c);
    return mixed(hash ^ octets, odd);
}

}  // namespace

Words::Words() : spans_(1), slots_(kFirstSlots, kNoWord) {
    octets_.reserve(kFirstOctets);
    spans_.reserve(kFirstSlots / 2);
}

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
