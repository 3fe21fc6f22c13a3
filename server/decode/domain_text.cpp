#include "decode/domain_text.hpp"

#include "base/text.hpp"

#include <idn2.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace sendpath::decode {
namespace {

constexpr std::size_t kNameMax = 253;  // octets, RFC 1035 section 2.3.4 less length bytes

struct FreeIdn {
    void operator()(char* text) const noexcept { idn2_free(text); }
};

std::string_view without_final_dot(std::string_view text) {
    if (text.size() > 1 && text.ends_with('.')) text.remove_suffix(1);
    return text;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
}

/// Has the highest bit of each octet set that is an upper-case letter or no ASCII.
std::uint64_t odd_octets(std::uint64_t octets) {
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101U;
    constexpr std::uint64_t high = 0x80 * ones;
    const std::uint64_t low = octets & ~high;
    const std::uint64_t from_a = low + (0x80 - 'A') * ones;
    const std::uint64_t beyond_z = low + (0x7f - 'Z') * ones;
    return (octets | (from_a ^ beyond_z)) & high;
}

/// True for what a name looks like in nearly every report. Eight octets at a time, the last ones
/// twice where they do not fill eight.
bool is_lower_ascii(std::string_view text) {
    std::uint64_t octets = 0;
    if (text.size() < 8) {
        std::ranges::copy(text, reinterpret_cast<char*>(&octets));
        return odd_octets(octets) == 0;
    }
    std::uint64_t odd = 0;
    for (std::size_t at = 0; at < text.size(); at += 8) {
        std::memcpy(&octets, text.data() + std::min(at, text.size() - 8), sizeof octets);
        odd |= odd_octets(octets);
    }
    return odd == 0;
}

}  // namespace

std::string domain_text(std::string_view text) {
    text = without_final_dot(text::trimmed(text));
    if (is_ascii(text) || text.size() > kNameMax) return text::lowered(text);
    char* raw = nullptr;
    const int outcome = idn2_to_ascii_8z(std::string(text).c_str(), &raw, IDN2_NONTRANSITIONAL);
    const std::unique_ptr<char, FreeIdn> name(raw);
    return outcome == IDN2_OK ? text::lowered(name.get()) : text::lowered(text);
}

model::Word domain_word(std::string_view text, model::Words& words) {
    text = without_final_dot(text);
    if (text.empty()) return model::kNoWord;
    if (text.size() > kNameMax) return words.intern(domain_text(text));
    if (is_lower_ascii(text)) return words.intern(text);
    if (!is_ascii(text)) return words.intern(domain_text(text));
    std::array<char, kNameMax> lowered;  // NOLINT(*-member-init): filled up to the size of `text`
    std::ranges::transform(text, lowered.begin(), text::lower);
    return words.intern({lowered.data(), text.size()});
}

std::string_view domain_part(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) return text;
    text.remove_prefix(at + 1);
    while (!text.empty() && (text.ends_with('>') || text::is_space(text.back())))
        text.remove_suffix(1);
    return text;
}

}  // namespace sendpath::decode
