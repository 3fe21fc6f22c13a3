#pragma once

#include "net/line_stream.hpp"
#include "smtp/memory_budget.hpp"
#include "smtp/refusal.hpp"
#include "smtp/session.hpp"

#include <optional>

namespace sendpath::smtp {

/// A message read to its end.
struct ReadMessage {
    std::string octets;
    std::uint64_t bare_line_feeds = 0;
    std::optional<Refusal> refusal;  ///< what the sender is to hear in the place of 250
    bool hang_up = false;            ///< its end was not waited for
};

/// How a message is to be read.
struct Reading {
    std::uint64_t limit = 0;  ///< octets
    bool strict_line_ends = false;
    std::chrono::milliseconds idle{};
};

/// Reads the octets after a 354 up to their end, also of a message that is refused: to stop early
/// would run its rest as commands. The deadline is for the whole, not for each read: `idle` at the
/// start, a second more for each `data_rate` octets, never more than `idle` ahead.
///
/// @param share  of the memory for messages; holds the octets of the message that is returned
/// Errors: timeout, io.
[[nodiscard]] boost::asio::awaitable<Result<ReadMessage>> read_message(net::LineStream& lines,
                                                                       Reading reading,
                                                                       const Patience& patience,
                                                                       MemoryBudget::Share& share);

}  // namespace sendpath::smtp
