#pragma once

#include "imap/reach.hpp"

namespace sendpath::imap {

/// Goes the whole way that the poller goes, up to the messages, and changes nothing: folders are
/// opened for reading alone. Resumes with why it came to no end, if so. What it tells has a
/// stranger's words in it; fit to be shown.
/// @param account  must outlive the walk
/// @param told     gets a sentence for each part that was done
boost::asio::awaitable<std::optional<Stumble>> walk(const Account& account, Told told);

}  // namespace sendpath::imap
