#pragma once

#include "http/answer.hpp"
#include "http/request.hpp"
#include "store/tokens.hpp"

#include <span>

namespace sendpath::http {

/// Who sends a request.
struct Caller {
    enum class By : std::uint8_t {
        nobody,
        trial,  ///< nobody has an account, and only this machine can ask: all is open
        session,
        token,
    };

    By by = By::nobody;
    bool bad_token = false;               ///< of nobody: a token came, and is good for nothing
    std::optional<std::int64_t> account;  ///< whose session or token it is
    std::string name;                     ///< of the account
    store::Role role{};                   ///< of a session's account
    std::string csrf;                     ///< of a session
    WholeDigest session{};
    std::int64_t token = 0;
    store::Scope scope{};  ///< of a token
};

/// What a request asks of its caller.
enum class Need : std::uint8_t {
    read,
    ingest,  ///< to hand in mail
    admin,   ///< to change anything
    own,     ///< to look after one's own session and tokens
};

[[nodiscard]] Need need_of(std::string_view method, std::string_view path);

[[nodiscard]] bool may(const Caller& caller, Need need);

/// Why the request is not answered: 401 for nobody, 403 for one who may not, or whose session's
/// pages did not send it. nullopt when it is. Source: RFC 6750 section 3; RFC 9110 section 15.5.2.
[[nodiscard]] std::optional<Answer> refusal(const Caller& caller, Need need,
                                            const Request& request);

/// All that the caller may do, in the words of tokens.
[[nodiscard]] std::span<const store::Scope> scopes_of(const Caller& caller);

/// GET /api/v1/me
[[nodiscard]] Answer me_answer(const Caller& caller);

/// The 401 of one who is not known.
[[nodiscard]] Answer unknown_caller(std::string_view detail, bool bad_token);

inline constexpr std::string_view kUploadPath = "/api/v1/reports";
inline constexpr std::string_view kLoginPath = "/api/v1/login";
inline constexpr std::string_view kLogoutPath = "/api/v1/logout";
inline constexpr std::string_view kMePath = "/api/v1/me";
inline constexpr std::string_view kTokensPath = "/api/v1/tokens";

}  // namespace sendpath::http
