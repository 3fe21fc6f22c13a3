#include "net/line_stream.hpp"

#include <algorithm>

namespace sendpath::net {

namespace asio = boost::asio;

asio::awaitable<Result<std::string>> LineStream::read_line(std::size_t limit, Wire::Time until) {
    for (;;) {
        const std::string_view here = pending().substr(0, limit);
        const std::size_t size = here.find("\r\n");
        if (size != std::string_view::npos) {
            std::string line(here.substr(0, size));
            take(size + 2);
            co_return line;
        }
        if (here.size() == limit) co_return co_await skip_line(until);
        const Result<void> more = co_await receive(kPiece, until);
        if (!more) co_return more.error();
    }
}

asio::awaitable<Result<std::string>> LineStream::skip_line(Wire::Time until) {
    std::size_t feed = pending().find('\n');
    while (feed == std::string_view::npos) {
        take(pending().size());
        const Result<void> more = co_await receive(kPiece, until);
        if (!more) co_return more.error();
        feed = pending().find('\n');
    }
    take(feed + 1);
    co_return Error{Errc::too_large, "line too long"};
}

asio::awaitable<Result<void>> LineStream::receive(std::size_t most, Wire::Time until) {
    pending_.erase(0, std::exchange(taken_, 0));
    const std::size_t held = pending_.size();
    pending_.resize(held + most);
    const std::span<char> room(pending_.data() + held, most);
    const Result<std::size_t> size = co_await wire_->read_some(room, until);
    pending_.resize(held + (size ? *size : 0));
    if (!size) co_return size.error();
    if (*size == 0) co_return Error{Errc::io, "the peer hung up"};
    co_return Result<void>();
}

void LineStream::take(std::size_t octets) {
    taken_ += octets;
    if (taken_ < pending_.size()) return;
    // What a large piece took is given back: a thousand idle conversations shall cost little.
    taken_ = 0;
    if (pending_.capacity() > 2 * kPiece)
        pending_ = {};
    else
        pending_.clear();
}

bool LineStream::has_line() const {
    return pending().find("\r\n") != std::string_view::npos;
}

}  // namespace sendpath::net
