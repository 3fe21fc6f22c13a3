#pragma once

#include "http/back_off.hpp"
#include "http/caller.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

namespace sendpath::http {

/// Begins and ends sessions. Lives on the socket thread; passwords are looked at on threads of its
/// own.
class Login {
public:
    /// `services` must outlive this.
    explicit Login(const Services& services);

    /// POST /api/v1/login. A wrong name and a wrong password cost and are answered the same.
    [[nodiscard]] boost::asio::awaitable<Answer> log_in(const Request& request);

    /// POST /api/v1/logout, by one who has a session.
    [[nodiscard]] boost::asio::awaitable<Answer> log_out(const Caller& caller);

private:
    static constexpr std::size_t kThreads = 2;    // passwords looked at together: 64 MiB
    static constexpr std::size_t kTriesMax = 16;  // that wait for a thread, or have one

    struct Given {
        std::string name;
        std::string password;
    };

    [[nodiscard]] boost::asio::awaitable<Answer> try_in(const Request& request, Given given);
    [[nodiscard]] boost::asio::awaitable<Result<std::optional<store::AccountRow>>> account_of(
        const Given& given);
    [[nodiscard]] boost::asio::awaitable<Answer> open_session(const Request& request,
                                                              store::AccountRow account);

    const Services& services_;
    BackOff addresses_;
    BackOff names_;
    std::string decoy_;
    std::size_t tries_ = 0;
    boost::asio::thread_pool threads_;
};

}  // namespace sendpath::http
