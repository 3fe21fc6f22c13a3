#include "decode/aggregate_xml.hpp"

#include "base/text.hpp"
#include "decode/aggregate_document.hpp"
#include "decode/aggregate_finish.hpp"
#include "decode/xml_prolog.hpp"
#include "decode/xml_scan.hpp"
#include "decode/xml_text.hpp"

#include <cstring>

namespace sendpath::decode {
namespace {

using Kind = XmlToken::Kind;

/// True when `xml` is an end tag of the root and white space.
bool is_end_tag_alone(std::string_view xml, std::size_t tag) {
    const std::string_view rest = text::trimmed(xml.substr(tag));
    return rest == ">";
}

/// Whether the second and third octet of `tag` stand side by side in `text`; the compiler turns it
/// into vector code.
bool may_hold(std::string_view text, std::string_view tag) {
    if (text.empty()) return false;
    const char* const from = text.data();
    const char second = tag[1];
    const char third = tag[2];
    unsigned char found = 0;
    for (std::size_t at = 0; at < text.size() - 1; ++at)
        found |= static_cast<unsigned char>(static_cast<int>(from[at] == second) &
                                            static_cast<int>(from[at + 1] == third));
    return found != 0;
}

/// Where `tag`, of three octets at least, stands first in `xml`. Blocks in which it cannot stand
/// are passed over: a general search stops at each '<' of a report.
std::size_t find_tag(std::string_view xml, std::string_view tag) {
    constexpr std::size_t step = 1024;
    for (std::size_t at = 0; at < xml.size(); at += step) {
        const std::string_view block = xml.substr(at, step + tag.size() - 1);
        if (!may_hold(block, tag)) continue;
        const void* const found = memmem(block.data(), block.size(), tag.data(), tag.size());
        if (found != nullptr)
            return static_cast<std::size_t>(static_cast<const char*>(found) - xml.data());
    }
    return std::string_view::npos;
}

/// Octets of the document whose root begins `xml`, its end tag included; all of it when that never
/// comes. A document that ends where its text does, as nearly all do, is not looked at tag by tag.
std::size_t document_size(std::string_view xml, std::string_view root_name) {
    const std::string end_tag = std::string("</").append(root_name);
    const std::size_t first = find_tag(xml, end_tag);
    if (first != std::string_view::npos && is_end_tag_alone(xml, first + end_tag.size()))
        return xml.size();
    XmlScanner scanner(xml);
    std::size_t depth = 0;
    for (XmlToken token = scanner.next(); token.kind != Kind::end; token = scanner.next()) {
        const bool root = token.name == root_name;
        if (root && token.kind == Kind::open) ++depth;
        if (root && token.kind == Kind::close && --depth == 0) return scanner.position();
        if (root && token.kind == Kind::empty && depth == 0) return scanner.position();
        if (first == std::string_view::npos) break;
    }
    return xml.size();
}

/// True when nothing but comments and processing instructions is there.
bool says_nothing(std::string_view xml) {
    XmlScanner scanner(xml);
    for (XmlToken token = scanner.next(); token.kind != Kind::end; token = scanner.next()) {
        const bool silent = token.kind == Kind::comment || token.kind == Kind::instruction ||
                            (token.kind == Kind::text && text::trimmed(token.all).empty());
        if (!silent) return false;
    }
    return true;
}

/// Reads the documents of one text, one behind the other.
class Documents {
public:
    Documents(std::string_view xml, const Hints& hints, const Limits& limits, Findings findings,
              const Digest& content, model::Decoded& into)
        : xml_(xml),
          hints_(hints),
          limits_(limits),
          findings_(std::move(findings)),
          content_(content),
          into_(into) {}

    void run() {
        const auto start = find_feedback(xml_);
        if (!start) return hold(not_feedback(xml_));
        broken_references_ = has_unknown_references(xml_);

        const std::string_view rest = xml_.substr(start->root);
        const std::size_t size = document_size(rest, start->name);
        const std::string_view behind = rest.substr(size);
        const bool alone = text::trimmed(behind).empty() || says_nothing(behind);
        const std::size_t mark = into_.reports.size();
        read(rest.substr(0, size), *start, true,
             alone ? content_ : fingerprint_of(text::trimmed(xml_.substr(0, start->root + size))));
        if (alone) return;
        if (!read_more(behind) && into_.reports.size() > mark)
            into_.reports[mark].warnings.push_back(
                {"trailing", "text behind the report: " + excerpt(text::trimmed(behind))});
    }

private:
    void hold(model::Held held) {
        held.part = hints_.part;
        into_.held.push_back(std::move(held));
    }

    /// Returns false when the document was refused, which is held only if it `may_repair`.
    bool read(std::string_view xml, const XmlStart& start, bool may_repair, const Digest& content) {
        AggregateDraft draft;
        draft.findings = findings_;
        if (start.leading) draft.findings.note("leading", "text stood before the document");
        if (start.malformed)
            draft.findings.note("malformed", "markup before the root that belongs to nothing");
        if (start.doctype) draft.findings.note("dtd", "the document type was not read");
        const AggregateDocument document{xml, may_repair && broken_references_, start.doctype,
                                         may_repair};
        if (auto held = read_document(document, limits_, draft)) {
            if (may_repair) hold(*std::move(held));
            return false;
        }
        auto outcome = finished(std::move(draft), hints_, content);
        if (auto* const report = std::get_if<model::Report>(&outcome)) {
            into_.reports.push_back(std::move(*report));
            return true;
        }
        if (may_repair) hold(std::get<model::Held>(std::move(outcome)));
        return false;
    }

    /// Reads what follows the first document; false when it is not all sound reports.
    bool read_more(std::string_view xml) {
        for (std::size_t documents = 1; !says_nothing(xml); ++documents) {
            const auto start = find_feedback(xml);
            if (!start || start->leading || start->malformed ||
                documents >= limits_.archive_entries)
                return false;
            const std::string_view rest = xml.substr(start->root);
            const std::size_t size = document_size(rest, start->name);
            const Digest content = fingerprint_of(text::trimmed(xml.substr(0, start->root + size)));
            if (!read(rest.substr(0, size), *start, false, content)) return false;
            xml = rest.substr(size);
        }
        return true;
    }

    std::string_view xml_;
    const Hints& hints_;
    const Limits& limits_;
    Findings findings_;
    const Digest& content_;
    model::Decoded& into_;
    bool broken_references_ = false;
};

}  // namespace

void read_aggregate(std::string xml, const Hints& hints, const Limits& limits,
                    model::Decoded& into) {
    const Digest content = fingerprint_of(xml);
    Findings findings;
    clean_xml_text(xml, findings);
    Documents(xml, hints, limits, std::move(findings), content, into).run();
}

}  // namespace sendpath::decode
