#pragma once

#include "imap/reach.hpp"

namespace sendpath::imap {

/// Goes the whole way that the poller goes, up to the messages, and changes nothing: folders are
/// opened for reading alone. Resumes with why it came to no end, if so.
/// @param told  gets a sentence for each step that was done
boost::asio::awaitable<std::optional<Failure>> walk(const Account& account, Told told);

}  // namespace sendpath::imap
