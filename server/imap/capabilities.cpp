#include "imap/capabilities.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace sendpath::imap {
namespace {

constexpr std::array<std::string_view, 12> kPartsOfRev2{
    "binary", "enable",    "esearch", "idle",        "list-extended", "literal-",
    "move",   "namespace", "sasl-ir", "special-use", "uidplus",       "unselect",
};

}  // namespace

Capabilities Capabilities::of(std::string_view words) {
    Capabilities out;
    for (words = text::trimmed(words); !words.empty(); words = text::trimmed(words)) {
        const std::string_view word = words.substr(0, words.find(' '));
        out.names_.insert(text::lowered(word));
        words.remove_prefix(word.size());
    }
    return out;
}

bool Capabilities::has(std::string_view name) const {
    const std::string wanted = text::lowered(name);
    if (names_.contains(wanted)) return true;
    return names_.contains("imap4rev2") && !names_.contains("imap4rev1") &&
           std::ranges::find(kPartsOfRev2, wanted) != kPartsOfRev2.end();
}

bool Capabilities::has_login_by(std::string_view mechanism) const {
    return names_.contains("auth=" + text::lowered(mechanism));
}

}  // namespace sendpath::imap
