#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <vector>

namespace sendpath::smtp {

/// Octets of one message line. RFC 5321 section 4.5.3.1.6 asks for 1,000; some senders write all of
/// their XML as one line and are still worth hearing.
inline constexpr std::size_t kTextLineMax = 65'536;

/// Octets kept in pieces, so that a large message grows without being copied: joined() frees each
/// piece as it goes, and the message is never whole in memory twice.
class Pieces {
public:
    void append(std::string_view octets);
    void clear();
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// All octets in one; leaves nothing here.
    [[nodiscard]] std::string joined();

private:
    static constexpr std::size_t kPiece = 1U << 20U;  // octets

    std::vector<std::string> pieces_;
    std::uint64_t size_ = 0;
};

/// The octets after DATA, fed as they come, to the message they carry. The only end is CR LF . CR
/// LF (RFC 5321 section 2.3.8 and 4.1.1.4): whatever else looks like one is text, and a message
/// with a bare CR, or with a lone dot beside a bare LF, is told as smuggling. The message is kept
/// octet by octet as it came, dots unstuffed (section 4.5.2), or DKIM could not be checked.
class DataReader {
public:
    /// @param limit  octets of a message; what is over is read to its end, and not kept
    explicit DataReader(std::uint64_t limit) : limit_(limit) {}

    /// Takes octets up to the end of the message; gives how many. Fewer than all: the end was
    /// there.
    std::size_t feed(std::string_view octets);

    [[nodiscard]] bool ended() const { return state_ == State::ended; }
    /// Over the limit, or a line over kTextLineMax: nothing is kept.
    [[nodiscard]] bool too_large() const { return too_large_; }
    /// A bare CR, or a lone dot next to a bare LF.
    [[nodiscard]] bool smuggles() const { return smuggles_; }
    /// Line feeds without a carriage return before them: forgiven unless the sink is strict.
    [[nodiscard]] std::uint64_t bare_line_feeds() const { return bare_line_feeds_; }
    [[nodiscard]] std::uint64_t heard() const { return heard_; }
    [[nodiscard]] std::uint64_t kept() const { return message_.size(); }

    /// From here on nothing is kept, yet all is read: there is no room for this message.
    void give_up();
    [[nodiscard]] bool given_up() const { return given_up_; }

    /// The message; call it once, when ended.
    [[nodiscard]] std::string message() { return message_.joined(); }

private:
    enum class State : std::uint8_t {
        line_start,   ///< behind CR LF, or nothing yet
        dot,          ///< "." at a line's start
        dot_cr,       ///< ".\r" at a line's start
        text,         ///< within a line
        cr,           ///< "\r" within a line
        feed_start,   ///< behind a bare LF
        feed_dot,     ///< "." behind a bare LF
        feed_dot_cr,  ///< ".\r" behind a bare LF
        ended,
    };

    void take(char c);
    std::size_t take_text(std::string_view octets);
    void keep(std::string_view octets);
    void text(char c);
    void line_feed();
    void bare_feed();
    void bare_return(char next);

    std::uint64_t limit_;
    Pieces message_;
    std::uint64_t heard_ = 0;
    std::uint64_t bare_line_feeds_ = 0;
    std::size_t line_ = 0;  // octets of the line so far
    State state_ = State::line_start;
    bool too_large_ = false;
    bool smuggles_ = false;
    bool given_up_ = false;
};

/// How many Received fields the header of `message` has, for the loop check of RFC 5321 section
/// 6.3.
[[nodiscard]] std::size_t received_fields(std::string_view message);

}  // namespace sendpath::smtp
