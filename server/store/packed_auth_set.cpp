#include "store/packed_auth_set.hpp"

namespace sendpath::store {
namespace {

constexpr std::uint64_t kResultsMax = 1'000'000;  // far above what limits.tree lets in

const Error kDamaged{Errc::bad_syntax, "auth_set.packed is damaged"};

}  // namespace

void pack(const model::AuthSet& set, const WordMap& words, Packer& into) {
    into.number(set.dkim.size());
    for (const model::DkimAuth& each : set.dkim)
        into.number(words(each.domain))
            .number(words(each.selector))
            .octet(static_cast<std::uint8_t>(each.result))
            .number(words(each.result_text))
            .number(words(each.human_result));
    into.number(set.spf.size());
    for (const model::SpfAuth& each : set.spf)
        into.number(words(each.domain))
            .octet(static_cast<std::uint8_t>(each.scope))
            .octet(static_cast<std::uint8_t>(each.result))
            .number(words(each.result_text))
            .number(words(each.human_result));
}

Result<model::AuthSet> unpack_auth_set(std::string_view packed, const WordUnmap& words) {
    Unpacker read(packed);
    model::AuthSet set;
    const std::uint64_t signatures = read.number();
    if (signatures > kResultsMax) return kDamaged;
    for (std::uint64_t i = 0; i < signatures && read.sound(); ++i) {
        model::DkimAuth each;
        each.domain = words(read.number());
        each.selector = words(read.number());
        each.result = static_cast<model::DkimResult>(read.octet());
        each.result_text = words(read.number());
        each.human_result = words(read.number());
        if (each.result > model::DkimResult::unknown) return kDamaged;
        set.dkim.push_back(each);
    }
    const std::uint64_t checks = read.number();
    if (checks > kResultsMax) return kDamaged;
    for (std::uint64_t i = 0; i < checks && read.sound(); ++i) {
        model::SpfAuth each;
        each.domain = words(read.number());
        each.scope = static_cast<model::SpfScope>(read.octet());
        each.result = static_cast<model::SpfResult>(read.octet());
        each.result_text = words(read.number());
        each.human_result = words(read.number());
        if (each.result > model::SpfResult::unknown || each.scope > model::SpfScope::unknown)
            return kDamaged;
        set.spf.push_back(each);
    }
    if (!read.sound() || !read.at_end()) return kDamaged;
    return set;
}

}  // namespace sendpath::store
