#include "http/request_counts.hpp"

#include "http/change.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

constexpr std::string_view kOutside[] = {"/healthz", "/readyz", "/metrics"};

/// What is below /api/v1 and neither Route nor Change.
constexpr std::string_view kOthers[] = {
    "/login",       "/logout",   "/me",        "/tokens",
    "/tokens/{id}", "/settings", "/setup/dns", "/mailboxes/{id}/poll",
    "/openapi.json"};

}  // namespace

std::string_view route_name(std::string_view path) {
    const auto* outside = std::ranges::find(kOutside, path);
    if (outside != std::end(kOutside)) return *outside;
    if (path != "/api" && !path.starts_with("/api/")) return "page";
    if (!path.starts_with(kApiPrefix)) return "none";
    const std::string_view below = path.substr(kApiPrefix.size());
    for (const std::string_view pattern : kOthers)
        if (match(pattern, below)) return pattern;
    for (const Route& route : routes())
        if (match(route.pattern, below)) return route.pattern;
    for (const Change& change : changes())
        if (match(change.pattern, below)) return change.pattern;
    return "none";
}

}  // namespace sendpath::http
