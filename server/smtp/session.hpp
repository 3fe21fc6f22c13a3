#pragma once

#include "net/line_stream.hpp"
#include "net/task_group.hpp"
#include "smtp/counters.hpp"
#include "smtp/dialogue.hpp"
#include "smtp/memory_budget.hpp"

#include <functional>

namespace sendpath::smtp {

/// How long things may take. Source: RFC 5321 section 4.5.3.2 for those a sender counts on.
struct Patience {
    std::chrono::milliseconds greeting = std::chrono::seconds(60);  ///< until EHLO
    std::chrono::milliseconds idle = std::chrono::seconds(300);     ///< for one command, one write
    std::chrono::milliseconds idle_busy =
        std::chrono::seconds(10);  ///< the same when places are few
    std::chrono::milliseconds handshake = std::chrono::seconds(30);
    std::chrono::milliseconds session =
        std::chrono::minutes(20);                               ///< then no next command is heard
    std::chrono::milliseconds data = std::chrono::minutes(30);  ///< one message
    std::chrono::milliseconds overrun = std::chrono::seconds(60);  ///< of a message over the limit
    std::chrono::milliseconds farewell = std::chrono::seconds(2);
    std::chrono::milliseconds brake = std::chrono::seconds(1);  ///< before each reply after errors
    std::chrono::milliseconds early_talker{0};  ///< of silence before the banner; 0: not asked
    std::uint64_t data_rate = 500;  ///< octets of a message that win a second more of `idle`
};

/// A whole mail as it came.
struct Message {
    std::string octets;
    Transaction transaction;
    std::string helo;
    bool extended = true;  ///< EHLO or LHLO, not HELO
    std::string tls;       ///< "TLSv1.3"; empty: in clear
    std::string id;        ///< ours, told to the sender
};

/// Takes one mail; resumes when it is safe on disk. Errors: no_space, io (it is not).
using Deliver = std::function<boost::asio::awaitable<Result<void>>(Message)>;

/// What the conversations of one sink share.
struct Shared {
    const Rules& rules;
    const Patience& patience;
    const net::TaskGroup& group;
    Counters& counters;
    MemoryBudget& memory;
    Deliver deliver;
    bool strict_line_ends = false;  ///< a bare LF is refused as a bare CR is
    std::function<bool()> tls_offered;
    std::function<bool()> storage_low;
    std::function<bool()> busy;  ///< places are few
    std::function<std::string()> next_id;
};

/// One SMTP conversation from greeting to goodbye. What a client does wrong is answered on the
/// wire, never thrown.
class Session {
public:
    Session(net::LineStream& lines, Shared& shared);

    /// @param tls  the version, where the handshake came first (RFC 8314 section 3)
    boost::asio::awaitable<void> run(std::string tls = {});

private:
    boost::asio::awaitable<void> greet();
    boost::asio::awaitable<void> one_command();
    boost::asio::awaitable<void> broken(Error why);
    boost::asio::awaitable<void> obey(Reply reply);
    boost::asio::awaitable<void> take_message();
    boost::asio::awaitable<Result<void>> store(std::string octets, std::string id);
    boost::asio::awaitable<void> handshake();
    boost::asio::awaitable<void> say(Reply reply);
    boost::asio::awaitable<void> flush();
    [[nodiscard]] net::Wire::Time command_deadline() const;
    [[nodiscard]] std::chrono::milliseconds idle() const;
    [[nodiscard]] net::Wire::Time now() { return lines_->wire().now(); }

    net::LineStream* lines_;
    Shared* shared_;
    Dialogue dialogue_;
    std::string replies_;  // not sent yet: those to one burst of commands go in one packet
    std::string tls_;
    net::Wire::Time end_;          // no command is heard after it
    net::Wire::Time hello_until_;  // until then the client must have said EHLO
    bool over_ = false;
};

}  // namespace sendpath::smtp
