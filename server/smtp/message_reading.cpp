#include "smtp/message_reading.hpp"

#include "smtp/data_reader.hpp"

#include <algorithm>

namespace sendpath::smtp {
namespace {

using net::Wire;

constexpr std::size_t kPiece = 64U << 10U;   // octets received at one go
constexpr std::size_t kReceivedMax = 100;    // RFC 5321 section 6.3 asks for at least 100
constexpr std::uint64_t kOverrunFactor = 2;  // of the limit; more is not listened to

/// The moment at which a message is given up.
class Deadline {
public:
    Deadline(Wire::Time now, const Reading& reading, const Patience& patience)
        : idle_(reading.idle),
          rate_(std::max<std::uint64_t>(1, patience.data_rate)),
          end_(now + patience.data),
          overrun_(patience.overrun),
          until_(now + idle_) {}

    void won(std::uint64_t octets, Wire::Time now) {
        const auto more = std::chrono::milliseconds(octets * 1'000 / rate_);
        until_ = std::min(until_ + more, now + idle_);
    }
    void is_over_the_limit(Wire::Time now) {
        if (!std::exchange(over_, true)) end_ = std::min(end_, now + overrun_);
    }
    [[nodiscard]] Wire::Time until() const { return std::min(until_, end_); }

private:
    std::chrono::milliseconds idle_;
    std::uint64_t rate_;
    Wire::Time end_;
    std::chrono::milliseconds overrun_;
    Wire::Time until_;
    bool over_ = false;
};

std::optional<Refusal> refusal_of(const DataReader& reader, bool strict) {
    if (reader.smuggles() || (strict && reader.bare_line_feeds() > 0))
        return Refusal::bare_line_end;
    if (reader.too_large()) return Refusal::too_large;
    if (reader.given_up()) return Refusal::memory_full;
    return std::nullopt;
}

}  // namespace

boost::asio::awaitable<Result<ReadMessage>> read_message(net::LineStream& lines, Reading reading,
                                                         const Patience& patience,
                                                         MemoryBudget::Share& share) {
    DataReader reader(reading.limit);
    Deadline deadline(lines.wire().now(), reading, patience);
    for (;;) {
        lines.take(reader.feed(lines.pending()));
        if (!share.set(reader.kept())) reader.give_up();
        if (reader.ended()) break;
        if (reader.too_large()) deadline.is_over_the_limit(lines.wire().now());
        if (reader.heard() > kOverrunFactor * reading.limit)
            co_return ReadMessage{.refusal = Refusal::too_large, .hang_up = true};
        const Result<void> more = co_await lines.receive(kPiece, deadline.until());
        if (!more && more.error().code == Errc::timeout && reader.too_large())
            co_return ReadMessage{.refusal = Refusal::too_large, .hang_up = true};
        if (!more) co_return more.error();
        deadline.won(lines.pending().size(), lines.wire().now());
    }
    ReadMessage out{.bare_line_feeds = reader.bare_line_feeds(),
                    .refusal = refusal_of(reader, reading.strict_line_ends)};
    if (out.refusal) co_return out;
    out.octets = reader.message();
    if (received_fields(out.octets) > kReceivedMax) out.refusal = Refusal::too_many_received;
    co_return out;
}

}  // namespace sendpath::smtp
