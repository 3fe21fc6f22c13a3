#include "decode/xml_prolog.hpp"

#include "base/text.hpp"
#include "decode/findings.hpp"
#include "decode/xml_scan.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

using Kind = XmlToken::Kind;
using model::HeldReason;

constexpr std::size_t kRubbishMax = 1024;  // octets before the root that are no part of XML

bool is_feedback(std::string_view name) {
    return local_name(name) == "feedback";
}

/// A document type that never ends hides nothing: the root is looked for behind it.
std::size_t root_behind(std::string_view xml, std::size_t from) {
    for (std::size_t at = xml.find("feedback", from); at != std::string_view::npos;
         at = xml.find("feedback", at + 1)) {
        const std::size_t open = xml.rfind('<', at);
        if (open == std::string_view::npos || open < from || at - open > kRubbishMax) continue;
        XmlScanner scanner(xml.substr(open));
        const XmlToken token = scanner.next();
        if (token.kind == Kind::open && is_feedback(token.name)) return open;
    }
    return std::string_view::npos;
}

bool is_html(std::string_view xml) {
    const std::string head = text::lowered(xml.substr(0, kRubbishMax));
    return head.find("<html") != std::string::npos ||
           head.find("<!doctype html") != std::string::npos;
}

}  // namespace

std::optional<XmlStart> find_feedback(std::string_view xml) {
    XmlStart start;
    std::size_t rubbish = 0;
    bool declared = false;
    XmlScanner scanner(xml);
    while (rubbish <= kRubbishMax) {
        start.root = scanner.position();
        const XmlToken token = scanner.next();
        switch (token.kind) {
            case Kind::end: return std::nullopt;
            case Kind::comment: break;
            case Kind::instruction: declared = declared || token.all.starts_with("<?xml"); break;
            case Kind::doctype: start.doctype = true; break;
            case Kind::cut:
                if (!text::istarts_with(token.all, "<!doctype")) return std::nullopt;
                start.doctype = true;
                start.malformed = true;
                start.root = root_behind(xml, start.root);
                if (start.root == std::string_view::npos) return std::nullopt;
                scanner = XmlScanner(xml.substr(start.root));
                start.name = scanner.next().name;
                return start;
            case Kind::text:
                if (text::trimmed(token.all).empty()) break;
                (declared ? start.malformed : start.leading) = true;
                rubbish += token.all.size();
                break;
            case Kind::open:
            case Kind::empty:
                if (is_feedback(token.name)) {
                    start.name = token.name;
                    return start;
                }
                [[fallthrough]];
            case Kind::close:
            case Kind::cdata:
                start.malformed = true;
                rubbish += token.all.size();
                break;
        }
    }
    return std::nullopt;
}

model::Held not_feedback(std::string_view xml) {
    if (xml.empty()) return {HeldReason::empty, "an empty file", {}};
    const std::string_view text = text::trimmed(xml);
    if (text.empty()) return {HeldReason::empty, "nothing but white space", {}};
    if (text::iequals(text, "unused"))
        return {HeldReason::placeholder_body, "the word \"unused\" in the place of a report", {}};
    if (is_html(text)) return {HeldReason::not_a_report, "an HTML page", {}};

    XmlScanner scanner(text.substr(0, kRubbishMax * 64));
    for (XmlToken token = scanner.next(); scanner.position() < kRubbishMax;
         token = scanner.next()) {
        if (token.kind == Kind::open || token.kind == Kind::empty)
            return {HeldReason::not_a_report,
                    "the root element is " + excerpt(token.name) + ", not feedback",
                    {}};
        if (token.kind == Kind::cut)
            return {HeldReason::bad_xml, "cut off before any element is complete", {}};
        if (token.kind == Kind::end) break;
    }
    return {HeldReason::not_a_report, "no <feedback> element", {}};
}

}  // namespace sendpath::decode
