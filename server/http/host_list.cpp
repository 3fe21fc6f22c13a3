#include "http/host_list.hpp"

#include "base/http_url.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        return end == std::string_view::npos ? std::string_view() : host.substr(1, end - 1);
    }
    return host.substr(0, host.find(':'));
}

}  // namespace

bool HostList::takes(std::string_view host) const {
    if (names_.empty() || host.empty()) return true;
    std::string name = text::lowered(without_port(host));
    if (name.ends_with('.')) name.pop_back();
    return is_loopback_host(name) || std::ranges::find(names_, name) != names_.end();
}

}  // namespace sendpath::http
