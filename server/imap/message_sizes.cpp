#include "imap/message_sizes.hpp"

#include <algorithm>

namespace sendpath::imap {

Step MessageSizes::begin() {
    Result<Command> command =
        CommandText(peer_->tags.next(), "UID FETCH", literals_of(peer_->capabilities))
            .words(wanted_.str())
            .words("(UID RFC822.SIZE)")
            .done();
    if (!command) return give_up({Trouble::not_understood, command.error().detail, {}});
    return running_.start(*std::move(command));
}

Step MessageSizes::hear(const Result<Response>& response) {
    if (!response) return give_up({Trouble::not_understood, response.error().detail, {}});
    switch (running_.hear(*response)) {
        case RunningCommand::Heard::news: {
            const auto* fetch = std::get_if<Fetch>(&*response);
            if (!fetch || !fetch->uid || !fetch->size || !wanted_.contains(*fetch->uid)) return {};
            std::uint64_t& size = sizes_[*fetch->uid];
            size = std::max(size, *fetch->size);
            return {};
        }
        case RunningCommand::Heard::ended:
            if (running_.is_ok()) return {.next = Next::done};
            return give_up(
                failure_of(running_.outcome(), Trouble::folder_refused, "asking for sizes"));
        case RunningCommand::Heard::bye:
            return give_up(
                failure_of(running_.outcome(), Trouble::said_bye, "the server ended it"));
        case RunningCommand::Heard::asked:
        case RunningCommand::Heard::wrong: break;
    }
    return give_up({Trouble::not_understood, "an answer to what was not asked", {}});
}

Step MessageSizes::give_up(Failure failure) {
    failure_ = std::move(failure);
    return {.next = Next::give_up};
}

UidSet next_batch(std::map<Uid, std::uint64_t>& sizes, std::uint64_t slice, std::size_t most) {
    UidSet batch;
    std::uint64_t octets = 0;
    std::size_t text = 0;  // octets of the numbers, were none of them in a row
    while (!sizes.empty() && batch.count() < most) {
        const auto [uid, size] = *sizes.begin();
        octets += std::min(size, slice);
        text += std::to_string(uid).size() + 1;
        if (!batch.empty() && (octets > kBatchOctets || text > kUidsMax)) break;
        batch.add(uid);
        sizes.erase(sizes.begin());
    }
    return batch;
}

}  // namespace sendpath::imap
