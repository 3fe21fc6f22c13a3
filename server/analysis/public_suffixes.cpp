#include "analysis/public_suffixes.hpp"

#include "analysis/known_organizations.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>

namespace sendpath::analysis {
namespace {

constexpr std::size_t kNameMax = 253;  // octets, RFC 1035 section 2.3.4
constexpr int kVersionLines = 40;      // the version stands in the head of the list
constexpr std::string_view kVersionMark = "// VERSION:";

bool is_address(std::string_view name) {
    if (name.find_first_of(":[") != std::string_view::npos) return true;
    const std::string_view last = name.substr(name.rfind('.') + 1);
    return std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

bool has_empty_label(std::string_view name) {
    return name.front() == '.' || name.back() == '.' || name.find("..") != std::string_view::npos;
}

std::string version_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    for (int seen = 0; seen < kVersionLines && std::getline(in, line); ++seen)
        if (line.starts_with(kVersionMark))
            return std::string(text::trimmed(std::string_view(line).substr(kVersionMark.size())));
    std::error_code problem;
    const auto written = std::filesystem::last_write_time(file, problem);
    if (problem) return "unknown";
    const auto moment = std::filesystem::file_time_type::clock::to_sys(written);
    return time::date(std::chrono::floor<std::chrono::days>(moment));
}

std::atomic<std::uint64_t> lists_made{0};

}  // namespace

void PublicSuffixes::Free::operator()(psl_ctx_st* list) const noexcept {
    psl_free(list);
}

PublicSuffixes::PublicSuffixes(std::unique_ptr<psl_ctx_st, Free> owned, const psl_ctx_st* list,
                               SuffixSection section, std::string version)
    : owned_(std::move(owned)),
      list_(list),
      types_(section == SuffixSection::whole_list ? PSL_TYPE_ANY : PSL_TYPE_ICANN),
      version_(std::move(version)),
      number_(++lists_made) {}

Result<PublicSuffixes> PublicSuffixes::load(const std::filesystem::path& file,
                                            SuffixSection section) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(file, problem))
        return Error{Errc::io, file.string() + ": no such file"};
    std::unique_ptr<psl_ctx_st, Free> list(psl_load_file(file.c_str()));
    // "com" is in every list; the count of rules is not known for the DAFSA form.
    if (!list ||
        psl_is_public_suffix2(list.get(), "com", PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) == 0)
        return Error{Errc::bad_syntax, file.string() + ": not a public suffix list"};
    const psl_ctx_st* raw = list.get();
    return PublicSuffixes(std::move(list), raw, section, version_of(file));
}

PublicSuffixes PublicSuffixes::builtin(SuffixSection section) {
    const std::time_t made = psl_builtin_file_time();
    std::string version = made <= 0 ? "builtin"
                                    : time::date(std::chrono::floor<std::chrono::days>(
                                          seconds(static_cast<std::int64_t>(made))));
    return {nullptr, psl_builtin(), section, std::move(version)};
}

PublicSuffixes PublicSuffixes::of_system(SuffixSection section) {
    Result<PublicSuffixes> found = load(kSystemFile, section);
    return found ? std::move(*found) : builtin(section);
}

std::string_view PublicSuffixes::organizational_domain(std::string_view name) const {
    if (name.empty() || name.size() > kNameMax) return {};
    thread_local KnownOrganizations known;
    KnownOrganizations::Entry& entry = known.place_of(name);
    if (entry.list != number_ || entry.name != name)
        entry = {number_, std::string(name), look_up(name).size()};
    return name.substr(name.size() - entry.size);
}

std::string_view PublicSuffixes::look_up(std::string_view name) const {
    if (has_empty_label(name) || is_address(name)) return {};
    std::array<char, kNameMax + 1> ended{};  // libpsl wants a final zero
    std::ranges::copy(name, ended.begin());

    // From the longest name down, the first suffix is the longest; an exception rule makes its own
    // name no suffix and leaves the wildcard's parent for the next step.
    std::size_t above = 0;
    for (std::size_t at = 0;; at = name.find('.', at) + 1) {
        if (psl_is_public_suffix2(list_, ended.data() + at, types_) != 0) return name.substr(above);
        above = at;
        if (name.find('.', at) == std::string_view::npos) return name;
    }
}

}  // namespace sendpath::analysis
