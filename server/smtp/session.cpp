#include "smtp/session.hpp"

#include "smtp/message_reading.hpp"

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace sendpath::smtp {
namespace {

namespace asio = boost::asio;

/// Commands that end a burst: what follows them depends on their reply (RFC 2920 section 3.1).
bool ends_a_burst(Verb verb) {
    switch (verb) {
        case Verb::helo:
        case Verb::ehlo:
        case Verb::lhlo:
        case Verb::data:
        case Verb::starttls:
        case Verb::quit: return true;
        case Verb::mail:
        case Verb::rcpt:
        case Verb::rset:
        case Verb::noop:
        case Verb::help:
        case Verb::vrfy:
        case Verb::bdat:
        case Verb::not_offered:
        case Verb::unknown: return false;
    }
    return false;
}

Reply farewell(Refusal why, std::string_view text) {
    return {.text = std::string(text) + "\r\n", .next = Next::close, .refusal = why};
}

}  // namespace

Session::Session(net::LineStream& lines, Shared& shared)
    : lines_(&lines),
      shared_(&shared),
      dialogue_(shared.rules),
      end_(lines.wire().now() + shared.patience.session),
      hello_until_(lines.wire().now() + shared.patience.greeting) {}

asio::awaitable<void> Session::run(std::string tls) {
    if (!tls.empty()) dialogue_.secured();
    tls_ = std::move(tls);
    co_await greet();
    while (!over_) co_await one_command();
    co_await lines_->wire().close(now() + shared_->patience.farewell);
}

asio::awaitable<void> Session::greet() {
    const auto silence = shared_->patience.early_talker;
    if (silence.count() > 0) {
        const Result<void> talk = co_await lines_->receive(1, now() + silence);
        if (talk || talk.error().code != Errc::timeout) {
            Reply early = farewell(Refusal::early_talker, "554 5.5.0 Wait for the greeting");
            co_return co_await obey(std::move(early));
        }
    }
    replies_ = dialogue_.greeting();
    co_await flush();
}

asio::awaitable<void> Session::one_command() {
    if (!lines_->has_line()) co_await flush();
    if (over_) co_return;
    if (shared_->group.finishing()) {
        const Error ending{Errc::io, "the server ends"};
        co_return co_await broken(ending);
    }
    co_await net::TaskGroup::may_end();
    Result<std::string> line = co_await lines_->read_line(kCommandLineMax, command_deadline());
    // Straight, not by must_go_on(): no awaitable can be entered before the cancellation is undone.
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    if (!line && line.error().code != Errc::too_large) co_return co_await broken(line.error());

    Reply reply;
    if (!line) {
        reply = dialogue_.line_too_long();
    } else if (ends_a_burst(verb_of(*line)) && !lines_->pending().empty()) {
        reply = farewell(Refusal::pipelining, "554 5.5.0 Wait for the reply");
    } else {
        const Moment moment{.tls_offered = shared_->tls_offered(),
                            .storage_low = shared_->storage_low()};
        reply = dialogue_.answer(*line, moment);
    }
    co_await obey(std::move(reply));
}

/// No line came: the client is silent, or gone, or we are told to end.
asio::awaitable<void> Session::broken(Error why) {
    over_ = true;
    Reply last;
    if (shared_->group.finishing())
        last = farewell(Refusal::shutting_down, "421 4.3.2 The server ends; try again later");
    else if (why.code == Errc::timeout)
        last = farewell(Refusal::timeout, "421 4.4.2 Nothing came in time");
    else
        co_return;
    co_await say(std::move(last));
    co_await flush();
}

asio::awaitable<void> Session::obey(Reply reply) {
    const Next next = reply.next;
    co_await say(std::move(reply));
    if (next == Next::command) co_return;
    co_await flush();
    if (over_) co_return;
    if (next == Next::message) co_await take_message();
    if (next == Next::handshake) co_await handshake();
    if (next == Next::close) over_ = true;
}

asio::awaitable<void> Session::take_message() {
    const Reading reading{.limit = shared_->rules.message_max,
                          .strict_line_ends = shared_->strict_line_ends,
                          .idle = idle()};
    MemoryBudget::Share share(shared_->memory);
    Result<ReadMessage> message = co_await read_message(*lines_, reading, shared_->patience, share);
    if (!message) co_return co_await broken(message.error());
    Reply reply;
    if (message->refusal) {
        reply = dialogue_.message_refused(*message->refusal);
        if (message->hang_up) reply.next = Next::close;
    } else {
        const auto octets = static_cast<std::int64_t>(message->octets.size());
        const std::string id = shared_->next_id();
        const Result<void> stored = co_await store(std::move(message->octets), id);
        if (stored) {
            ++shared_->counters.accepted;
            shared_->counters.accepted_octets += octets;
            shared_->counters.bare_line_feeds +=
                static_cast<std::int64_t>(message->bare_line_feeds);
            reply = dialogue_.message_taken(id);
        } else {
            reply = dialogue_.message_refused(stored.error().code == Errc::no_space
                                                  ? Refusal::storage_full
                                                  : Refusal::storage_error);
        }
    }
    co_await obey(std::move(reply));
}

asio::awaitable<Result<void>> Session::store(std::string octets, std::string id) {
    Message message{.octets = std::move(octets),
                    .transaction = *dialogue_.transaction(),
                    .helo = dialogue_.client(),
                    .extended = dialogue_.is_extended(),
                    .tls = tls_,
                    .id = std::move(id)};
    co_return co_await shared_->deliver(std::move(message));
}

asio::awaitable<void> Session::handshake() {
    const auto until = now() + shared_->patience.handshake;
    co_await net::TaskGroup::may_end();
    Result<std::string> version = co_await lines_->wire().start_tls(until);
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    if (!version) {
        // Without a word: it would go out in clear.
        shared_->counters.count(Refusal::tls_failed);
        over_ = true;
        co_return;
    }
    ++shared_->counters.tls_sessions;
    tls_ = *std::move(version);
    dialogue_.secured();
    hello_until_ = now() + shared_->patience.greeting;
}

asio::awaitable<void> Session::say(Reply reply) {
    if (reply.refusal) shared_->counters.count(*reply.refusal);
    replies_ += reply.text;
    if (!dialogue_.is_slow()) co_return;
    co_await lines_->wire().pause(shared_->patience.brake);
    co_await flush();
}

asio::awaitable<void> Session::flush() {
    if (replies_.empty()) co_return;
    const std::string replies = std::exchange(replies_, {});
    const Result<void> sent = co_await lines_->wire().write(replies, now() + idle());
    if (!sent) over_ = true;
}

net::Wire::Time Session::command_deadline() const {
    const net::Wire::Time until = std::min(lines_->wire().now() + idle(), end_);
    return dialogue_.client().empty() ? std::min(until, hello_until_) : until;
}

std::chrono::milliseconds Session::idle() const {
    return shared_->busy() ? shared_->patience.idle_busy : shared_->patience.idle;
}

}  // namespace sendpath::smtp
