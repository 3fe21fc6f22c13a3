#include "decode/archive.hpp"
#include "decode/charset.hpp"
#include "decode/document.hpp"
#include "decode/zip_entries.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <memory>

namespace sendpath::decode {
namespace {

template <auto close>
struct Closer {
    void operator()(auto* handle) const noexcept { close(handle); }
};
using Handle = std::unique_ptr<zip_t, Closer<zip_discard>>;
using EntryHandle = std::unique_ptr<zip_file_t, Closer<zip_fclose>>;

constexpr std::size_t kNameMax = 200;  // octets of a file name that are shown

std::string shown_name(const char* name) {
    if (name == nullptr) return {};
    std::string shown = repaired_utf8(std::string_view(name).substr(0, kNameMax));
    std::ranges::replace_if(shown, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }, '_');
    return shown;
}

Handle open_zip(std::string_view octets) {
    zip_error_t problem{};
    zip_source_t* source = zip_source_buffer_create(octets.data(), octets.size(), 0, &problem);
    if (source == nullptr) return nullptr;
    Handle archive(zip_open_from_source(source, ZIP_RDONLY, &problem));
    if (!archive) zip_source_free(source);  // the archive owns it only after a good open
    return archive;
}

/// Reads an entry through libzip, as it is compressed or as `flags` say.
std::string read_entry(zip_t& archive, zip_uint64_t index, zip_flags_t flags, std::size_t limit,
                       bool& sound) {
    const EntryHandle entry(zip_fopen_index(&archive, index, flags));
    std::string content;
    sound = entry != nullptr;
    while (sound && content.size() < limit) {
        const std::size_t before = content.size();
        content.resize(std::min(limit, std::max<std::size_t>(before * 2, 16U << 10U)));
        const zip_int64_t got =
            zip_fread(entry.get(), content.data() + before, content.size() - before);
        content.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
        sound = got >= 0;
        if (got <= 0) break;
    }
    return content;
}

/// Takes an entry of another method than deflate, as far as libzip reads it (bzip2).
void take_other(zip_t& archive, zip_uint64_t index, const ZipEntry& entry, Budget& budget,
                Archive& out) {
    bool sound = false;
    std::string content = read_entry(archive, index, 0, budget.left + 1, sound);
    if (content.size() > budget.left) {
        (void)budget.take(content.size());
        out.problems.push_back({model::HeldReason::archive_too_large,
                                "zip: " + entry.name + ": inflates past limits.unpacked",
                                entry.name});
    } else if (!sound) {
        out.problems.push_back({model::HeldReason::unsupported_type,
                                "zip: " + entry.name + ": compression method " +
                                    std::to_string(entry.method) + " is not read",
                                entry.name});
    } else {
        (void)budget.take(content.size());
        out.files.push_back({entry.name, std::move(content), false, false});
    }
}

struct Reading {
    zip_t& archive;
    std::string_view octets;
    std::size_t compressed_left;  ///< honest entries do not overlap, so they fit into the file
    Budget& budget;
    Archive out;
};

void take_entry(Reading& reading, zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(&reading.archive, index, ZIP_FL_ENC_GUESS, &stat) != 0) return;
    ZipEntry entry;
    entry.name = shown_name(stat.name);
    entry.claimed_size = stat.size;
    entry.checksum = stat.crc;
    entry.checksum_known = true;
    entry.method = stat.comp_method;
    if (is_passed_over(entry.name)) {
        ++reading.out.passed_over;
        return;
    }
    if (stat.encryption_method != ZIP_EM_NONE) {
        reading.out.problems.push_back(
            {model::HeldReason::encrypted, "zip: " + entry.name + ": encrypted", entry.name});
        return;
    }
    if (stat.comp_size > reading.compressed_left) {
        reading.out.problems.push_back({model::HeldReason::bad_archive,
                                        "zip: " + entry.name + ": entries overlap", entry.name});
        return;
    }
    reading.compressed_left -= stat.comp_size;
    if (entry.method != ZIP_CM_STORE && entry.method != ZIP_CM_DEFLATE)
        return take_other(reading.archive, index, entry, reading.budget, reading.out);
    bool sound = false;
    const std::string data =
        read_entry(reading.archive, index, ZIP_FL_COMPRESSED, stat.comp_size, sound);
    entry.data = data;
    unpack_entry(entry, reading.budget, reading.out);
}

}  // namespace

Archive unzip(std::string_view octets, const Limits& limits, Budget& budget) {
    if (const std::size_t start = zip_start(octets); start != std::string_view::npos)
        octets.remove_prefix(start);
    if (claimed_entries(octets) > limits.archive_entries) {
        Archive refused;  // before libzip sees it: its directory alone would take megabytes
        refused.problems.push_back({model::HeldReason::too_many_files,
                                    "zip: " + std::to_string(claimed_entries(octets)) +
                                        " entries, over limits.archive_entries",
                                    {}});
        return refused;
    }
    const Handle archive = open_zip(octets);
    if (!archive) {
        Archive scanned = scan_zip(octets, limits, budget);
        for (Unpacked& file : scanned.files) file.name = shown_name(file.name.c_str());
        if (scanned.files.empty() && scanned.problems.empty())
            scanned.problems.push_back(
                {model::HeldReason::bad_archive, "zip: neither a directory nor entries", {}});
        else
            scanned.warnings.push_back({"zip-directory", "zip: read without its directory"});
        return scanned;
    }
    Reading reading{*archive, octets, octets.size(), budget, {}};
    const auto entries = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    for (zip_uint64_t index = 0; index < entries; ++index) take_entry(reading, index);
    if (reading.out.files.empty() && reading.out.problems.empty())
        reading.out.problems.push_back(
            {model::HeldReason::empty, "empty-archive: the zip holds no file", {}});
    return std::move(reading.out);
}

}  // namespace sendpath::decode
