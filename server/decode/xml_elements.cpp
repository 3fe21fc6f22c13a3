#include "decode/xml_elements.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <utility>

namespace sendpath::decode {
namespace {

using E = Element;

constexpr std::pair<std::string_view, Element> kNames[] = {
    {"feedback", E::feedback},
    {"version", E::version},
    {"report_metadata", E::report_metadata},
    {"policy_published", E::policy_published},
    {"extension", E::extension},
    {"record", E::record},
    {"org_name", E::org_name},
    {"email", E::email},
    {"extra_contact_info", E::extra_contact_info},
    {"report_id", E::report_id},
    {"date_range", E::date_range},
    {"data_range", E::date_range},  // a reporter's spelling
    {"error", E::error},
    {"generator", E::generator},
    {"begin", E::begin},
    {"end", E::end},
    {"domain", E::domain},
    {"discovery_method", E::discovery_method},
    {"p", E::p},
    {"sp", E::sp},
    {"np", E::np},
    {"adkim", E::adkim},
    {"aspf", E::aspf},
    {"pct", E::pct},
    {"fo", E::fo},
    {"testing", E::testing},
    {"row", E::row},
    {"source_ip", E::source_ip},
    {"count", E::count},
    {"policy_evaluated", E::policy_evaluated},
    {"disposition", E::disposition},
    {"dkim", E::dkim},
    {"spf", E::spf},
    {"reason", E::reason},
    {"type", E::type},
    {"comment", E::comment},
    {"identifiers", E::identifiers},
    {"identities", E::identifiers},  // reporters of before RFC 7489
    {"header_from", E::header_from},
    {"envelope_from", E::envelope_from},
    {"envelope_to", E::envelope_to},
    {"auth_results", E::auth_results},
    {"selector", E::selector},
    {"result", E::result},
    {"human_result", E::human_result},
    {"scope", E::scope},
};

/// A name of up to 24 octets as three numbers, the first octet lowest.
struct Key {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t third = 0;

    friend constexpr bool operator==(const Key&, const Key&) = default;
};

constexpr Key key_of(std::string_view name) {
    Key key;
    for (std::size_t at = 0; at < name.size() && at < 24; ++at) {
        std::uint64_t& word = at < 8 ? key.first : at < 16 ? key.second : key.third;
        word |= std::uint64_t{static_cast<unsigned char>(name[at])} << (8 * (at % 8));
    }
    return key;
}

constexpr std::size_t kSlots = 256;

constexpr std::size_t slot_of(const Key& key, std::uint64_t seed) {
    return static_cast<std::size_t>(((key.first ^ (key.second << 5U)) * seed) >> 56U);
}

/// A multiplier under which no two names share a slot.
consteval std::uint64_t perfect_seed() {
    for (std::uint64_t seed = 0x9E37'79B9'7F4A'7C15U;; seed += 0x2545'F491'4F6C'DD1EU) {
        std::array<bool, kSlots> taken{};
        bool clash = false;
        for (const auto& [name, element] : kNames) {
            bool& slot = taken[slot_of(key_of(name), seed)];
            clash = clash || slot;
            slot = true;
        }
        if (!clash) return seed;
    }
}

constexpr std::uint64_t kSeed = perfect_seed();

struct Slot {
    Key key;
    Element element = E::other;
};

constexpr auto kTable = [] {
    std::array<Slot, kSlots> table{};
    for (const auto& [name, element] : kNames) {
        const Key key = key_of(name);
        table[slot_of(key, kSeed)] = {key, element};
    }
    return table;
}();

Element element_of(const Key& key) {
    const Slot& slot = kTable[slot_of(key, kSeed)];
    return slot.key == key ? slot.element : E::other;
}

std::uint64_t load(const char* from) {
    std::uint64_t word;  // NOLINT(*-init-variables): filled by the next line
    std::memcpy(&word, from, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

/// The octets of `word` before its first NUL; `done` when there is one.
std::uint64_t before_nul(std::uint64_t word, bool& done) {
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101U;
    const std::uint64_t nul = (word - ones) & ~word & (ones << 7U);  // lowest bit set is exact
    done = nul != 0;
    if (!done) return word;
    const auto octets = static_cast<unsigned>(std::countr_zero(nul)) / 8;
    return octets == 0 ? 0 : word & (~std::uint64_t{0} >> (64 - 8 * octets));
}

/// Attributes looked at on one element: more of them declare no namespaces in an honest report.
constexpr int kAttributesMax = 16;

std::optional<std::string_view> declared_here(pugi::xml_node node, std::string_view prefix) {
    int seen = 0;
    for (const pugi::xml_attribute attribute : node.attributes()) {
        if (++seen > kAttributesMax) break;
        std::string_view name = attribute.name();
        if (!name.starts_with("xmlns")) continue;
        name.remove_prefix(5);
        if (prefix.empty() ? name.empty() : name.starts_with(':') && name.substr(1) == prefix)
            return attribute.value();
    }
    return std::nullopt;
}

/// The namespace that `prefix` means at `node`; nullopt when nothing declares it.
std::optional<std::string_view> uri_of(pugi::xml_node node, std::string_view prefix) {
    for (; node; node = node.parent())
        if (const auto uri = declared_here(node, prefix)) return uri;
    return std::nullopt;
}

}  // namespace

Element element_of(const char* name) {
    bool done = false;
    Key key;
    key.first = before_nul(load(name), done);
    if (!done) key.second = before_nul(load(name + 8), done);
    if (!done) key.third = before_nul(load(name + 16), done);
    return done ? element_of(key) : E::other;
}

Element element_of(std::string_view name) {
    return name.size() < 24 ? element_of(key_of(name)) : E::other;
}

Elements::Elements(pugi::xml_node root, bool attributes) : attributes_(attributes) {
    const std::string_view name = root.name();
    const std::size_t colon = name.find(':');
    if (colon != std::string_view::npos) root_prefix_ = name.substr(0, colon);
    root_namespace_ = declared_here(root, root_prefix_).value_or("");
    default_is_standard_ = is_standard(declared_here(root, {}).value_or(""));
}

bool Elements::is_standard(std::string_view uri) const {
    return uri.empty() || uri == root_namespace_ ||
           uri.starts_with("urn:ietf:params:xml:ns:dmarc-") ||
           uri.starts_with("http://dmarc.org/dmarc-xml/");
}

Element Elements::resolved(pugi::xml_node node) const {
    const char* const name = node.name();
    if (*name == '\0') return E::text;
    const char* const colon = std::strchr(name, ':');
    if (colon == nullptr)
        return is_standard(uri_of(node, {}).value_or("")) ? element_of(name) : E::foreign;
    const std::string_view prefix(name, static_cast<std::size_t>(colon - name));
    const auto uri = uri_of(node, prefix);
    // A prefix that nothing declares is the root's mistake or an extension's.
    const bool standard = uri ? is_standard(*uri) : prefix == root_prefix_;
    return standard ? element_of(colon + 1) : E::foreign;
}

}  // namespace sendpath::decode
