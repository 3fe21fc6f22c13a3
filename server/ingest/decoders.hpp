#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <concepts>
#include <exception>
#include <functional>
#include <memory>
#include <optional>

namespace sendpath::ingest {

/// The threads that read mail. No mail may stop them: work that comes to no end is given up with
/// its thread, which another one replaces. A thread that was given up keeps nothing alive but
/// itself, and the program can end while it runs.
class Decoders {
public:
    explicit Decoders(unsigned threads);
    Decoders(const Decoders&) = delete;
    Decoders& operator=(const Decoders&) = delete;
    /// Waits for the work that was not given up.
    ~Decoders();

    /// Runs `work` on one of the threads and resumes the caller on its own executor, which must be
    /// one thread's, with what it returned; nullopt when it was not back `patience` after it had
    /// begun. What `work` throws is thrown here. It must own all it refers to, since it may outlive
    /// its caller.
    template <std::invocable Work>
    boost::asio::awaitable<std::optional<std::invoke_result_t<Work&>>> run(
        Work work, std::chrono::milliseconds patience);

    /// Threads that were given up since the start.
    [[nodiscard]] std::int64_t given_up() const;

private:
    struct Job;
    struct Inside;
    class Leaving;

    /// False when `work` was given up.
    boost::asio::awaitable<bool> finish(std::function<void()> work,
                                        std::chrono::milliseconds patience);

    // Shared with every thread, since one that was given up outlives this object.
    std::shared_ptr<Inside> inside_;
};

template <std::invocable Work>
boost::asio::awaitable<std::optional<std::invoke_result_t<Work&>>> Decoders::run(
    Work work, std::chrono::milliseconds patience) {
    struct Outcome {
        std::optional<std::invoke_result_t<Work&>> value;
        std::exception_ptr thrown;
    };
    // Equal in right: the caller may go before the work is back.
    auto outcome = std::make_shared<Outcome>();
    auto owned = std::make_shared<Work>(std::move(work));
    std::function<void()> job = [outcome, owned] {
        try {
            outcome->value = (*owned)();
        } catch (...) {
            outcome->thrown = std::current_exception();
        }
    };
    owned.reset();
    const bool finished = co_await finish(std::move(job), patience);
    if (!finished) co_return std::nullopt;
    if (outcome->thrown) std::rethrow_exception(outcome->thrown);
    co_return std::move(outcome->value);
}

}  // namespace sendpath::ingest
