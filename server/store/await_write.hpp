#pragma once

#include "store/writer.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::store {

/// A job that resumes a coroutine on its own executor once its group is on disk.
template <class Handler>
class AwaitedJob : public WriterJob {
public:
    AwaitedJob(std::function<void(Ledger&)> work, Handler handler)
        : work_(std::move(work)),
          handler_(std::move(handler)),
          guard_(boost::asio::make_work_guard(handler_)) {}

    void write(Ledger& ledger) override { work_(ledger); }

    // NOLINTNEXTLINE(bugprone-exception-escape): without memory to resume a waiter, better the end
    void settled(const Result<void>& outcome) noexcept override {
        auto resume = [handler = std::move(handler_), outcome]() mutable {
            std::move(handler)(outcome);
        };
        // The waiter may go on, and be the last one in its io_context, while this thread is still
        // inside post(): the guard keeps the io_context until it has left.
        boost::asio::post(guard_.get_executor(), std::move(resume));
        guard_.reset();
    }

private:
    std::function<void(Ledger&)> work_;
    Handler handler_;
    boost::asio::executor_work_guard<boost::asio::associated_executor_t<Handler>> guard_;
};

/// Runs `work` in the writer's next group and resumes the caller when that is on disk, or has
/// failed. `work` may run twice (see WriterJob::write); what it refers to must live until then,
/// which the caller's frame does. Errors: no_space, io.
inline boost::asio::awaitable<Result<void>> written(Writer& writer,
                                                    std::function<void(Ledger&)> work) {
    auto start = [&writer](auto handler, std::function<void(Ledger&)> job) {
        using Job = AwaitedJob<decltype(handler)>;
        writer.submit(std::make_unique<Job>(std::move(job), std::move(handler)));
    };
    auto token = boost::asio::use_awaitable;
    const Result<void> outcome =
        co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                             void(Result<void>)>(start, token, std::move(work));
    co_return outcome;
}

}  // namespace sendpath::store
