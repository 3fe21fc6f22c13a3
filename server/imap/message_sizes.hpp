#pragma once

#include "imap/running_command.hpp"

#include <map>

namespace sendpath::imap {

/// Messages of one FETCH, so that its answer stays within ReadLimits::untagged.
inline constexpr std::size_t kBatchMessages = 500;
/// Octets that are to come in answer to it.
inline constexpr std::uint64_t kBatchOctets = 2U << 20U;

/// Asks how large messages are, before any is fetched. The answer may be wrong and is no promise.
/// Rules and nothing else, as Arrival.
class MessageSizes {
public:
    /// @param peer      must outlive this
    /// @param messages  at most kBatchMessages, and no more than one command names
    MessageSizes(Peer& peer, const UidSet& messages) : peer_(&peer), wanted_(messages) {}

    [[nodiscard]] Step begin();
    /// What to do upon a response; an error is one that was no response.
    [[nodiscard]] Step hear(const Result<Response>& response);

    /// Octets, by number. A message that is not among them is gone. Told twice, the larger counts.
    [[nodiscard]] const std::map<Uid, std::uint64_t>& sizes() const { return sizes_; }
    /// Why it was given up, after Next::give_up.
    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

private:
    Step give_up(Failure failure);

    Peer* peer_;
    UidSet wanted_;
    RunningCommand running_;
    std::map<Uid, std::uint64_t> sizes_;
    std::optional<Failure> failure_;
};

/// Takes messages off the front of `sizes`, lowest first, that can be fetched together: at least
/// one, and no more than one command names and one answer may hold.
/// @param slice  octets that are asked for of each
/// @param most   messages; fewer than usual after a server has sent more than it told
[[nodiscard]] UidSet next_batch(std::map<Uid, std::uint64_t>& sizes, std::uint64_t slice,
                                std::size_t most = kBatchMessages);

}  // namespace sendpath::imap
