#include "model/outcomes.hpp"

#include "base/text.hpp"

#include <array>
#include <span>
#include <utility>

namespace sendpath::model {
namespace {

template <class Class>
using Table = std::span<const std::pair<std::string_view, Class>>;

constexpr std::array<std::pair<std::string_view, Disposition>, 4> kDispositions{
    {{"none", Disposition::none},
     {"quarantine", Disposition::quarantine},
     {"reject", Disposition::reject},
     {"pass", Disposition::pass}}};

constexpr std::array<std::pair<std::string_view, Evaluated>, 2> kEvaluated{
    {{"pass", Evaluated::pass}, {"fail", Evaluated::fail}}};

constexpr std::array<std::pair<std::string_view, DkimResult>, 8> kDkimResults{
    {{"none", DkimResult::none},
     {"pass", DkimResult::pass},
     {"fail", DkimResult::fail},
     {"policy", DkimResult::policy},
     {"neutral", DkimResult::neutral},
     {"temperror", DkimResult::temperror},
     {"permerror", DkimResult::permerror},
     {"invalid", DkimResult::permerror}}};

// The first word of a class is its name; the ones after it are words of before RFC 7208.
constexpr std::array<std::pair<std::string_view, SpfResult>, 11> kSpfResults{
    {{"none", SpfResult::none},
     {"neutral", SpfResult::neutral},
     {"pass", SpfResult::pass},
     {"fail", SpfResult::fail},
     {"softfail", SpfResult::softfail},
     {"temperror", SpfResult::temperror},
     {"permerror", SpfResult::permerror},
     {"policy", SpfResult::policy},
     {"error", SpfResult::error},
     {"hardfail", SpfResult::fail},
     {"unknown", SpfResult::error}}};

constexpr std::array<std::pair<std::string_view, SpfScope>, 2> kSpfScopes{
    {{"mfrom", SpfScope::mfrom}, {"helo", SpfScope::helo}}};

template <class Class>
Class read(Table<Class> table, std::string_view word) {
    if (word.empty()) return Class::absent;
    for (const auto& [text, value] : table)
        if (text::iequals(text, word)) return value;
    return Class::unknown;
}

template <class Class>
std::string_view write(Table<Class> table, Class value) {
    if (value == Class::absent) return {};
    for (const auto& [text, each] : table)
        if (each == value) return text;
    return "unknown";
}

}  // namespace

Disposition parse_disposition(std::string_view word) {
    return read<Disposition>(kDispositions, word);
}
Evaluated parse_evaluated(std::string_view word) {
    return read<Evaluated>(kEvaluated, word);
}
DkimResult parse_dkim_result(std::string_view word) {
    return read<DkimResult>(kDkimResults, word);
}
SpfResult parse_spf_result(std::string_view word) {
    return read<SpfResult>(kSpfResults, word);
}
SpfScope parse_spf_scope(std::string_view word) {
    return read<SpfScope>(kSpfScopes, word);
}

OverrideClass parse_override(std::string_view type, std::string_view comment) {
    if (type.empty()) return OverrideClass::none;
    if (text::iequals(type, "mailing_list")) return OverrideClass::mailing_list;
    if (text::iequals(type, "forwarded") || text::iequals(type, "trusted_forwarder"))
        return OverrideClass::forwarded;
    if (text::iequals(type, "local_policy"))
        return comment.find("arc=pass") != std::string_view::npos ? OverrideClass::arc
                                                                  : OverrideClass::local_policy;
    if (text::iequals(type, "sampled_out") || text::iequals(type, "policy_test_mode"))
        return OverrideClass::sampled_out;
    return OverrideClass::other;
}

std::string_view name(OverrideClass value) {
    switch (value) {
        case OverrideClass::none: return "none";
        case OverrideClass::mailing_list: return "mailing_list";
        case OverrideClass::forwarded: return "forwarded";
        case OverrideClass::arc: return "arc";
        case OverrideClass::local_policy: return "local_policy";
        case OverrideClass::sampled_out: return "sampled_out";
        case OverrideClass::other: return "other";
    }
    return "other";
}

std::string_view name(Disposition value) {
    return write<Disposition>(kDispositions, value);
}
std::string_view name(Evaluated value) {
    return write<Evaluated>(kEvaluated, value);
}
std::string_view name(DkimResult value) {
    return write<DkimResult>(kDkimResults, value);
}
std::string_view name(SpfResult value) {
    return write<SpfResult>(kSpfResults, value);
}
std::string_view name(SpfScope value) {
    return write<SpfScope>(kSpfScopes, value);
}

}  // namespace sendpath::model
