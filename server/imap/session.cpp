#include "imap/session.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kPiece = 32U << 10U;  // octets received at one go

}  // namespace

asio::awaitable<std::optional<Failure>> Session::carry_out(Exchange& exchange, Pace pace) {
    const Step first = exchange.begin();
    const Ended ended = co_await take(exchange, first);
    if (ended) co_return *ended;
    co_return co_await go_on(exchange, pace);
}

/// Feeds responses to `exchange` until it comes to its end.
asio::awaitable<std::optional<Failure>> Session::go_on(Exchange& exchange, Pace pace) {
    const std::chrono::seconds stretch = pace == Pace::quick ? patience_.response : patience_.slice;
    for (;;) {
        const net::Wire::Time now = wire_->now();
        const net::Wire::Time latest = pace == Pace::quick ? now + stretch : now + kResponseMax;
        const Result<void> received = co_await receive(now + stretch, latest, stretch);
        if (!received) co_return broken(received.error());
        const Result<Response> response = reader_.take();
        const Step step = exchange.hear(response);
        const Ended ended = co_await take(exchange, step);
        if (ended) co_return *ended;
    }
}

asio::awaitable<std::optional<Failure>> Session::wait(Idle& idle, net::Wire::Time until) {
    const Step first = idle.begin();
    Ended ended = co_await take(idle, first);
    bool over = false;
    // DONE before the "+" would be no end of an IDLE that has not begun.
    while (!ended && !(idle.idling() && (over || idle.news()))) {
        may_hurry_ = idle.idling();
        const net::Wire::Time latest = may_hurry_ ? until : wire_->now() + patience_.response;
        const Result<void> received = co_await receive(latest, latest, {});
        over = may_hurry_ && !received && received.error().code == Errc::timeout;
        may_hurry_ = false;
        if (over) continue;
        if (!received) co_return broken(received.error());
        const Result<Response> response = reader_.take();
        const Step step = idle.hear(response);
        ended = co_await take(idle, step);
    }
    if (ended) co_return *ended;
    const Step stop = idle.stop();
    ended = co_await take(idle, stop);
    if (ended) co_return *ended;
    co_return co_await go_on(idle, Pace::quick);
}

void Session::hurry() {
    if (may_hurry_) wire_->hurry();
}

/// Does what a step asks for.
asio::awaitable<Session::Ended> Session::take(Exchange& exchange, const Step& step) {
    if (!step.shown.empty()) spdlog::debug("imap: {}: > {}", name_, step.shown);
    if (!step.send.empty()) {
        reader_.begin_command();
        const Result<void> sent =
            co_await wire_->write(step.send, wire_->now() + patience_.response);
        if (!sent) co_return Ended(broken(sent.error()));
    }
    switch (step.next) {
        case Next::hear: co_return Ended();
        case Next::done: co_return Ended(std::optional<Failure>());
        case Next::give_up: co_return Ended(exchange.failure());
        case Next::handshake: break;
    }
    const std::optional<Failure> failure = co_await shake_hands();
    if (failure) co_return Ended(failure);
    const Step secured = exchange.secured();
    co_return co_await take(exchange, secured);
}

/// What came before the handshake may be anybody's, and is forgotten.
asio::awaitable<std::optional<Failure>> Session::shake_hands() {
    received_.clear();
    taken_ = 0;
    reader_ = ResponseReader();
    const Result<std::string> version =
        co_await wire_->start_tls(wire_->now() + patience_.response);
    if (version) co_return std::nullopt;
    co_return tls_failure(version.error());
}

asio::awaitable<Result<void>> Session::receive(net::Wire::Time until, net::Wire::Time latest,
                                               std::chrono::seconds stretch) {
    while (!reader_.complete()) {
        if (taken_ == received_.size()) {
            received_.resize(kPiece);
            taken_ = kPiece;  // nothing, should this be cancelled
            const Result<std::size_t> size =
                co_await wire_->read_some(received_, std::min(until, latest));
            received_.resize(size ? *size : 0);
            taken_ = 0;
            if (!size) co_return size.error();
            if (*size == 0) co_return Error{Errc::io, "the server ended the connection"};
            until = std::max(until, wire_->now() + stretch);
        }
        const Result<std::size_t> fed = reader_.feed(std::string_view(received_).substr(taken_));
        if (!fed) co_return fed.error();
        taken_ += *fed;
    }
    co_return Result<void>();
}

Failure Session::broken(const Error& error) const {
    switch (error.code) {
        case Errc::timeout: return {Trouble::timed_out, "the server did not answer in time", {}};
        case Errc::io:
        case Errc::no_space: return {Trouble::connection_lost, error.detail, {}};
        case Errc::bad_syntax:
        case Errc::missing_field:
        case Errc::too_large:
        case Errc::unsupported: break;
    }
    return {Trouble::not_understood, error.detail, {}};
}

Failure tls_failure(const Error& error) {
    const bool is_certificate = error.code == Errc::bad_syntax;
    return {is_certificate ? Trouble::certificate_refused : Trouble::tls_failed, error.detail, {}};
}

bool leaves_usable(Trouble trouble) {
    return trouble == Trouble::folder_missing || trouble == Trouble::folder_refused;
}

}  // namespace sendpath::imap
