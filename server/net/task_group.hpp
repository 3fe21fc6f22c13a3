#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <list>

namespace sendpath::net {

/// The conversations that are going on, so that they can be brought to an end in order. Lives on
/// one executor, as its tasks do; must outlive them.
class TaskGroup {
public:
    explicit TaskGroup(boost::asio::any_io_executor executor);

    /// Starts `task`. An exception ends the task alone, and is logged.
    void spawn(boost::asio::awaitable<void> task);

    [[nodiscard]] std::size_t size() const { return tasks_.size(); }

    /// True from finish() on: a conversation ends at its next good point.
    [[nodiscard]] bool finishing() const { return finishing_; }

    /// Brings all tasks to an end. Those that wait for their peer to begin something (see
    /// may_end()) end at once, the others get `grace`, then whatever they wait for is cancelled.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

    /// A task calls this before it waits with nothing begun, and must_go_on() after it.
    [[nodiscard]] static boost::asio::awaitable<void> may_end();
    [[nodiscard]] static boost::asio::awaitable<void> must_go_on();

private:
    void cancel(boost::asio::cancellation_type type);

    boost::asio::any_io_executor executor_;
    std::list<boost::asio::cancellation_signal> tasks_;
    boost::asio::steady_timer empty_;  // never due; cancelled when the last task ends
    bool finishing_ = false;
};

}  // namespace sendpath::net
