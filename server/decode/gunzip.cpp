#include "decode/archive.hpp"
#include "decode/inflate.hpp"

#include <cstring>

namespace sendpath::decode {
namespace {

constexpr std::size_t kJunkMax = 16;  // octets after the end that nobody need hear of: CRLF, NULs

/// The last four octets of a gzip file: the size of its last member, if nothing follows it.
std::size_t claimed_size(std::string_view octets) {
    if (octets.size() < 18) return 0;
    std::size_t size = 0;
    for (std::size_t i = 1; i <= 4; ++i)
        size = size << 8U | static_cast<unsigned char>(octets[octets.size() - i]);
    return size;
}

model::Held problem(Ending ending, std::string_view what) {
    std::string detail(what);
    if (ending == Ending::over_limit) {
        detail += ": inflates past limits.unpacked";
        return {model::HeldReason::archive_too_large, std::move(detail), {}};
    }
    detail += ending == Ending::truncated ? ": cut off before the first octet"
                                          : ": damaged, or not compressed at all";
    return {model::HeldReason::bad_archive, std::move(detail), {}};
}

/// Takes one member; false when it ends the reading.
bool take_member(Inflated& member, Unpacked& file, Archive& archive, Budget& budget) {
    const bool nothing = member.ending == Ending::truncated && member.octets.empty();
    if (member.ending == Ending::over_limit || member.ending == Ending::corrupt || nothing) {
        archive.problems.push_back(problem(member.ending, "gzip"));
        return false;
    }
    (void)budget.take(member.octets.size());
    file.truncated = member.ending == Ending::truncated;
    file.bad_checksum = file.bad_checksum || member.ending == Ending::bad_checksum;
    if (file.octets.empty())
        file.octets = std::move(member.octets);
    else
        file.octets += member.octets;
    return !file.truncated;
}

}  // namespace

Archive gunzip(std::string_view octets, Budget& budget) {
    Archive archive;
    Unpacked file;
    bool more = true;
    while (more) {
        Inflated member = inflate(Wrapping::gzip, octets, claimed_size(octets), budget.left);
        more = take_member(member, file, archive, budget);
        octets.remove_prefix(member.used);
        more = more && octets.starts_with("\x1f\x8b");
    }
    if (!archive.problems.empty()) return archive;
    if (octets.size() > kJunkMax)
        archive.warnings.push_back(
            {"trailing", "gzip: " + std::to_string(octets.size()) + " octets after the end"});
    archive.files.push_back(std::move(file));
    return archive;
}

Archive unzlib(std::string_view octets, Budget& budget) {
    Archive archive;
    Inflated stream = inflate(Wrapping::zlib, octets, 0, budget.left);
    Unpacked file;
    if (stream.ending == Ending::over_limit || stream.ending == Ending::corrupt ||
        stream.octets.empty()) {
        archive.problems.push_back(problem(stream.ending, "zlib"));
        return archive;
    }
    (void)budget.take(stream.octets.size());
    file.octets = std::move(stream.octets);
    file.truncated = stream.ending == Ending::truncated;
    file.bad_checksum = stream.ending == Ending::bad_checksum;
    archive.files.push_back(std::move(file));
    return archive;
}

}  // namespace sendpath::decode
