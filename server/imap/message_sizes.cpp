#include "imap/message_sizes.hpp"

#include <algorithm>

namespace sendpath::imap {

Step MessageSizes::begin() {
    return run(text("UID FETCH").words(wanted_.str()).words("(UID RFC822.SIZE)").done());
}

bool MessageSizes::note(const Response& response) {
    const auto* fetch = std::get_if<Fetch>(&response);
    if (!fetch || !fetch->uid || !fetch->size || !wanted_.contains(*fetch->uid)) return true;
    std::uint64_t& size = sizes_[*fetch->uid];
    size = std::max(size, *fetch->size);
    return true;
}

Step MessageSizes::ended() {
    if (running().is_ok()) return {.next = Next::done};
    return refused(Trouble::folder_refused, "asking for sizes");
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
