#include "decode/mail_parts.hpp"

#include "base/text.hpp"
#include "decode/charset.hpp"
#include "decode/documents.hpp"
#include "decode/parameters.hpp"

#include <algorithm>
#include <array>

namespace sendpath::decode {
namespace {

bool is_one_of(std::string_view word, auto... words) {
    return ((word == words) || ...);
}

/// XML, JSON and gzip that were labelled base64 and never encoded.
bool is_never_base64(std::string_view body) {
    body = text::trimmed(body.substr(0, 64));
    return body.starts_with('<') || body.starts_with('{') || body.starts_with("\x1f\x8b") ||
           body.starts_with("PK\3\4");
}

}  // namespace

std::string octets_of(const Part& part) {
    if (part.encoding == Encoding::base64 && is_never_base64(part.body))
        return std::string(part.body);
    return decode_body(part.body, part.encoding);
}

std::string_view octets_of(const Part& part, std::string& room) {
    if (part.encoding == Encoding::identity) return part.body;
    room = octets_of(part);
    return room;
}

bool is_called_report(const Part& part, std::string_view file_name) {
    const std::string_view media = part.media;
    return is_report_name(file_name) ||
           is_one_of(media, "text/xml", "application/xml", "application/gzip", "application/x-gzip",
                     "application/zip", "application/x-zip", "application/x-zip-compressed") ||
           media.starts_with("application/tlsrpt");
}

bool is_mail_part(const Part& part, std::string_view file_name) {
    return is_one_of(part.media, "message/rfc822", "message/global") ||
           text::lowered(file_name).ends_with(".eml");
}

bool is_bounce(const Structure& structure, std::size_t index) {
    const Part& part = structure.parts[index];
    if (part.media != "multipart/report") return false;
    const auto type = parameter(part.fields.content_type, "report-type");
    if (type) {
        const std::string lower = text::lowered(*type);
        return is_one_of(lower, "delivery-status", "disposition-notification");
    }
    return std::ranges::any_of(structure.parts, [&](const Part& child) {
        return child.parent == index && is_one_of(child.media, "message/delivery-status",
                                                  "message/disposition-notification");
    });
}

bool is_original(std::string_view media) {
    return is_one_of(media, "message/rfc822", "text/rfc822-headers", "message/rfc822-headers",
                     "message/global", "message/global-headers");
}

std::string announced_report(std::string_view text) {
    struct Line {
        std::string_view label;
        std::string_view shown;
        std::string value;
    };
    std::array<Line, 5> lines{{{"report-domain:", "domain", {}},
                               {"report-id:", "id", {}},
                               {"report-size:", "size", {}},
                               {"submitter:", "submitter", {}},
                               {"submitting-uri:", "address", {}}}};
    text = text.substr(0, 16U << 10U);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text::trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        for (Line& known : lines)
            if (known.value.empty() && text::istarts_with(line, known.label))
                known.value = repaired_utf8(text::trimmed(line.substr(known.label.size())));
    }
    // One of size and address is what sets the notice apart from talk about a report.
    if (lines[0].value.empty() || (lines[2].value.empty() && lines[4].value.empty())) return {};
    std::string out;
    for (const Line& known : lines)
        if (!known.value.empty())
            out.append(out.empty() ? "" : ", ").append(known.shown).append(" ").append(known.value);
    return out;
}

}  // namespace sendpath::decode
