#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace sendpath::decode {

/// Cuts an mbox into its mails, in the memory of one mail and one chunk.
///
/// Feed it chunks of any size, take mails with next() until it has none, and call finish() after
/// the last chunk. A mail begins at a line "From " with a time in it, at the start of the file or
/// after a blank line; that line is left out, and one '>' of each ">From " line of the body
/// (mboxrd). Text before the first such line is a mail of its own.
///
/// A mail over the limit is given cut to one octet more than the limit, so that decode() holds it
/// as message_too_large, and the mails after it are read as ever.
class MboxCutter {
public:
    explicit MboxCutter(std::size_t message_limit) : limit_(message_limit) {}

    void feed(std::string_view chunk);
    void finish();

    /// The next mail that is complete, in the order of the file; nullopt when more must be fed.
    [[nodiscard]] std::optional<std::string> next();

private:
    void take_line(std::string_view line);
    void end_mail();

    std::size_t limit_;
    std::deque<std::string> ready_;
    std::string mail_;
    std::string tail_;  // of a chunk, the line that is not complete yet
    bool after_blank_ = true;
    bool tail_cut_ = false;  // the beginning of a very long line was taken already
};

/// True when `octets` begin with a From line as mbox files have it.
[[nodiscard]] bool looks_like_mbox(std::string_view octets);

}  // namespace sendpath::decode
