#include "base/http_url.hpp"

#include "base/text.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace sendpath {
namespace {

namespace urls = boost::urls;

Error wrong(const char* what) {
    return {Errc::bad_syntax, what};
}

/// A name without escapes, or an address.
bool is_plain_host(const urls::url_view& url) {
    switch (url.host_type()) {
        case urls::host_type::none:
        case urls::host_type::ipvfuture: return false;
        case urls::host_type::ipv4:
        case urls::host_type::ipv6: return true;
        case urls::host_type::name: break;
    }
    const auto name = url.encoded_host_address();
    return !name.empty() &&
           std::ranges::all_of(std::string_view(name.data(), name.size()), [](char c) {
               c = text::lower(c);
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                      c == '_';
           });
}

}  // namespace

Result<HttpUrl> parse_http_url(std::string_view text) {
    const auto url = urls::parse_uri({text.data(), text.size()});
    if (!url) return wrong("it is no URL");
    const urls::scheme scheme = url->scheme_id();
    if (scheme != urls::scheme::https && scheme != urls::scheme::http)
        return wrong("it begins with neither https:// nor http://");
    if (url->has_userinfo()) return wrong("a user stands in it");
    if (url->has_fragment()) return wrong("a part after # stands in it");
    if (!is_plain_host(*url)) return wrong("no host name");
    if (url->has_port() && url->port_number() == 0) return wrong("no port behind the host name");
    HttpUrl out;
    out.tls = scheme == urls::scheme::https;
    out.host = text::lowered(url->host_address());
    out.port = out.tls ? 443 : 80;
    if (url->has_port()) out.port = url->port_number();
    const auto target = url->encoded_target();
    // The library lets "https://[::1]x/" and "https://a.example:8x/" pass.
    if (!target.empty() && !target.starts_with('/') && !target.starts_with('?'))
        return wrong("neither a port nor a path behind the host name");
    out.target.assign(target.data(), target.size());
    if (!out.target.starts_with('/')) out.target.insert(0, 1, '/');
    return out;
}

bool is_loopback_host(std::string_view host) {
    if (text::iequals(host, "localhost") || host == "::1") return true;
    if (!host.starts_with("127.")) return false;
    // A name may begin so, too: 127.example.com.
    return std::ranges::count(host, '.') == 3 &&
           std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace sendpath
