#include "imap/exchange.hpp"

namespace sendpath::imap {
namespace {

constexpr std::string_view kUnasked = "an answer to what was not asked";

}  // namespace

Step Exchange::hear(const Result<Response>& response) {
    if (!response) return not_understood(response.error().detail);
    switch (running_.hear(*response)) {
        case RunningCommand::Heard::news:
            if (const auto* status = std::get_if<Status>(&*response)) note_alert(*status);
            peer_->messages.hear(*response);
            if (note(*response)) return {};
            break;
        case RunningCommand::Heard::asked: return asked(std::get<Continuation>(*response));
        case RunningCommand::Heard::ended: note_alert(running_.outcome()); return ended();
        case RunningCommand::Heard::bye: return refused(Trouble::said_bye, "the server ended it");
        case RunningCommand::Heard::wrong: break;
    }
    return not_understood(std::string(kUnasked));
}

void Exchange::note_alert(const Status& status) {
    if (status.code.name == CodeName::alert) peer_->alert = status.text;
}

Step Exchange::secured() {
    return not_understood(std::string(kUnasked));
}

Step Exchange::asked(const Continuation& /*wish*/) {
    Step piece = running_.next_piece();
    if (piece.send.empty()) return not_understood(std::string(kUnasked));
    return piece;
}

CommandText Exchange::text(std::string_view words) {
    return {peer_->tags.next(), words, literals_of(peer_->capabilities)};
}

Step Exchange::run(Result<Command> command) {
    if (!command) return not_understood(command.error().detail);
    return running_.start(*std::move(command));
}

Step Exchange::give_up(Failure failure) {
    failure_ = std::move(failure);
    return {.next = Next::give_up};
}

Step Exchange::not_understood(std::string detail) {
    return give_up({Trouble::not_understood, std::move(detail), {}});
}

Step Exchange::refused(Trouble otherwise, std::string_view what) {
    return give_up(failure_of(running_.outcome(), otherwise, what));
}

}  // namespace sendpath::imap
