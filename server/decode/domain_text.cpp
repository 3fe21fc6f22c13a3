#include "decode/domain_text.hpp"

#include "base/text.hpp"

#include <idn2.h>

#include <algorithm>
#include <array>
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
    std::array<char, kNameMax> lowered;  // NOLINT(*-member-init): filled up to `size`
    std::size_t size = 0;
    char all = 0;
    if (text.size() <= lowered.size()) {
        for (const char c : text) {
            all = static_cast<char>(all | c);
            lowered[size++] = text::lower(c);
        }
        if ((all & 0x80) == 0)
            return size == 0 ? model::kNoWord : words.intern({lowered.data(), size});
    }
    return words.intern(domain_text(text));
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
