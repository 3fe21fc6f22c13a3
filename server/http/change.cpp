#include "http/change.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

constexpr Change kChanges[] = {
    {"POST", "/paths/override", true, override_paths},
    {"POST", "/paths/{id}/override", true, override_path},
    {"PUT", "/labels", true, put_label},
    {"DELETE", "/labels/{id}", false, delete_label},
    {"POST", "/mailboxes/test", true, try_mailbox},
    {"POST", "/setup/test-report", true, make_test_report},
    {"POST", "/held/{id}/retry", false, retry_held},
    {"POST", "/held/{id}/ignore", false, ignore_held},
};

std::optional<Match> match_below_api(std::string_view pattern, std::string_view path) {
    if (!path.starts_with(kApiPrefix)) return std::nullopt;
    return match(pattern, path.substr(kApiPrefix.size()));
}

}  // namespace

std::span<const Change> changes() {
    return kChanges;
}

const Change* find_change(std::string_view method, std::string_view path, Match& match) {
    for (const Change& change : kChanges) {
        if (change.method != method) continue;
        if (auto fits = match_below_api(change.pattern, path)) {
            match = *std::move(fits);
            return &change;
        }
    }
    return nullptr;
}

std::string methods_of(std::string_view path) {
    const bool is_read = std::ranges::any_of(routes(), [path](const Route& route) {
        return match_below_api(route.pattern, path).has_value();
    });
    std::string methods = is_read ? "GET, HEAD" : "";
    for (const Change& change : kChanges)
        if (match_below_api(change.pattern, path))
            methods.append(methods.empty() ? "" : ", ").append(change.method);
    return methods;
}

}  // namespace sendpath::http
