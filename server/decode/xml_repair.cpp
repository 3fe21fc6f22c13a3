#include "decode/xml_repair.hpp"

#include "base/text.hpp"
#include "decode/xml_elements.hpp"
#include "decode/xml_scan.hpp"
#include "decode/xml_text.hpp"

#include <algorithm>
#include <vector>

namespace sendpath::decode {
namespace {

using Kind = XmlToken::Kind;

// Stands for a '<' that turned out to be text while the text behind it is already written. No other
// control character is left in a cleaned document.
constexpr char kEscapedLater = '\x01';

constexpr bool is_section(Element element) {
    return element == Element::report_metadata || element == Element::policy_published ||
           element == Element::record;
}

constexpr bool is_group(Element element) {
    return is_section(element) || element == Element::feedback || element == Element::date_range ||
           element == Element::row || element == Element::policy_evaluated ||
           element == Element::reason || element == Element::identifiers ||
           element == Element::auth_results || element == Element::dkim ||
           element == Element::spf || element == Element::extension;
}

constexpr bool is_known(Element element) {
    return element != Element::other;
}

/// An element that holds text alone.
constexpr bool is_leaf(Element element) {
    return is_known(element) && !is_group(element);
}

/// True when a tag's attributes are name="value" and nothing else.
bool has_sound_attributes(const XmlToken& tag) {
    std::string_view rest = tag.all.substr(1 + tag.name.size());
    rest.remove_suffix(tag.kind == Kind::empty ? 2 : 1);
    while (!(rest = text::trimmed(rest)).empty()) {
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos) return false;
        const std::string_view name = text::trimmed(rest.substr(0, equals));
        if (name.empty() || name.find_first_of(" \t\r\n\"'/") != std::string_view::npos)
            return false;
        rest = text::trimmed(rest.substr(equals + 1));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return false;
        const std::size_t close = rest.find(rest.front(), 1);
        if (close == std::string_view::npos) return false;
        rest.remove_prefix(close + 1);
    }
    return true;
}

class Repair {
public:
    Repair(std::string_view xml, const Limits& limits, bool drop_entities)
        : scanner_(xml), limits_(limits), drop_entities_(drop_entities) {
        result_.xml.reserve(xml.size() + xml.size() / 8 + kNameSlack);
    }

    RepairedXml run() {
        while (!result_.too_deep && !done_ && result_.faults <= kFaultsMax &&
               step(scanner_.next())) {
        }
        if (!open_.empty()) finish_truncated();
        expand_escapes();
        return std::move(result_);
    }

private:
    struct Open {
        std::string_view name;
        Element element = Element::other;
        std::size_t at = 0;  ///< of its '<' in the output
    };

    std::string& out() { return result_.xml; }

    void fault() {
        result_.malformed = true;
        ++result_.faults;
    }

    bool step(const XmlToken& token) {
        switch (token.kind) {
            case Kind::end:
            case Kind::cut: return false;
            case Kind::text: text(token.all); break;
            case Kind::cdata: out() += token.all; break;
            case Kind::comment:
            case Kind::instruction: break;
            case Kind::doctype: fault(); break;
            case Kind::open:
            case Kind::empty: open(token); break;
            case Kind::close: close(token.name); break;
        }
        return true;
    }

    void text(std::string_view text) {
        if (text.starts_with('<')) {
            out() += "&lt;";
            fault();
            text.remove_prefix(1);
        }
        while (!text.empty()) {
            const std::size_t plain = std::min(text.find('&'), text.size());
            out() += text.substr(0, plain);
            text.remove_prefix(plain);
            if (!text.empty()) text.remove_prefix(reference(text));
        }
    }

    /// Writes the reference that `text` begins with and gives its size.
    std::size_t reference(std::string_view text) {
        const std::size_t size = reference_size(text);
        const std::string_view whole = text.substr(0, size);
        if (is_known_reference(whole)) {
            out() += whole;
            return size;
        }
        if (whole.starts_with("&#")) {
            result_.control = true;
            ++result_.faults;
            return size;
        }
        if (size > 0 && drop_entities_) {
            ++result_.faults;
            return size;
        }
        fault();
        out() += "&amp;";
        return 1;
    }

    void open(const XmlToken& token) {
        const Element element = element_of(local_name(token.name));
        if (is_section(element)) close_sections();
        if (is_known(element) && !open_.empty() && is_leaf(open_.back().element)) close_top();
        if (open_.size() >= limits_.xml_depth) {
            result_.too_deep = true;
            return;
        }
        if (token.kind == Kind::open) open_.push_back({token.name, element, out().size()});
        if (has_sound_attributes(token)) {
            out() += token.all;
            return;
        }
        fault();
        out().append("<").append(token.name).append(token.kind == Kind::empty ? "/>" : ">");
    }

    /// A section begins inside of another: the end of that one was lost.
    void close_sections() {
        if (open_.size() < 2) return;
        const bool ours = std::ranges::all_of(open_, [](const Open& each) {
            return is_known(each.element) && each.element != Element::extension;
        });
        if (!ours) return;
        while (open_.size() > 1) close_top();
    }

    void close(std::string_view name) {
        const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                        [&](const Open& each) { return each.name == name; });
        if (found == open_.rend()) {
            fault();
            return;
        }
        for (auto unclosed = found - open_.rbegin(); unclosed > 0; --unclosed) close_top();
        if (open_.empty() || open_.back().name != name) return;
        out().append("</").append(name).append(">");
        open_.pop_back();
        done_ = open_.empty();
    }

    /// Ends the innermost element, whose own end tag is absent.
    void close_top() {
        const Open top = open_.back();
        open_.pop_back();
        fault();
        if (top.element == Element::record) {
            out().resize(top.at);
            ++result_.records_cut;
        } else if (is_known(top.element)) {
            out().append("</").append(top.name).append(">");
        } else {
            out()[top.at] = kEscapedLater;
        }
    }

    void finish_truncated() {
        const bool malformed = result_.malformed;
        result_.truncated = true;
        if (!is_group(open_.back().element)) {
            out().resize(open_.back().at);
            open_.pop_back();
        }
        while (!open_.empty()) {
            if (!is_known(open_.back().element)) {
                out().resize(open_.back().at);
                open_.pop_back();
                continue;
            }
            close_top();
        }
        result_.malformed = malformed;
    }

    void expand_escapes() {
        std::string& xml = out();
        if (xml.find(kEscapedLater) == std::string::npos) return;
        std::string expanded;
        expanded.reserve(xml.size() + xml.size() / 8 + kNameSlack);
        for (const char c : xml) {
            if (c == kEscapedLater)
                expanded += "&lt;";
            else
                expanded += c;
        }
        xml = std::move(expanded);
    }

    XmlScanner scanner_;
    const Limits& limits_;
    bool drop_entities_;
    bool done_ = false;
    std::vector<Open> open_;
    RepairedXml result_;
};

}  // namespace

RepairedXml repaired_xml(std::string_view xml, const Limits& limits, bool drop_entities) {
    return Repair(xml, limits, drop_entities).run();
}

}  // namespace sendpath::decode
