#pragma once

#include "imap/failure.hpp"

#include <functional>

namespace sendpath::imap {

/// The parts of the way into a mailbox, in their order.
enum class Part : std::uint8_t {
    credential,  ///< there is a password or token to log in with
    look_up,     ///< the host has addresses
    connection,
    tls,  ///< it is the host, and nobody reads along
    login,
    server,   ///< what it says and can do
    folders,  ///< which there are
    folder,   ///< one that is read
    filing,   ///< one that messages are filed in
};

/// The word for the API, "look_up".
[[nodiscard]] std::string_view name(Part part);

/// Called at each part that was done, with words for people about it: for somebody who watches.
using Told = std::function<void(Part, std::string_view)>;

/// Where the way came to no end, and why.
struct Stumble {
    Part part{};
    Failure failure;
};

/// The part of arriving at a server, from its greeting on, that ended with this.
[[nodiscard]] Part part_of_arrival(Trouble trouble);

}  // namespace sendpath::imap
