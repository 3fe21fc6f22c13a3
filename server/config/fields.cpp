#include "config/dns_fields.hpp"
#include "config/field.hpp"
#include "config/http_fields.hpp"
#include "config/imap_fields.hpp"
#include "config/kinds.hpp"
#include "config/log_fields.hpp"
#include "config/smtp_fields.hpp"

#include <algorithm>
#include <array>

namespace sendpath::config {
namespace {

constexpr std::uint64_t kKiB = 1ULL << 10U;
constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::uint64_t kGiB = 1ULL << 30U;

/// Data younger than this answers the dashboard's shortest questions, so it always stays.
constexpr std::chrono::seconds kShortestKeep = std::chrono::days(1);

template <std::string Config::* member>
Result<void> take_file(Config& config, const Setting& setting) {
    Result<std::string> text = read_text(setting.value, "the name of a file");
    if (!text) return text.error();
    config.*member = *std::move(text);
    return {};
}

template <std::uint64_t Limits::* member, std::uint64_t least, std::uint64_t most>
Result<void> take_count(Config& config, const Setting& setting) {
    const Result<std::uint64_t> count = read_count(setting.value, least, most);
    if (!count) return count.error();
    config.limits.*member = *count;
    return {};
}

template <std::uint64_t Limits::* member, std::uint64_t least, std::uint64_t most>
Result<void> take_size(Config& config, const Setting& setting) {
    const Result<std::uint64_t> size = read_size(setting.value, least, most);
    if (!size) return size.error();
    config.limits.*member = *size;
    return {};
}

template <Keep Retention::* member>
Result<void> take_keep(Config& config, const Setting& setting) {
    const Result<Keep> keep = read_keep(setting.value, kShortestKeep);
    if (!keep) return keep.error();
    config.retention.*member = *keep;
    return {};
}

Result<void> take_domains(Config& config, const Setting& setting) {
    constexpr std::string_view what = "domain names, like [\"example.com\"]";
    const Result<std::vector<std::string>> names = read_list(setting.value, what);
    if (!names) return names.error();
    std::vector<model::DomainName> domains;
    for (const std::string& name : *names) {
        const Result<model::DomainName> domain = model::DomainName::parse(name);
        if (!domain) {
            const bool ascii = std::ranges::all_of(name, [](char c) { return (c & 0x80) == 0; });
            return unexpected(ascii ? what : "domain names in their xn-- form", name);
        }
        if (std::ranges::find(domains, *domain) == domains.end()) domains.push_back(*domain);
    }
    config.domains = std::move(domains);
    return {};
}

Result<void> take_store_path(Config& config, const Setting& setting) {
    Result<std::string> text = read_text(setting.value, "the name of a file");
    if (!text) return text.error();
    config.store.path = *std::move(text);
    return {};
}

// The least of each limit still reads an ordinary report; the most still fits an ordinary machine.
constexpr std::array kOwnFields{
    Field{"domains", take_domains},
    Field{"public_suffix_list", take_file<&Config::public_suffix_list>},
    Field{"store.path", take_store_path},
    Field{"limits.message", take_size<&Limits::message, 64 * kKiB, kGiB>},
    Field{"limits.unpacked", take_size<&Limits::unpacked, 64 * kKiB, kGiB>},
    Field{"limits.archive_entries", take_count<&Limits::archive_entries, 1, 10'000>},
    Field{"limits.archive_depth", take_count<&Limits::archive_depth, 1, 16>},
    Field{"limits.xml_depth", take_count<&Limits::xml_depth, 8, 1'000>},
    Field{"limits.tree", take_size<&Limits::tree, kMiB, 4 * kGiB>},
    Field{"limits.mime_depth", take_count<&Limits::mime_depth, 2, 64>},
    Field{"limits.mime_parts", take_count<&Limits::mime_parts, 2, 10'000>},
    Field{"limits.header", take_size<&Limits::header, 16 * kKiB, 64 * kMiB>},
    Field{"limits.header_fields", take_count<&Limits::header_fields, 50, 100'000>},
    Field{"retention.raw", take_keep<&Retention::raw>},
    Field{"retention.records", take_keep<&Retention::records>},
    Field{"retention.failure_samples", take_keep<&Retention::failure_samples>},
};

}  // namespace

std::span<const Field> fields() {
    static const std::vector<Field> all = [] {
        std::vector<Field> joined(kOwnFields.begin(), kOwnFields.end());
        joined.insert(joined.end(), http_fields().begin(), http_fields().end());
        joined.insert(joined.end(), smtp_fields().begin(), smtp_fields().end());
        joined.insert(joined.end(), log_fields().begin(), log_fields().end());
        joined.insert(joined.end(), imap_fields().begin(), imap_fields().end());
        joined.insert(joined.end(), dns_fields().begin(), dns_fields().end());
        return joined;
    }();
    return all;
}

const Field* find_field(std::string_view key) {
    const std::span<const Field> all = fields();
    const auto found = std::ranges::find(all, key, &Field::key);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace sendpath::config
