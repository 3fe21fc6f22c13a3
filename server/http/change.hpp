#pragma once

#include "http/caller.hpp"
#include "http/route.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::http {

/// What a change may use. It is over before what these refer to is.
struct ChangeCall {
    const Services& services;
    const Request& request;
    const Caller& caller;
    Match match;
};

/// Anything below /api/v1 that changes the store and answers at once; the guard has let it in.
struct Change {
    std::string_view method;
    std::string_view pattern;  ///< as Route::pattern
    bool has_body = false;     ///< a JSON object
    boost::asio::awaitable<Answer> (*work)(const ChangeCall& call);
};

/// All changes, in the order of the documentation.
[[nodiscard]] std::span<const Change> changes();

/// The change that `method` asks of a path below /api/v1; nullptr: none.
[[nodiscard]] const Change* find_change(std::string_view method, std::string_view path,
                                        Match& match);

/// What a path below /api/v1 takes, "GET, HEAD, PUT"; empty for one that is not there.
[[nodiscard]] std::string methods_of(std::string_view path);

// Each with its resource.
[[nodiscard]] boost::asio::awaitable<Answer> put_label(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> delete_label(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> override_path(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> override_paths(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> try_mailbox(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> make_test_report(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> retry_held(const ChangeCall& call);
[[nodiscard]] boost::asio::awaitable<Answer> ignore_held(const ChangeCall& call);

}  // namespace sendpath::http
