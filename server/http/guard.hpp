#pragma once

#include "http/access.hpp"
#include "http/caller.hpp"
#include "http/request_rate.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::http {

/// Stands before all that is not open to everyone. Lives on the socket thread.
class Guard {
public:
    /// Both must outlive this.
    Guard(const Services& services, const Access& access)
        : services_(services),
          access_(access),
          addresses_(access.requests_per_minute),
          tokens_(access.requests_per_minute) {}

    /// Asked of the store at each request, so that what is revoked ends at once. A token goes
    /// before a cookie. Errors: as the store's questions.
    [[nodiscard]] boost::asio::awaitable<Result<Caller>> caller(const Request& request);

    /// 429 when the address asks too often; told before anything is looked up.
    [[nodiscard]] std::optional<Answer> too_fast(const Request& request);

    /// nullopt for a caller who may; `caller` is filled then.
    [[nodiscard]] boost::asio::awaitable<std::optional<Answer>> refused(const Request& request,
                                                                        Need need, Caller& caller);

private:
    [[nodiscard]] boost::asio::awaitable<void> note(const Caller& caller, Seconds last);

    const Services& services_;
    const Access& access_;
    RequestRate addresses_;
    RequestRate tokens_;
    bool trial_ = true;  // as the last request found it
};

/// 429, and when to come again.
[[nodiscard]] Answer come_later(std::string_view detail, std::chrono::seconds after);

}  // namespace sendpath::http
