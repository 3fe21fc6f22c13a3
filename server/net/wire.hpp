#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <span>

namespace sendpath::net {

/// One connection, in clear or under TLS, as a protocol sees it. Every wait has a moment at which
/// it is given up, so that no peer can hold a conversation for longer than its rules say.
class Wire {
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    virtual ~Wire() = default;

    /// The clock that `until` below is read by.
    [[nodiscard]] virtual Time now() const = 0;

    /// Some octets, at least one; 0 when the peer has ended its side. `into` must outlive the call.
    /// Errors: timeout, io.
    virtual boost::asio::awaitable<Result<std::size_t>> read_some(std::span<char> into,
                                                                  Time until) = 0;

    /// All of `octets`, which must outlive the call. Errors: timeout, io.
    virtual boost::asio::awaitable<Result<void>> write(std::string_view octets, Time until) = 0;

    /// Our side of a TLS handshake; its version, "TLSv1.3". After an error the connection is of no
    /// more use. Errors: timeout, io; bad_syntax when it is the other's certificate that is not
    /// taken.
    virtual boost::asio::awaitable<Result<std::string>> start_tls(Time until) = 0;

    /// Ends the read that waits now, if one does, as if its time were over.
    virtual void hurry() = 0;

    /// Waits, as a brake.
    virtual boost::asio::awaitable<void> pause(std::chrono::milliseconds time) = 0;

    /// Says goodbye where TLS is on, and closes.
    virtual boost::asio::awaitable<void> close(Time until) = 0;
};

}  // namespace sendpath::net
