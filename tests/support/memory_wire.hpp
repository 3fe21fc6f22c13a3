#pragma once

#include "net/wire.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <deque>
#include <limits>

namespace sendpath::test {

/// A wire whose peer is a script, on a clock of its own: no socket, no waiting.
class MemoryWire final : public net::Wire {
public:
    /// Octets the peer sends at one go, `after` a pause.
    struct Piece {
        std::string octets;
        std::chrono::milliseconds after{0};
    };

    explicit MemoryWire(std::deque<Piece> script) : script_(std::move(script)) {}

    std::size_t breaks_at = std::numeric_limits<std::size_t>::max();  ///< the n-th call fails
    bool peer_stays = false;  ///< silent after its script, in the place of hanging up
    bool handshake_fails = false;
    std::string sent;       ///< all that was written; "<TLS>" where a handshake was done
    std::size_t calls = 0;  ///< reads, writes, handshakes
    bool closed = false;

    [[nodiscard]] Time now() const override { return time_; }
    [[nodiscard]] std::chrono::milliseconds passed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(time_ - Time{});
    }

    boost::asio::awaitable<Result<std::size_t>> read_some(std::span<char> into,
                                                          Time until) override {
        if (calls++ == breaks_at) co_return kBroken;
        if (script_.empty() && !peer_stays) co_return std::size_t{0};
        if (script_.empty() || time_ + script_.front().after > until) {
            if (!script_.empty())
                script_.front().after -=
                    std::chrono::duration_cast<std::chrono::milliseconds>(until - time_);
            time_ = until;
            co_return Error{Errc::timeout, "nothing came in time"};
        }
        Piece& piece = script_.front();
        time_ += std::exchange(piece.after, std::chrono::milliseconds{0});
        const std::size_t size = std::min(into.size(), piece.octets.size());
        std::copy_n(piece.octets.begin(), size, into.begin());
        piece.octets.erase(0, size);
        if (piece.octets.empty()) script_.pop_front();
        co_return size;
    }

    boost::asio::awaitable<Result<void>> write(std::string_view octets, Time /*until*/) override {
        if (calls++ == breaks_at) co_return kBroken;
        sent += octets;
        co_return Result<void>();
    }

    boost::asio::awaitable<Result<std::string>> start_tls(Time /*until*/) override {
        if (calls++ == breaks_at || handshake_fails) co_return kBroken;
        sent += "<TLS>";
        co_return std::string("TLSv1.3");
    }

    void hurry() override {}

    boost::asio::awaitable<void> pause(std::chrono::milliseconds time) override {
        time_ += time;
        co_return;
    }

    boost::asio::awaitable<void> close(Time /*until*/) override {
        closed = true;
        co_return;
    }

private:
    static inline const Error kBroken{Errc::io, "the wire broke"};

    std::deque<Piece> script_;
    Time time_{};
};

/// Runs a coroutine to its end on a loop of its own; what it throws flies on.
inline void run(boost::asio::awaitable<void> task) {
    boost::asio::io_context io;
    boost::asio::co_spawn(io, std::move(task), [](const std::exception_ptr& thrown) {
        if (thrown) std::rethrow_exception(thrown);
    });
    io.run();
}

}  // namespace sendpath::test
