#include "decode/zip_entries.hpp"

#include "decode/inflate.hpp"

#include <libdeflate.h>

namespace sendpath::decode {
namespace {

constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflate = 8;
constexpr std::size_t kEndRecord = 22;
constexpr std::size_t kCommentMax = 65'535;

std::uint64_t little_endian(std::string_view octets, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;)
        if (at + i < octets.size())
            value = value << 8U | static_cast<unsigned char>(octets[at + i]);
    return value;
}

Inflated stored(std::string_view data, std::size_t claimed, std::size_t limit) {
    Inflated out;
    out.used = std::min(data.size(), claimed);
    out.ending = data.size() < claimed ? Ending::truncated : Ending::complete;
    if (out.used > limit)
        out.ending = Ending::over_limit;
    else
        out.octets = data.substr(0, out.used);
    return out;
}

void add_problem(Archive& archive, model::HeldReason reason, std::string_view what,
                 const std::string& name) {
    archive.problems.push_back({reason, "zip: " + name + ": " + std::string(what), name});
}

}  // namespace

std::size_t unpack_entry(const ZipEntry& entry, Budget& budget, Archive& archive) {
    using model::HeldReason;
    Inflated made = entry.method == kStored
                        ? stored(entry.data, entry.claimed_size, budget.left)
                        : inflate(Wrapping::raw, entry.data, entry.claimed_size, budget.left);
    (void)budget.take(made.octets.size());
    if (made.ending == Ending::over_limit) {
        (void)budget.take(budget.left);  // the next entry shall not try again
        add_problem(archive, HeldReason::archive_too_large, "inflates past limits.unpacked",
                    entry.name);
        return made.used;
    }
    if (made.ending == Ending::corrupt ||
        (made.ending == Ending::truncated && made.octets.empty())) {
        add_problem(archive, HeldReason::bad_archive, "damaged entry", entry.name);
        return made.used;
    }
    const bool sum_differs =
        entry.checksum_known && made.ending == Ending::complete &&
        libdeflate_crc32(0, made.octets.data(), made.octets.size()) != entry.checksum;
    archive.files.push_back(
        {entry.name, std::move(made.octets), made.ending == Ending::truncated, sum_differs});
    return made.used;
}

bool is_passed_over(std::string_view name) {
    if (name.ends_with('/') || name.ends_with('\\')) return true;
    if (name.starts_with("__MACOSX")) return true;
    const std::size_t slash = name.find_last_of("/\\");
    return name.substr(slash == std::string_view::npos ? 0 : slash + 1).starts_with('.');
}

std::uint64_t claimed_entries(std::string_view octets) {
    const std::size_t tail = std::min(octets.size(), kEndRecord + kCommentMax);
    const std::string_view end = octets.substr(octets.size() - tail);
    const std::size_t record = end.rfind("PK\5\6");
    if (record == std::string_view::npos) return 0;
    const std::uint64_t count = little_endian(end, record + 10, 2);
    if (count != 0xffff) return count;
    const std::size_t record64 = octets.rfind("PK\6\6");  // zip64: the true number stands there
    return record64 == std::string_view::npos ? count : little_endian(octets, record64 + 32, 8);
}

Archive scan_zip(std::string_view octets, const Limits& limits, Budget& budget) {
    using namespace std::string_view_literals;
    constexpr std::size_t local_header = 30;
    Archive archive;
    std::size_t entries = 0;
    std::size_t at = octets.find("PK\3\4"sv);
    for (; at != std::string_view::npos && octets.size() - at >= local_header;
         at = octets.find("PK\3\4"sv, at)) {
        if (++entries > limits.archive_entries) {
            archive.problems.push_back({model::HeldReason::too_many_files,
                                        "zip: more entries than limits.archive_entries",
                                        {}});
            return archive;
        }
        const std::uint64_t flags = little_endian(octets, at + 6, 2);
        const std::size_t name_size = little_endian(octets, at + 26, 2);
        const std::size_t extra_size = little_endian(octets, at + 28, 2);
        ZipEntry entry;
        entry.name = octets.substr(at + local_header, name_size);
        entry.method = static_cast<std::uint16_t>(little_endian(octets, at + 8, 2));
        entry.encrypted = (flags & 1U) != 0;
        entry.checksum_known = (flags & 8U) == 0;  // else it follows the data
        entry.checksum = static_cast<std::uint32_t>(little_endian(octets, at + 14, 4));
        entry.claimed_size = little_endian(octets, at + 22, 4);
        at = std::min(at + local_header + name_size + extra_size, octets.size());
        entry.data = octets.substr(at);
        if (is_passed_over(entry.name)) {
            ++archive.passed_over;
        } else if (entry.encrypted) {
            add_problem(archive, model::HeldReason::encrypted, "encrypted", entry.name);
        } else if (entry.method != kStored && entry.method != kDeflate) {
            add_problem(archive, model::HeldReason::unsupported_type,
                        "compression method " + std::to_string(entry.method), entry.name);
        } else {
            at += unpack_entry(entry, budget, archive);
        }
    }
    return archive;
}

}  // namespace sendpath::decode
