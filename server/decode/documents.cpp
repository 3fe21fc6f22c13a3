#include "decode/documents.hpp"

#include "base/text.hpp"
#include "decode/aggregate_xml.hpp"
#include "decode/base64.hpp"
#include "decode/document.hpp"
#include "decode/header.hpp"
#include "decode/mail.hpp"
#include "decode/quoted_printable.hpp"
#include "decode/tls_json.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

using model::HeldReason;

bool ends_with_any(std::string_view name, auto... ends) {
    const std::string lower = text::lowered(name);
    return (lower.ends_with(ends) || ...);
}

std::string joined_part(const std::string& part, const std::string& name) {
    if (part.empty() || name.empty()) return part + name;
    return part + '/' + name;
}

/// The name that tells more: of the file, or of the archive around it.
const std::string& telling_name(const std::string& inner, const std::string& outer) {
    const bool outer_tells = outer.find('!') != std::string::npos;
    return inner.empty() || (outer_tells && inner.find('!') == std::string::npos) ? outer : inner;
}

/// What stood in `work.into` before something was read into it.
struct Mark {
    explicit Mark(const Work& work)
        : reports(work.into.reports.size()), held(work.into.held.size()) {}

    [[nodiscard]] bool nothing_new(const Work& work) const {
        return reports == work.into.reports.size() && held == work.into.held.size();
    }

    std::size_t reports;
    std::size_t held;
};

bool is_damaged(const model::Report& report) {
    return std::ranges::any_of(report.warnings, [](const model::Warning& warning) {
        return warning.code == "malformed" || warning.code == "truncated";
    });
}

/// A document whose archive was cut off counts as far as its reader recovers it.
void judge_truncated(const Mark& mark, const Place& place, Work& work) {
    for (std::size_t i = mark.reports; i < work.into.reports.size(); ++i)
        work.into.reports[i].warnings.push_back({"truncated", "the archive is cut off"});
    for (std::size_t i = mark.held; i < work.into.held.size(); ++i) {
        model::Held& held = work.into.held[i];
        held.reason = HeldReason::bad_archive;
        held.detail.insert(0, "the archive is cut off: ");
    }
    if (mark.nothing_new(work) && place.expected)
        work.hold(HeldReason::bad_archive, "the archive is cut off", place.hints.part);
}

/// A wrong checksum over a well-formed document is a lazy writer; over a damaged one it is proof
/// that values may have changed on the way.
void judge_bad_checksum(const Mark& mark, const Place& place, Work& work) {
    auto& reports = work.into.reports;
    for (std::size_t i = reports.size(); i-- > mark.reports;) {
        if (!is_damaged(reports[i])) {
            reports[i].warnings.push_back({"crc", "the checksum of the archive does not match"});
            continue;
        }
        reports.erase(reports.begin() + static_cast<std::ptrdiff_t>(i));
        work.hold(HeldReason::bad_archive, "wrong checksum, and the document in it is damaged",
                  place.hints.part);
    }
}

void read_unpacked(Unpacked file, const Place& outer, bool expected, Work& work) {
    Place inner;
    inner.hints = outer.hints;
    inner.hints.file_name = telling_name(file.name, outer.hints.file_name);
    inner.hints.part = joined_part(outer.hints.part, file.name);
    inner.archive_depth = outer.archive_depth + 1;
    inner.expected = expected;
    const Mark mark(work);
    read_document(std::move(file.octets), inner, work);
    if (file.truncated) judge_truncated(mark, inner, work);
    if (file.bad_checksum) judge_bad_checksum(mark, inner, work);
}

/// Office documents and Java archives are zips full of XML that is no report.
bool is_foreign_zip(const Archive& archive) {
    return std::ranges::any_of(archive.files, [](const Unpacked& file) {
        return file.name == "[Content_Types].xml" || file.name == "mimetype" ||
               file.name.starts_with("META-INF/");
    });
}

void read_archive(Archive archive, const Place& place, Kind kind, Work& work) {
    const Mark mark(work);
    for (model::Held& problem : archive.problems)
        work.hold(problem.reason, std::move(problem.detail),
                  joined_part(place.hints.part, problem.part));
    const std::size_t files = archive.files.size();
    if (!is_foreign_zip(archive))
        for (Unpacked& file : archive.files) {
            if (work.files_left == 0) {
                work.hold(HeldReason::too_many_files,
                          "the archives of one message hold too many files together",
                          place.hints.part);
                break;
            }
            --work.files_left;
            const bool expected =
                place.expected && (files == 1 || kind != Kind::zip || is_report_name(file.name));
            read_unpacked(std::move(file), place, expected, work);
        }
    for (std::size_t i = mark.reports; i < work.into.reports.size(); ++i)
        work.into.reports[i].warnings.insert(work.into.reports[i].warnings.end(),
                                             archive.warnings.begin(), archive.warnings.end());
    if (mark.nothing_new(work) && place.expected)
        work.hold(HeldReason::not_a_report,
                  std::string(name(kind)) + ": none of its " + std::to_string(files) +
                      " files is a report",
                  place.hints.part);
}

