#pragma once

#include <cstdint>

namespace sendpath::store {

/// Where a message stands on an IMAP server: no two messages ever have the same.
struct MailboxPlace {
    std::int64_t mailbox = 0;  ///< row of table mailbox: account and folder
    std::uint32_t uid_validity = 0;
    std::uint32_t uid = 0;
};

}  // namespace sendpath::store
