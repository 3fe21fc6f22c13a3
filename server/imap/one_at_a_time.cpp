#include "imap/one_at_a_time.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::imap {

namespace asio = boost::asio;

asio::awaitable<OneAtATime::Turn> OneAtATime::enter() {
    const auto executor = co_await asio::this_coro::executor;
    if (!ended_) ended_.emplace(executor, asio::steady_timer::time_point::max());
    bool waited = false;
    while (taken_) {
        waited = true;
        boost::system::error_code ignored;
        auto token = asio::redirect_error(asio::use_awaitable, ignored);
        co_await ended_->async_wait(token);
    }
    taken_ = true;
    co_return Turn(*this, waited);
}

void OneAtATime::end() {
    taken_ = false;
    ended_->cancel();
}

}  // namespace sendpath::imap
