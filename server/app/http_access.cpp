#include "app/http_access.hpp"

#include "store/accounts.hpp"
#include "store/connection.hpp"

#include <algorithm>

namespace sendpath::app {
namespace {

bool is_any_address(const model::IpAddress& address) {
    return address.packed().find_first_not_of('\0') == std::string_view::npos;
}

}  // namespace

// Without names of its own, a server on loopback goes by its addresses. Beyond that, who asks by
// whatever name has to log in, and a page of elsewhere has no cookie for that.
http::Access http_access(const config::Config::Http& http) {
    http::Access access{.loopback_only = std::ranges::all_of(http.listen, config::is_loopback),
                        .hosts = http.hosts,
                        .proxy_from = http.proxy_from,
                        .requests_per_minute = http.requests_per_minute};
    if (access.hosts.empty() && !access.loopback_only) return access;
    for (const config::Endpoint& each : http.listen)
        if (!is_any_address(each.address)) access.hosts.push_back(each.address.str());
    return access;
}

Result<void> check_protected(const config::Config& config) {
    const auto open = std::ranges::find_if_not(config.http.listen, config::is_loopback);
    if (open == config.http.listen.end()) return {};
    const auto db = store::open_for_reading(config.store.path);
    if (!db) return db.error();
    const Result<bool> guarded = store::has_accounts(**db);
    if (!guarded) return guarded.error().within("store " + config.store.path);
    if (*guarded) return {};
    return Error{Errc::missing_field,
                 "http.listen: " + config::endpoint_text(*open) +
                     " can be reached from other machines, and the store has no account to protect "
                     "it; make one with `sendpath user add NAME --store " +
                     config.store.path + "`, or listen on 127.0.0.1"};
}

}  // namespace sendpath::app
