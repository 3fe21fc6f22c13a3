#include "decode/decode.hpp"

#include "base/text.hpp"
#include "decode/document.hpp"
#include "decode/documents.hpp"
#include "decode/header.hpp"
#include "decode/mail.hpp"

#include <algorithm>
#include <map>

namespace sendpath::decode {
namespace {

/// Mails whose lines end in a bare carriage return, as very old systems wrote them.
bool mend_line_ends(std::string& octets, const Limits& limits) {
    if (octets.find('\n') != std::string::npos || octets.find('\r') == std::string::npos)
        return false;
    std::string mended = octets;
    std::ranges::replace(mended, '\r', '\n');
    if (!looks_like_mail(mended, limits)) return false;
    octets = std::move(mended);
    return true;
}

/// The same document twice in one mail is one report: some mailers attach what they forward twice.
void drop_repeats(std::vector<model::Report>& reports) {
    if (reports.size() < 2) return;
    std::map<std::pair<Digest, std::size_t>, std::size_t> first;  // where each document was first
    std::vector<model::Report> kept;
    for (model::Report& report : reports) {
        const auto [known, fresh] =
            first.try_emplace({report.content, report.body.index()}, kept.size());
        if (fresh)
            kept.push_back(std::move(report));
        else
            kept[known->second].warnings.push_back(
                {"repeated", "the same document is also in part " + report.part});
    }
    reports = std::move(kept);
}

void read_bare(std::string octets, const Origin& origin, Work& work) {
    Place place;
    place.hints.file_name = origin.file_name;
    place.hints.received = origin.received;
    read_document(std::move(octets), place, work);
}

/// True for a mail, though a document may stand somewhere in it.
bool is_mail(std::string& octets, const Limits& limits) {
    const bool letter_first =
        !octets.empty() && text::lower(octets.front()) >= 'a' && text::lower(octets.front()) <= 'z';
    if (mend_line_ends(octets, limits)) return true;
    if (letter_first && looks_like_mail(octets, limits)) return true;  // no document begins so
    const Kind kind = kind_of(octets);
    if (kind != Kind::unknown && kind != Kind::xml && kind != Kind::uuencoded &&
        (kind != Kind::zip || octets.starts_with("PK")))
        return false;
    return looks_like_mail(octets, limits);
}

void read(std::string octets, const Origin& origin, Work& work) {
    if (is_mail(octets, work.limits))
        return read_mail(octets, {origin.file_name, origin.received, 0, {}, 0}, work);
    read_bare(std::move(octets), origin, work);
}

}  // namespace

model::Decoded decode(std::string octets, const Origin& origin, const Limits& limits) {
    model::Decoded decoded;
    Work work(limits, decoded);
    if (octets.size() > limits.message) {
        work.hold(model::HeldReason::message_too_large,
                  std::to_string(octets.size()) + " octets, over limits.message", {});
        return decoded;
    }
    read(std::move(octets), origin, work);
    drop_repeats(decoded.reports);
    return decoded;
}

std::optional<std::string> document_at(std::string octets, const Origin& origin,
                                       std::string_view part, const Limits& limits) {
    if (octets.size() > limits.message) return std::nullopt;
    model::Decoded decoded;
    Work work(limits, decoded);
    Wanted wanted{part, std::nullopt};
    work.wanted = &wanted;
    read(std::move(octets), origin, work);
    return std::move(wanted.octets);
}

}  // namespace sendpath::decode
