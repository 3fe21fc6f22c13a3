#pragma once

#include "config/config.hpp"
#include "store/retention.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace sendpath::store {
class Writer;
}

namespace sendpath::app {

/// What is past its retention at `now`.
[[nodiscard]] store::Cutoffs cutoffs_at(const config::Retention& retention, Seconds now);

/// Has the writer take away what is past its retention: when the server starts, and every hour. In
/// steps with a rest after each, so that what comes in meanwhile waits for one of them at most.
class RetentionKeeper {
public:
    RetentionKeeper(const boost::asio::any_io_executor& executor, store::Writer& writer,
                    const config::Retention& retention);

    /// Goes on until stop().
    [[nodiscard]] boost::asio::awaitable<void> run();
    void stop();

    /// Holds from the next step on, which comes now.
    void set(const config::Retention& retention);

private:
    [[nodiscard]] boost::asio::awaitable<void> clear();

    store::Writer& writer_;
    config::Retention retention_;
    store::RetentionProgress progress_;
    boost::asio::steady_timer rest_;
    bool stopping_ = false;
};

}  // namespace sendpath::app
