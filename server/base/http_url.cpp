#include "base/http_url.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <limits>

namespace sendpath {
namespace {

Error wrong(const char* what) {
    return {Errc::bad_syntax, what};
}

bool is_letter_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_letter_of_an_address(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool is_letter_of_a_target(char c) {
    return c > ' ' && c < '\x7f' && std::string_view("\"#<>\\^`{|}").find(c) == std::string::npos;
}

/// "name", "name:port", "[::1]:port".
Result<void> read_authority(std::string_view text, HttpUrl& url) {
    const bool bracketed = text.starts_with('[');
    const std::size_t end = bracketed ? text.find(']') : text.find(':');
    if (bracketed && end == std::string_view::npos) return wrong("a [ without its ]");
    url.host = text::lowered(bracketed ? text.substr(1, end - 1) : text.substr(0, end));
    const auto sound = bracketed ? is_letter_of_an_address : is_letter_of_a_name;
    if (url.host.empty() || !std::ranges::all_of(url.host, sound)) return wrong("no host name");
    const std::size_t rest =
        end == std::string_view::npos ? text.size() : end + (bracketed ? 1 : 0);
    text.remove_prefix(rest);
    if (text.empty()) return {};
    const Result<std::uint64_t> port = text::parse_count(text.substr(1));
    if (!text.starts_with(':') || !port || *port == 0 ||
        *port > std::numeric_limits<std::uint16_t>::max())
        return wrong("no port behind the host name");
    url.port = static_cast<std::uint16_t>(*port);
    return {};
}

}  // namespace

Result<HttpUrl> parse_http_url(std::string_view text) {
    HttpUrl url;
    url.tls = text::istarts_with(text, "https://");
    if (!url.tls && !text::istarts_with(text, "http://"))
        return wrong("it begins with neither https:// nor http://");
    text.remove_prefix(url.tls ? 8 : 7);
    url.port = url.tls ? 443 : 80;
    const std::size_t slash = std::min(text.find_first_of("/?"), text.size());
    const Result<void> authority = read_authority(text.substr(0, slash), url);
    if (!authority) return authority.error();
    text.remove_prefix(slash);
    if (!std::ranges::all_of(text, is_letter_of_a_target))
        return wrong("a letter in it that an address cannot have");
    url.target = text.starts_with('/') ? std::string(text) : '/' + std::string(text);
    return url;
}

bool is_loopback_host(std::string_view host) {
    if (text::iequals(host, "localhost") || host == "::1") return true;
    if (!host.starts_with("127.")) return false;
    // A name may begin so, too: 127.example.com.
    return std::ranges::count(host, '.') == 3 &&
           std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace sendpath
