#pragma once

#include "base/result.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace sendpath::dns {

/// Whom to ask, and how long to wait.
struct Servers {
    std::vector<std::string>
        addresses;  ///< "192.0.2.53:53", "[2001:db8::53]:53"; empty: the system's
    std::chrono::milliseconds timeout = std::chrono::seconds(2);  ///< of the first try
    int tries = 2;  ///< of each server; each waits twice as long as the one before
};

/// c-ares on the sockets thread: it makes the sockets, Asio tells it when they are ready.
class Channel {
public:
    /// How a question ended: a status of c-ares, and the octets of the answer where there is one.
    /// Called on the executor, once for each question, for those still open when the channel goes
    /// as well.
    using Answered = std::function<void(int status, std::string_view octets)>;

    /// Errors: io (the system names no server that could be asked), bad_syntax (an address).
    [[nodiscard]] static Result<Channel> open(boost::asio::any_io_executor executor,
                                              const Servers& servers);
    Channel(Channel&&) noexcept;
    Channel& operator=(Channel&&) noexcept;
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    ~Channel();

    /// Asks for the records of `type` (RFC 1035 section 3.2.2) of class IN.
    /// @param name  as it is; nothing is put behind it
    void ask(const std::string& name, int type, Answered answered);

    /// Ends all that are open.
    void cancel();

private:
    class Inside;
    explicit Channel(std::shared_ptr<Inside> inside);

    std::shared_ptr<Inside> inside_;  // shared with the waits that are under way
};

}  // namespace sendpath::dns
