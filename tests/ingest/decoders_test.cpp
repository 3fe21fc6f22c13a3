#include "ingest/decoders.hpp"

#include <gtest/gtest.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>

#include <atomic>
#include <future>
#include <stdexcept>

namespace sendpath::ingest {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto kAmple = 1min;
constexpr auto kShort = 20ms;

/// Work that does not end until the test lets it. Its end is awaited, so that a thread that was
/// given up does not outlive the test.
class Hanging {
public:
    ~Hanging() {
        go_.set_value();
        while (*ended_ < begun_) ended_->wait(ended_->load());
    }
    std::function<int()> work() {
        ++begun_;
        return [go = release_, ended = ended_] {
            go.wait();
            ++*ended;
            ended->notify_all();
            return 7;
        };
    }

private:
    std::promise<void> go_;
    std::shared_future<void> release_ = go_.get_future().share();
    std::shared_ptr<std::atomic<int>> ended_ = std::make_shared<std::atomic<int>>(0);
    int begun_ = 0;
};

class DecodersTest : public testing::Test {
protected:
    template <class Work>
    auto start(Work work, std::chrono::milliseconds patience = kAmple) {
        return asio::co_spawn(io, decoders->run(std::move(work), patience), asio::use_future);
    }
    template <class Work>
    auto result_of(Work work, std::chrono::milliseconds patience = kAmple) {
        auto answer = start(std::move(work), patience);
        io.restart();
        io.run();
        return answer.get();
    }

    Hanging hanging;
    std::unique_ptr<Decoders> decoders = std::make_unique<Decoders>(1);
    asio::io_context io{1};
};

TEST_F(DecodersTest, GiveWhatTheWorkReturned) {
    EXPECT_EQ(result_of([] { return 42; }), 42);
    auto unique =
        result_of([owned = std::make_unique<int>(5)]() mutable { return std::move(owned); });
    ASSERT_TRUE(unique);
    EXPECT_EQ(**unique, 5);
    EXPECT_EQ(decoders->given_up(), 0);
}

TEST_F(DecodersTest, ThrowWhatTheWorkThrewWhereItIsWaitedFor) {
    auto throws = []() -> int { throw std::runtime_error("no memory"); };
    EXPECT_THROW(static_cast<void>(result_of(throws)), std::runtime_error);
    EXPECT_EQ(result_of([] { return 1; }), 1) << "the thread goes on";
}

TEST_F(DecodersTest, GiveUpWorkThatComesToNoEndAndGoOn) {
    EXPECT_EQ(result_of(hanging.work(), kShort), std::nullopt);
    EXPECT_EQ(decoders->given_up(), 1);
    EXPECT_EQ(result_of([] { return 1; }), 1) << "another thread has its place";
    EXPECT_EQ(result_of(hanging.work(), kShort), std::nullopt);
    EXPECT_EQ(decoders->given_up(), 2);
}

TEST_F(DecodersTest, EndWhileAThreadThatWasGivenUpRunsOn) {
    EXPECT_EQ(result_of(hanging.work(), kShort), std::nullopt);
    decoders.reset();
}

TEST_F(DecodersTest, CountPatienceFromWhenTheWorkBegins) {
    std::promise<void> go;
    auto first = start([waits = go.get_future().share()] {
        waits.wait();
        return 1;
    });
    auto second = start([] { return 2; }, kShort);
    asio::steady_timer timer(io, kShort * 3);
    timer.async_wait([&](auto) { go.set_value(); });
    io.run();
    EXPECT_EQ(first.get(), 1);
    EXPECT_EQ(second.get(), 2);
    EXPECT_EQ(decoders->given_up(), 0);
}

TEST_F(DecodersTest, GiveUpWorkWhoseCallerIsCancelled) {
    asio::cancellation_signal signal;
    std::exception_ptr thrown;
    asio::co_spawn(io, decoders->run(hanging.work(), kAmple),
                   asio::bind_cancellation_slot(
                       signal.slot(), [&](std::exception_ptr how, auto) { thrown = how; }));
    asio::steady_timer timer(io, kShort);
    timer.async_wait([&](auto) { signal.emit(asio::cancellation_type::terminal); });
    io.run();
    EXPECT_TRUE(thrown);
    EXPECT_EQ(decoders->given_up(), 1);
}

TEST_F(DecodersTest, NeverBeginWorkWhoseCallerIsGone) {
    std::promise<void> go;
    std::atomic<bool> begun{false};
    {
        asio::io_context short_lived;
        auto busy = [waits = go.get_future().share()] {
            waits.wait();
            return 1;
        };
        auto other = [&] {
            begun = true;
            return 2;
        };
        auto first = start(busy);
        io.poll();  // the only thread is taken
        auto second = asio::co_spawn(short_lived, decoders->run(other, kAmple), asio::use_future);
        short_lived.poll();
    }
    go.set_value();
    io.run();
    EXPECT_EQ(result_of([] { return 3; }), 3);
    EXPECT_FALSE(begun);
}

}  // namespace
}  // namespace sendpath::ingest
