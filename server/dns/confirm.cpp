#include "dns/confirm.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using store::NameAnswer;
using store::NameOutcome;

asio::awaitable<void> wait_for_turn(Pace& pace) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_at(pace.next(std::chrono::steady_clock::now()));
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer.async_wait(token);
}

/// Errors that are an answer all the same: asking again soon would give no other.
bool is_said(const Error& error) {
    return error.code == Errc::missing_field || error.code == Errc::bad_syntax;
}

}  // namespace

asio::awaitable<NameAnswer> name_of(Resolver& questions, Pace& pace, store::SourceToName source) {
    NameAnswer answer{source.source, NameOutcome::failed, {}, false};
    co_await wait_for_turn(pace);
    const auto names = co_await questions.reverse(source.address);
    if (!names && !is_said(names.error())) co_return answer;
    answer.outcome = NameOutcome::none;
    if (!names || names->empty()) co_return answer;

    const auto family = source.address.is_v4() ? Resolver::Family::v4 : Resolver::Family::v6;
    bool cut_off = false;
    for (std::size_t i = 0; i < std::min(names->size(), kNamesMax); ++i) {
        co_await wait_for_turn(pace);
        const auto back = co_await questions.forward((*names)[i], family);
        if (back && std::ranges::find(*back, source.address) != back->end())
            co_return NameAnswer{source.source, NameOutcome::found, (*names)[i], true};
        cut_off = cut_off || (!back && !is_said(back.error()));
    }
    // Unconfirmed is said only where every name was answered for.
    answer.outcome = cut_off ? NameOutcome::failed : NameOutcome::found;
    if (!cut_off) answer.name = names->front();
    co_return answer;
}

}  // namespace sendpath::dns
