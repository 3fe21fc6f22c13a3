#include "net/task_group.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using asio::cancellation_type;

void log(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const boost::system::system_error& ended) {
        // Asio's way out of a coroutine that was cancelled.
        if (ended.code() != asio::error::operation_aborted)
            spdlog::error("a conversation ended unexpectedly: {}", ended.what());
    } catch (const std::exception& problem) {
        spdlog::error("a conversation ended by a mistake in this program: {}", problem.what());
    }
}

}  // namespace

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : executor_(std::move(executor)), empty_(executor_) {
    empty_.expires_at(asio::steady_timer::time_point::max());
}

void TaskGroup::spawn(asio::awaitable<void> task) {
    tasks_.emplace_back();
    const auto place = std::prev(tasks_.end());
    auto ended = [this, place](const std::exception_ptr& thrown) {
        if (thrown) log(thrown);
        tasks_.erase(place);
        if (tasks_.empty()) empty_.cancel();
    };
    asio::co_spawn(executor_, std::move(task),
                   asio::bind_cancellation_slot(place->slot(), std::move(ended)));
}

asio::awaitable<void> TaskGroup::finish(std::chrono::milliseconds grace) {
    finishing_ = true;
    cancel(cancellation_type::total);
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    if (!tasks_.empty()) {
        empty_.expires_after(grace);
        co_await empty_.async_wait(token);
    }
    cancel(cancellation_type::terminal);
    while (!tasks_.empty()) {
        empty_.expires_at(asio::steady_timer::time_point::max());
        co_await empty_.async_wait(token);
    }
}

// A coroutine of co_spawn() is deaf to all but terminal cancellation until it says otherwise.
asio::awaitable<void> TaskGroup::may_end() {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_total_cancellation());
}

asio::awaitable<void> TaskGroup::must_go_on() {
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
}

void TaskGroup::cancel(cancellation_type type) {
    // A task may end, and leave the list, while it is told.
    for (auto each = tasks_.begin(); each != tasks_.end();) (each++)->emit(type);
}

}  // namespace sendpath::net
