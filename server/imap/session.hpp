#pragma once

#include "imap/idle.hpp"
#include "imap/response_reader.hpp"
#include "net/wire.hpp"

namespace sendpath::imap {

/// How long a server may take.
struct Patience {
    std::chrono::seconds response{30};  ///< from a command, or a response, to the next response
    std::chrono::seconds slice{120};    ///< of messages, without an octet more
};

/// One conversation with one server: carries exchanges out over a wire, one after another. After a
/// failure the wire is of no more use, unless leaves_usable() says otherwise.
class Session {
public:
    /// The longest that one response may take, however steadily it drips.
    static constexpr std::chrono::minutes kResponseMax{10};

    /// @param name  of the mailbox, for the log: "reports/INBOX"
    Session(net::Wire& wire, Patience patience, std::string name)
        : wire_(&wire), patience_(patience), name_(std::move(name)) {}

    /// What is known of the server; exchanges are made with it.
    [[nodiscard]] Peer& peer() { return peer_; }

    enum class Pace : std::uint8_t { quick, in_slices };

    /// Resumes when `exchange`, which must outlive the call, is done; with why, when it was given
    /// up.
    boost::asio::awaitable<std::optional<Failure>> carry_out(Exchange& exchange,
                                                             Pace pace = Pace::quick);

    /// Waits under IDLE until the server tells of news, `until`, or hurry(); then ends IDLE.
    /// Resumes at once where the server turns out to have none.
    boost::asio::awaitable<std::optional<Failure>> wait(Idle& idle, net::Wire::Time until);

    /// Ends a wait(), if one runs.
    void hurry();

private:
    using Ended = std::optional<std::optional<Failure>>;  // nothing: it goes on

    boost::asio::awaitable<Ended> take(Exchange& exchange, const Step& step);
    boost::asio::awaitable<std::optional<Failure>> go_on(Exchange& exchange, Pace pace);
    boost::asio::awaitable<std::optional<Failure>> shake_hands();
    /// Octets up to the end of a response. Errors: timeout, io; as ResponseReader::feed().
    boost::asio::awaitable<Result<void>> receive(net::Wire::Time until, net::Wire::Time latest,
                                                 std::chrono::seconds stretch);
    [[nodiscard]] Failure broken(const Error& error) const;

    net::Wire* wire_;
    Patience patience_;
    std::string name_;
    Peer peer_;
    ResponseReader reader_;
    std::string received_;
    std::size_t taken_ = 0;   // of received_
    bool may_hurry_ = false;  // within wait(), while nothing but news is awaited
};

/// What a handshake that came to nothing means.
[[nodiscard]] Failure tls_failure(const Error& error);

/// Whether other folders can still be asked for on the connection that met this.
[[nodiscard]] bool leaves_usable(Trouble trouble);

}  // namespace sendpath::imap
