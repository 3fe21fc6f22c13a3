#include "http/caller.hpp"

#include "base/secret_text.hpp"
#include "http/json_parts.hpp"

#include <algorithm>
#include <array>

namespace sendpath::http {
namespace {

namespace json = boost::json;
using store::Scope;

constexpr std::array kAll{Scope::read, Scope::ingest, Scope::admin};

}  // namespace

Need need_of(std::string_view method, std::string_view path) {
    if (path == kLogoutPath || path == kTokensPath ||
        (path.starts_with(kTokensPath) && path[kTokensPath.size()] == '/'))
        return Need::own;
    if (method == "GET" || method == "HEAD") return Need::read;
    return method == "POST" && path == kUploadPath ? Need::ingest : Need::admin;
}

std::span<const Scope> scopes_of(const Caller& caller) {
    const std::span<const Scope> all(kAll);
    switch (caller.by) {
        case Caller::By::nobody: return {};
        case Caller::By::trial: return all;
        case Caller::By::session: return caller.role == store::Role::admin ? all : all.first(1);
        case Caller::By::token: break;
    }
    switch (caller.scope) {
        case Scope::read: return all.first(1);
        case Scope::ingest: return all.subspan(1, 1);
        case Scope::admin: return all;
    }
    return {};
}

bool may(const Caller& caller, Need need) {
    const auto has = [scopes = scopes_of(caller)](Scope scope) {
        return std::ranges::find(scopes, scope) != scopes.end();
    };
    switch (need) {
        case Need::read: return has(Scope::read);
        case Need::ingest: return has(Scope::ingest);
        case Need::admin: return has(Scope::admin);
        case Need::own: return caller.by == Caller::By::session || has(Scope::admin);
    }
    return false;
}

Answer unknown_caller(std::string_view detail, bool bad_token) {
    Answer answer = problem(401, detail);
    answer.fields.push_back(
        {"WWW-Authenticate", bad_token ? R"(Bearer realm="sendpath", error="invalid_token")"
                                       : R"(Bearer realm="sendpath")"});
    return answer;
}

std::optional<Answer> refusal(const Caller& caller, Need need, const Request& request) {
    if (caller.by == Caller::By::nobody)
        return unknown_caller(caller.bad_token ? "the token is unknown, expired or revoked"
                                               : "log in, or send a token",
                              caller.bad_token);
    if (!may(caller, need)) return problem(403, "this account or token may not do that");
    // A browser sends the cookie along with whatever makes it ask; only our pages know the text.
    if (caller.by == Caller::By::session && !is_read(request) &&
        !are_equal_secrets(caller.csrf, request.csrf))
        return problem(403, "X-CSRF-Token is missing, or of another session");
    return std::nullopt;
}

Answer me_answer(const Caller& caller) {
    json::object me;
    me["open"] = caller.by == Caller::By::trial;
    me["account"] = filled(caller.name);
    me["role"] = nullptr;
    if (caller.by == Caller::By::session) me["role"] = name(caller.role);
    json::array scopes;
    for (const Scope scope : scopes_of(caller)) scopes.emplace_back(name(scope));
    me["scopes"] = std::move(scopes);
    me["csrf"] = filled(caller.csrf);
    return json_answer({{"data", std::move(me)}});
}

}  // namespace sendpath::http
