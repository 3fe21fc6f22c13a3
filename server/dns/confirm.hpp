#pragma once

#include "dns/questions.hpp"
#include "store/names.hpp"

#include <boost/asio/steady_timer.hpp>

namespace sendpath::dns {

/// Lets a number of questions go each second, whoever asks them.
class Pace {
public:
    explicit Pace(std::uint64_t per_second)
        : step_(std::chrono::nanoseconds(std::chrono::seconds(1)) /
                static_cast<std::int64_t>(std::max<std::uint64_t>(per_second, 1))) {}

    using Time = std::chrono::steady_clock::time_point;

    /// When the next question may go, asked at `now`.
    [[nodiscard]] Time next(Time now) {
        next_ = std::max(next_, now);
        return std::exchange(next_, next_ + step_);
    }

private:
    std::chrono::nanoseconds step_;
    Time next_{};
};

/// What the DNS says of a source: the first of its names that leads back to it, else the first,
/// unconfirmed. Of very many names only the first kNamesMax are tried.
/// Source: RFC 8601 section 2.7.3 (what is confirmed); RFC 7208 section 5.5.
boost::asio::awaitable<store::NameAnswer> name_of(Resolver& questions, Pace& pace,
                                                  store::SourceToName source);

/// Source: RFC 7208 section 4.6.4.
inline constexpr std::size_t kNamesMax = 10;

}  // namespace sendpath::dns
