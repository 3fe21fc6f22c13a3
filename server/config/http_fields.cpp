#include "config/http_fields.hpp"

#include "base/text.hpp"
#include "config/kinds.hpp"

#include <algorithm>
#include <array>

namespace sendpath::config {
namespace {

constexpr std::uint64_t kMostRequests = 1'000'000;  // a minute

Result<void> take_listen(Config& config, const Setting& setting) {
    Result<std::vector<Endpoint>> endpoints = read_endpoints(setting.value);
    if (!endpoints) return endpoints.error();
    if (endpoints->empty()) return unexpected(kEndpoints, setting.value);
    config.http.listen = *std::move(endpoints);
    return {};
}

/// Letters that need no escaping in a URL path. Source: RFC 3986 section 2.3 (unreserved).
bool is_path_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

Result<void> take_base_path(Config& config, const Setting& setting) {
    constexpr std::string_view what = "a path that begins with /, like \"/dmarc/\"";
    Result<std::string> path = read_text(setting.value, what);
    if (!path) return path.error();
    std::string text = *std::move(path);
    if (!text.ends_with('/')) text += '/';
    const bool dotted =
        text.find("/./") != std::string::npos || text.find("/../") != std::string::npos;
    if (!text.starts_with('/') || text.find("//") != std::string::npos || dotted ||
        !std::ranges::all_of(text, is_path_letter))
        return unexpected(what, setting.value);
    config.http.base_path = std::move(text);
    return {};
}

/// A name as it stands in a Host field, without its port.
Result<std::string> host_name(const std::string& text) {
    if (const auto address = model::IpAddress::parse(text)) return address->str();
    const auto name = model::DomainName::parse(text);
    if (!name) return name.error();
    return name->str();
}

Result<void> take_hosts(Config& config, const Setting& setting) {
    constexpr std::string_view what =
        "names or addresses without ports, like [\"reports.example.com\"]";
    const Result<std::vector<std::string>> texts = read_list(setting.value, what);
    if (!texts) return texts.error();
    config.http.hosts.clear();
    for (const std::string& text : *texts) {
        Result<std::string> name = host_name(text);
        if (!name) return unexpected(what, text);
        config.http.hosts.push_back(*std::move(name));
    }
    return {};
}

Result<void> take_proxy_from(Config& config, const Setting& setting) {
    Result<std::vector<model::IpNetwork>> networks = read_networks(setting.value);
    if (!networks) return networks.error();
    config.http.proxy_from = *std::move(networks);
    return {};
}

Result<void> take_requests(Config& config, const Setting& setting) {
    const Result<std::uint64_t> count = read_count(setting.value, 0, kMostRequests);
    if (!count) return count.error();
    config.http.requests_per_minute = *count;
    return {};
}

constexpr std::array kFields{
    Field{"http.listen", take_listen},
    Field{"http.base_path", take_base_path},
    Field{"http.hosts", take_hosts},
    Field{"http.proxy_from", take_proxy_from},
    Field{"http.requests_per_minute", take_requests},
};

}  // namespace

std::span<const Field> http_fields() {
    return kFields;
}

}  // namespace sendpath::config
