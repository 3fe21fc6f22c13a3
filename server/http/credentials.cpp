#include "http/credentials.hpp"

#include "base/text.hpp"
#include "store/accounts.hpp"

#include <algorithm>

namespace sendpath::http {

std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "Bearer ";
    if (!text::istarts_with(authorization, scheme)) return std::nullopt;
    return text::trimmed(authorization.substr(scheme.size()));
}

std::optional<std::string_view> cookie(std::string_view field, std::string_view name) {
    while (!field.empty()) {
        const std::size_t end = std::min(field.find(';'), field.size());
        const std::string_view pair = text::trimmed(field.substr(0, end));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
        field.remove_prefix(std::min(end + 1, field.size()));
    }
    return std::nullopt;
}

std::string session_cookie(std::string_view secret) {
    const auto age = secret.empty() ? std::chrono::seconds(0) : store::kSessionLongest;
    return std::string(kSessionCookie)
        .append("=")
        .append(secret)
        .append("; Path=/; Max-Age=")
        .append(std::to_string(age.count()))
        .append("; Secure; HttpOnly; SameSite=Strict");
}

}  // namespace sendpath::http
