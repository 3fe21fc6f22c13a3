#include "decode/xml_scan.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

using Kind = XmlToken::Kind;

constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
constexpr bool continues_name(char c) {
    return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

std::size_t name_size(std::string_view text) {
    if (text.empty() || !starts_name(text.front())) return 0;
    return static_cast<std::size_t>(std::ranges::find_if_not(text, continues_name) - text.begin());
}

/// A piece that ends with `closer`, or the rest of the text when that never comes.
XmlToken until(Kind kind, std::string_view rest, std::size_t from, std::string_view closer) {
    const std::size_t at = rest.find(closer, from);
    if (at == std::string_view::npos) return {Kind::cut, rest, {}};
    return {kind, rest.substr(0, at + closer.size()), {}};
}

/// The size of a document type declaration, 0 when it has no end.
std::size_t doctype_size(std::string_view rest) {
    bool subset = false;
    for (std::size_t at = 2; at < rest.size(); ++at) {
        const char c = rest[at];
        if (c == '<' && rest.substr(at).starts_with("<!--")) {
            at = rest.find("-->", at);
            if (at == std::string_view::npos) return 0;
            at += 2;
        } else if (c == '"' || c == '\'') {
            at = rest.find(c, at + 1);
            if (at == std::string_view::npos) return 0;
        } else if (c == '[') {
            subset = true;
        } else if (c == ']') {
            subset = false;
        } else if (c == '>' && !subset) {
            return at + 1;
        }
    }
    return 0;
}

/// A start tag, or text when what follows the '<' is none: a '<' before the '>' tells.
XmlToken tag(std::string_view rest) {
    const std::size_t name = name_size(rest.substr(1));
    const XmlToken text{Kind::text, rest.substr(0, 1), {}};
    if (name == 0) return text;
    char quote = '\0';
    for (std::size_t at = 1 + name; at < rest.size(); ++at) {
        const char c = rest[at];
        if (c == '<') return text;
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (at == 1 + name && c != '>' && c != '/' && !text::is_space(c)) {
            return text;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            const Kind kind = rest[at - 1] == '/' ? Kind::empty : Kind::open;
            return {kind, rest.substr(0, at + 1), rest.substr(1, name)};
        }
    }
    return {Kind::cut, rest, {}};
}

XmlToken end_tag(std::string_view rest) {
    const std::size_t name = name_size(rest.substr(2));
    std::size_t at = 2 + name;
    while (at < rest.size() && text::is_space(rest[at])) ++at;
    if (at == rest.size()) return {Kind::cut, rest, {}};
    if (name == 0 || rest[at] != '>') return {Kind::text, rest.substr(0, 1), {}};
    return {Kind::close, rest.substr(0, at + 1), rest.substr(2, name)};
}

}  // namespace

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XmlToken XmlScanner::declaration(std::string_view rest) const {
    if (rest.starts_with("<!--")) return until(Kind::comment, rest, 4, "-->");
    if (rest.starts_with("<![CDATA[")) return until(Kind::cdata, rest, 9, "]]>");
    if (text::istarts_with(rest, "<!doctype")) {
        const std::size_t size = doctype_size(rest);
        return size == 0 ? XmlToken{Kind::cut, rest, {}}
                         : XmlToken{Kind::doctype, rest.substr(0, size), {}};
    }
    return {Kind::text, rest.substr(0, 1), {}};
}

XmlToken XmlScanner::markup() const {
    const std::string_view rest = text_.substr(at_);
    if (rest.size() == 1) return {Kind::cut, rest, {}};
    switch (rest[1]) {
        case '!': return declaration(rest);
        case '?': return until(Kind::instruction, rest, 2, "?>");
        case '/': return end_tag(rest);
        default: return tag(rest);
    }
}

XmlToken XmlScanner::take(XmlToken token) {
    at_ += token.all.size();
    return token;
}

XmlToken XmlScanner::next() {
    if (at_ == text_.size()) return {};
    if (text_[at_] == '<') return take(markup());
    const std::size_t size = std::min(text_.find('<', at_), text_.size()) - at_;
    return take({Kind::text, text_.substr(at_, size), {}});
}

}  // namespace sendpath::decode
