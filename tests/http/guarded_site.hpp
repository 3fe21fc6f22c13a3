#pragma once

#include "http/sample_store.hpp"

#include <boost/asio/io_context.hpp>

namespace sendpath::test {

inline constexpr std::string_view kPassword = "correct horse battery";

/// A site that lives on between requests, over a store with accounts, at a time that tests set.
class GuardedSite {
public:
    /// Without accounts until one is added.
    explicit GuardedSite(http::Access access = {});

    /// Has kPassword.
    std::int64_t add_account(std::string_view name, store::Role role = store::Role::admin);

    struct Session {
        std::string cookie;  ///< the field Cookie
        std::string csrf;
    };
    /// A session as a login begins it.
    Session open_session(std::int64_t account);

    /// The token itself.
    std::string add_token(store::Scope scope, std::optional<std::int64_t> account = std::nullopt,
                          std::optional<Seconds> expires = std::nullopt);

    http::Answer ask(http::Request request, std::string target);
    http::Answer get(std::string target, std::string cookie = {});
    http::Answer log_in(std::string_view name, std::string_view password,
                        http::Request request = {});

    void pass(std::chrono::seconds time);
    [[nodiscard]] Seconds now() const;

    SampleStore store;

private:
    boost::asio::io_context io_;
    http::Site site_;
    int sessions_ = 0;
};

/// A POST of JSON.
[[nodiscard]] http::Request post(std::string body, std::string cookie = {}, std::string csrf = {});

/// A request with that token.
[[nodiscard]] http::Request with_token(std::string token, std::string method = "GET");

}  // namespace sendpath::test
