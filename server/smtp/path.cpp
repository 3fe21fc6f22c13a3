#include "smtp/path.hpp"

#include <algorithm>

namespace sendpath::smtp {
namespace {

/// Where the first of `letters` stands outside of quotes; npos when it does not.
std::size_t find_unquoted(std::string_view text, std::string_view letters) {
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (quoted && text[at] == '\\')
            ++at;  // the next octet stands for itself
        else if (text[at] == '"')
            quoted = !quoted;
        else if (!quoted && letters.find(text[at]) != std::string_view::npos)
            return at;
    }
    return std::string_view::npos;
}

/// The mailbox of "@a,@b:user@host".
std::string_view without_route(std::string_view mailbox) {
    if (!mailbox.starts_with('@')) return mailbox;
    const std::size_t colon = mailbox.find(':');
    return colon == std::string_view::npos ? mailbox : mailbox.substr(colon + 1);
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c & 0x80) == 0; });
}

const Error kNoBrackets{Errc::bad_syntax, "expected a path in angle brackets"};

}  // namespace

bool Path::is_international() const {
    return !is_ascii(local) || !is_ascii(domain);
}

std::string Path::str() const {
    return domain.empty() ? local : local + '@' + domain;
}

Result<PathAndRest> parse_path(std::string_view text) {
    if (!text.starts_with('<')) return kNoBrackets;
    text.remove_prefix(1);
    const std::size_t end = find_unquoted(text, ">");
    if (end == std::string_view::npos) return kNoBrackets;

    const std::string_view mailbox = without_route(text.substr(0, end));
    PathAndRest out{.path = {}, .rest = text.substr(end + 1)};
    if (mailbox.empty()) {
        // A route or a blank that leads nowhere is not the null path.
        if (end != 0) return Error{Errc::bad_syntax, "a path without a mailbox"};
        return out;
    }
    if (find_unquoted(mailbox, " <,;:\\") != std::string_view::npos &&
        mailbox.find('[') == std::string_view::npos)
        return Error{Errc::bad_syntax, "the mailbox has an octet that must be quoted"};
    const std::size_t at = find_unquoted(mailbox, "@");
    out.path.local = mailbox.substr(0, at);
    if (at != std::string_view::npos) out.path.domain = mailbox.substr(at + 1);
    if (out.path.local.empty() || (at != std::string_view::npos && out.path.domain.empty()))
        return Error{Errc::bad_syntax, "half a mailbox"};
    if (out.path.domain.find('@') != std::string::npos)
        return Error{Errc::bad_syntax, "more than one @ in the mailbox"};
    return out;
}

}  // namespace sendpath::smtp
