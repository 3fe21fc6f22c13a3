#include "imap/download.hpp"

namespace sendpath::imap {

std::map<Uid, Downloaded>& Download::messages() {
    if (failure()) messages_.clear();
    return messages_;
}

Step Download::begin() {
    return ask(wanted_, 0);
}

bool Download::note(const Response& response) {
    const auto* fetch = std::get_if<Fetch>(&response);
    if (!fetch || !fetch->uid || !fetch->body) return true;
    return note_slice(*fetch->uid, *fetch->body);
}

/// False for a slice that does not continue what is here.
bool Download::note_slice(Uid uid, const Body& body) {
    if (!asked_.contains(uid) || answered_.contains(uid)) return false;
    answered_.add(uid);
    Downloaded& message = messages_[uid];
    if (!body.octets) {
        message = {.got = Got::refused};
        return true;
    }
    // Without an origin it is the whole message: a server that knows no slices.
    const bool is_slice = body.origin.has_value();
    if (body.origin.value_or(0) != origin_) return false;
    if (is_slice && body.octets->size() > limits_.slice) return false;
    if (message.octets.size() + body.octets->size() > limits_.message_max) {
        message = {.got = Got::too_large};
        return true;
    }
    message.octets += *body.octets;
    message.got = Got::whole;
    if (is_slice && body.octets->size() == limits_.slice) unfinished_.add(uid);
    return true;
}

Step Download::ended() {
    const UidSet silent = asked_.minus(answered_);
    for (const UidRange& range : silent.ranges()) {
        // What began and did not go on is gone, or refused; half a message is none.
        for (std::uint64_t uid = range.first; uid <= range.last; ++uid)
            messages_[static_cast<Uid>(uid)] = {.got =
                                                    running().is_ok() ? Got::gone : Got::refused};
    }
    const UidSet next = unfinished_.take_lowest(1);
    if (next.empty()) return {.next = Next::done};
    return ask(next, messages_[next.ranges().front().first].octets.size());
}

Step Download::ask(const UidSet& messages, std::uint64_t origin) {
    asked_ = messages;
    origin_ = origin;
    answered_ = {};
    return run(text("UID FETCH")
                   .words(messages.str())
                   .words("(UID BODY.PEEK[]<" + std::to_string(origin) + '.' +
                          std::to_string(limits_.slice) + ">)")
                   .done());
}

}  // namespace sendpath::imap
