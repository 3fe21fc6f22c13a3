#include "imap/one_at_a_time.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::imap {

namespace asio = boost::asio;

/// A timer that is never due, and is cancelled when a turn ends.
class OneAtATime::Waiting {
public:
    Waiting(OneAtATime& queue, const asio::any_io_executor& executor)
        : queue_(queue),
          timer_(executor, asio::steady_timer::time_point::max()),
          place_(queue.waiting_.insert(queue.waiting_.end(), &timer_)) {}
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    ~Waiting() { queue_.waiting_.erase(place_); }

    [[nodiscard]] asio::steady_timer& timer() { return timer_; }

private:
    OneAtATime& queue_;
    asio::steady_timer timer_;
    std::list<asio::steady_timer*>::iterator place_;
};

asio::awaitable<OneAtATime::Turn> OneAtATime::enter() {
    const auto executor = co_await asio::this_coro::executor;
    bool waited = false;
    while (taken_) {
        waited = true;
        Waiting waiting(*this, executor);
        boost::system::error_code ignored;
        auto token = asio::redirect_error(asio::use_awaitable, ignored);
        co_await waiting.timer().async_wait(token);
    }
    taken_ = true;
    co_return Turn(*this, waited);
}

void OneAtATime::end() noexcept {
    taken_ = false;
    boost::system::error_code ignored;
    for (asio::steady_timer* each : waiting_) each->cancel(ignored);
}

}  // namespace sendpath::imap
