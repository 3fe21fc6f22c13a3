#include "imap/token_endpoint.hpp"

#include "base/text.hpp"
#include "imap/utf8.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <algorithm>

namespace sendpath::imap {
namespace {

namespace json = boost::json;

std::string encoded(const std::string& text) {
    return boost::urls::encode({text.data(), text.size()}, boost::urls::unreserved_chars);
}

/// The object that a body is; empty for a body that is none.
json::object object_of(const std::string& body) {
    boost::system::error_code problem;
    json::value value = json::parse(body, problem);
    return !problem && value.is_object() ? std::move(value.as_object()) : json::object();
}

std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    const json::string& text = value->as_string();
    return {text.data(), text.size()};
}

/// Seconds as a number, or as a text, as Microsoft's older endpoints have it.
std::chrono::seconds lifetime_of(const json::object& object) {
    constexpr std::int64_t most = std::chrono::seconds(kLifetimeMax).count();
    const json::value* value = object.if_contains("expires_in");
    std::int64_t told = 0;
    if (value != nullptr && value->is_number()) {
        const double number = value->to_number<double>();
        told = static_cast<std::int64_t>(std::clamp(number, 0.0, double(most)));
    } else if (value != nullptr && value->is_string()) {
        const auto count = text::parse_count(text_of(object, "expires_in"));
        told = count ? static_cast<std::int64_t>(std::min<std::uint64_t>(*count, most)) : 0;
    }
    return std::chrono::seconds(told);
}

/// Letters that a token is made of on the wire. Source: RFC 6750 section 2.1, and all else that is
/// printable, since the mail server judges it.
bool is_token(const std::string& text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

struct Refusal {
    std::string_view error;
    std::string_view advice;
};

/// Source: RFC 6749 section 5.2; RFC 6749 section 4.1.2.1 and OpenID Connect Core section 3.1.2.6,
/// whose words Microsoft uses here as well.
constexpr Refusal kRefusals[] = {
    {"invalid_grant",
     "the refresh token has ended, was taken back or does not belong to this client: give consent "
     "anew and put the new one in its place"},
    {"interaction_required", "the provider wants to see its user: give consent anew"},
    {"consent_required", "the provider wants to see its user: give consent anew"},
    {"invalid_client",
     "the provider does not know the client, or its secret has ended: look at client_id and "
     "client_secret"},
    {"unauthorized_client", "this client may not ask so: look at how it is registered"},
    {"invalid_scope", "the provider knows no such scope: look at scope"},
    {"unsupported_grant_type", "no tokens are given in this way here: look at token_url"},
};

std::string_view advice_of(std::string_view error) {
    const auto* found = std::ranges::find(kRefusals, error, &Refusal::error);
    return found == std::end(kRefusals) ? std::string_view() : found->advice;
}

/// Refusals that are none for good. Source: RFC 6749 section 4.1.2.1; RFC 8628 section 3.5.
bool is_for_now(std::string_view error) {
    return error == "temporarily_unavailable" || error == "server_error" || error == "slow_down";
}

void take_out(std::string& text, const std::string& secret) {
    if (secret.empty()) return;
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;)
        text.replace(at, secret.size(), "***");
}

/// A provider's text without what was confided to it.
std::string shown(std::string text, const TokenRequest& request) {
    for (const std::string& secret : {request.client_secret, request.refresh_token}) {
        take_out(text, secret);
        take_out(text, encoded(secret));
    }
    return for_people(text);
}

/// The answer's own words on why there is no token, and ours on what to do.
std::string reason(const HttpAnswer& answer, const json::object& object,
                   const TokenRequest& request) {
    std::string out = "status " + std::to_string(answer.status);
    const std::string error = text_of(object, "error");
    if (!error.empty()) out += ", " + shown(error, request);
    const std::string_view advice = advice_of(error);
    if (!advice.empty()) out.append(": ").append(advice);
    const std::string words = text_of(object, "error_description");
    if (!words.empty()) out += "; it says: " + shown(words, request);
    const bool waits = !answer.retry_after.empty() && answer.retry_after.size() < 10 &&
                       text::parse_count(answer.retry_after);
    if (waits) out += "; it wants to be left alone for " + answer.retry_after + " s";
    return out;
}

Error refusal(const HttpAnswer& answer, const json::object& object, const TokenRequest& request) {
    constexpr unsigned redirection = 300;
    constexpr unsigned bad_request = 400;
    constexpr unsigned not_found = 404;
    constexpr unsigned request_timeout = 408;
    constexpr unsigned too_many = 429;
    constexpr unsigned server_error = 500;
    const unsigned status = answer.status;
    const std::string why = reason(answer, object, request);
    if (status >= server_error || status == too_many || status == request_timeout ||
        status < redirection || is_for_now(text_of(object, "error")))
        return {Errc::io, "no token for now: " + why};
    if (status < bad_request || status == not_found)
        return {Errc::bad_syntax, "no tokens are given here: " + why + "; look at token_url"};
    return {Errc::bad_syntax, "refused: " + why};
}

}  // namespace

std::string form_of(const TokenRequest& request) {
    std::string out = request.refresh_token.empty() ? "grant_type=client_credentials"
                                                    : "grant_type=refresh_token";
    const std::pair<std::string_view, const std::string&> fields[] = {
        {"client_id", request.client_id},
        {"client_secret", request.client_secret},
        {"refresh_token", request.refresh_token},
        {"scope", request.scope}};
    for (const auto& [name, value] : fields)
        if (!value.empty()) out.append("&").append(name).append("=").append(encoded(value));
    return out;
}

Result<GivenToken> read_token(const HttpAnswer& answer, const TokenRequest& request) {
    constexpr unsigned ok = 200;
    const json::object object = object_of(answer.body);
    if (answer.status != ok) return refusal(answer, object, request);
    const std::string type = text_of(object, "token_type");
    GivenToken given{.token = text_of(object, "access_token"),
                     .lifetime = lifetime_of(object),
                     .refresh_token = text_of(object, "refresh_token")};
    if (!is_token(given.token))
        return Error{Errc::io, "there is no access_token in what it answered with status 200"};
    if (!type.empty() && !text::iequals(type, "Bearer"))
        return Error{Errc::io, "its tokens are of another type than Bearer"};
    if (!is_token(given.refresh_token)) given.refresh_token.clear();
    return given;
}

}  // namespace sendpath::imap
