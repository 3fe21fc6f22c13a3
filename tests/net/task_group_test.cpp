#include "net/task_group.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace sendpath::net {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// Waits for what never comes; `idle` tells whether it has begun anything.
asio::awaitable<void> wait_for_good(bool idle, std::string& log, std::string name) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_at(asio::steady_timer::time_point::max());
    if (idle) co_await TaskGroup::may_end();
    boost::system::error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    co_await timer.async_wait(token);
    log += name;
}

class TaskGroupTest : public testing::Test {
protected:
    void finish(std::chrono::milliseconds grace) {
        auto ending = [this, grace]() -> asio::awaitable<void> {
            co_await group.finish(grace);
            log += '.';
        };
        asio::co_spawn(io, ending, asio::detached);
        io.run();
    }

    asio::io_context io;
    TaskGroup group{io.get_executor()};
    std::string log;
};

TEST_F(TaskGroupTest, EndsWhenNothingIsGoingOn) {
    finish(1h);
    EXPECT_EQ(log, ".");
    EXPECT_TRUE(group.finishing());
}

TEST_F(TaskGroupTest, EndsTheIdleAtOnce) {
    group.spawn(wait_for_good(true, log, "a"));
    group.spawn(wait_for_good(true, log, "b"));
    finish(1h);
    EXPECT_EQ(log, "ab.");
    EXPECT_EQ(group.size(), 0U);
}

TEST_F(TaskGroupTest, GivesTheBusyTheirGraceThenCancelsThem) {
    group.spawn(wait_for_good(false, log, "busy"));
    group.spawn(wait_for_good(true, log, "idle "));
    finish(1ms);
    EXPECT_EQ(log, "idle busy.");
}

TEST_F(TaskGroupTest, LetsTheBusyComeToTheirEnd) {
    auto work = [this]() -> asio::awaitable<void> {
        for (int step = 0; step < 3 || !group.finishing(); ++step)
            co_await asio::post(io, asio::use_awaitable);
        log += "done";
    };
    group.spawn(work());
    finish(1h);
    EXPECT_EQ(log, "done.");
}

TEST_F(TaskGroupTest, OutlivesATaskThatThrows) {
    auto fail = []() -> asio::awaitable<void> {
        co_await TaskGroup::must_go_on();
        throw std::logic_error("on purpose");
    };
    group.spawn(fail());
    finish(1h);
    EXPECT_EQ(group.size(), 0U);
}

}  // namespace
}  // namespace sendpath::net
