#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <list>
#include <utility>

namespace sendpath::imap {

/// A thing that coroutines of one thread do one after another. Outlives all of them.
class OneAtATime {
public:
    /// Lasts as long as it is held.
    class Turn {
    public:
        Turn(OneAtATime& queue, bool waited) : queue_(&queue), waited_(waited) {}
        Turn(Turn&& other) noexcept
            : queue_(std::exchange(other.queue_, nullptr)), waited_(other.waited_) {}
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        Turn& operator=(Turn&&) = delete;
        ~Turn() {
            if (queue_ != nullptr) queue_->end();
        }
        /// True when another one was at it meanwhile.
        [[nodiscard]] bool waited() const { return waited_; }

    private:
        OneAtATime* queue_;
        bool waited_;
    };

    /// Resumes when nobody else has a turn.
    [[nodiscard]] boost::asio::awaitable<Turn> enter();

private:
    class Waiting;

    void end() noexcept;

    bool taken_ = false;
    std::list<boost::asio::steady_timer*> waiting_;  // each in the frame of who waits
};

}  // namespace sendpath::imap
