#pragma once

#include "imap/exchange.hpp"

#include <map>

namespace sendpath::imap {

/// Messages of one FETCH, so that its answer stays within ReadLimits::untagged.
inline constexpr std::size_t kBatchMessages = 500;
/// Octets that are to come in answer to it.
inline constexpr std::uint64_t kBatchOctets = 2U << 20U;

/// Asks how large messages are, before any is fetched. The answer may be wrong and is no promise.
class MessageSizes final : public Exchange {
public:
    /// @param peer      must outlive this
    /// @param messages  at most kBatchMessages, and no more than one command names
    MessageSizes(Peer& peer, const UidSet& messages) : Exchange(peer), wanted_(messages) {}

    [[nodiscard]] Step begin() override;

    /// Octets, by number. A message that is not among them is gone. Told twice, the larger counts.
    [[nodiscard]] const std::map<Uid, std::uint64_t>& sizes() const { return sizes_; }

private:
    bool note(const Response& response) override;
    Step ended() override;

    UidSet wanted_;
    std::map<Uid, std::uint64_t> sizes_;
};

/// Takes messages off the front of `sizes`, lowest first, that can be fetched together: at least
/// one, and no more than one command names and one answer may hold.
/// @param slice  octets that are asked for of each
/// @param most   messages; fewer than usual after a server has sent more than it told
[[nodiscard]] UidSet next_batch(std::map<Uid, std::uint64_t>& sizes, std::uint64_t slice,
                                std::size_t most = kBatchMessages);

}  // namespace sendpath::imap