void unpack(const std::string& octets, Kind kind, const Place& place, Work& work) {
    if (place.archive_depth >= work.limits.archive_depth)
        return work.hold(HeldReason::too_deep,
                         std::string(name(kind)) + " within " +
                             std::to_string(place.archive_depth) +
                             " archives, over limits.archive_depth",
                         place.hints.part);
    if (kind == Kind::gzip) return read_archive(gunzip(octets, work.budget), place, kind, work);
    if (kind == Kind::zip)
        return read_archive(unzip(octets, work.limits, work.budget), place, kind, work);
    Archive stream = unzlib(octets, work.budget);
    // Two octets are a weak sign: what does not inflate was no zlib stream unless it is called one.
    if (place.expected || stream.problems.empty())
        read_archive(std::move(stream), place, kind, work);
}

/// Text that stands for other octets; counts as an archive, so that it cannot nest for ever.
void read_encoded(std::string octets, const Place& place, Work& work) {
    Place inner = place;
    ++inner.archive_depth;
    if (inner.archive_depth > work.limits.archive_depth)
        return work.hold(HeldReason::too_deep, "encoded text over limits.archive_depth",
                         place.hints.part);
    read_document(std::move(octets), inner, work);
}

/// What the name promised and the octets did not keep.
void hold_unknown(const Place& place, Work& work) {
    const std::string& file = place.hints.file_name;
    if (ends_with_any(file, ".gz", ".gzip", ".zip"))
        return work.hold(HeldReason::bad_archive, "named an archive, but is none",
                         place.hints.part);
    if (ends_with_any(file, ".xml"))
        return work.hold(HeldReason::bad_xml, "named XML, but is none", place.hints.part);
    work.hold(HeldReason::not_a_report, "neither a mail, an archive, XML nor JSON",
              place.hints.part);
}

bool mentions_any(std::string_view octets, auto... words) {
    return ((octets.find(words) != std::string_view::npos) || ...);
}

void read_xml(std::string octets, const Place& place, Work& work) {
    constexpr std::size_t looked = 64U << 10U;
    const std::string_view head = std::string_view(octets).substr(0, looked);
    const bool wide = head.substr(0, 4).find('\0') != head.npos;  // UTF-16: not searched for words
    if (!place.expected && !wide && !mentions_any(head, "feedback")) return;
    read_aggregate(std::move(octets), place.hints, work.limits, work.into);
}

}  // namespace

bool is_report_name(std::string_view file_name) {
    return ends_with_any(file_name, ".xml", ".gz", ".gzip", ".zip", ".json", ".xm", ".z", ".zlib");
}

void read_document(std::string octets, const Place& place, Work& work) {
    const std::string& part = place.hints.part;
    if (place.archive_depth > 0 && looks_like_mail(octets, work.limits))
        return read_mail(octets,
                         {place.hints.file_name, place.hints.received, place.archive_depth, part,
                          place.archive_depth},
                         work);
    const Kind kind = kind_of(octets);
    switch (kind) {
        case Kind::gzip:
        case Kind::zip:
        case Kind::zlib: return unpack(octets, kind, place, work);
        case Kind::xml:
            work.keep_if_wanted(octets, part);
            return read_xml(std::move(octets), place, work);
        case Kind::json:
            work.keep_if_wanted(octets, part);
            if (place.expected || mentions_any(octets, "\"policies\"", "\"organization-name\""))
                read_tls(octets, place.hints, work.limits, work.into);
            return;
        case Kind::base64: return read_encoded(decode_base64(octets), place, work);
        case Kind::uuencoded: return read_encoded(decode_uuencoded(octets), place, work);
        case Kind::placeholder:
            return work.hold(HeldReason::placeholder_body, "the word \"unused\" and no more", part);
        case Kind::empty:
            if (place.expected) work.hold(HeldReason::empty, "no octets", part);
            return;
        case Kind::blank:
            if (place.expected) work.hold(HeldReason::empty, "nothing but white space", part);
            return;
        case Kind::html:
            if (place.expected) work.hold(HeldReason::not_a_report, "an HTML page", part);
            return;
        case Kind::bzip2:
        case Kind::xz:
        case Kind::zstd:
        case Kind::rar:
        case Kind::seven_zip:
        case Kind::outlook_msg:
        case Kind::tnef:
            return work.hold(HeldReason::unsupported_type, std::string(name(kind)), part);
        case Kind::unknown:
            if (place.expected) hold_unknown(place, work);
            return;
    }
}

}  // namespace sendpath::decode
