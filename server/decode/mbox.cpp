#include "decode/mbox.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

constexpr std::size_t kLineMax = 64U << 10U;  // octets of one line that are waited for

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "From sender Thu Apr 30 02:09:16 2019": the time of day tells it from a sentence.
bool is_from_line(std::string_view line) {
    if (!line.starts_with("From ")) return false;
    for (std::size_t at = 5; at + 4 < line.size(); ++at)
        if (line[at + 2] == ':' && is_digit(line[at]) && is_digit(line[at + 1]) &&
            is_digit(line[at + 3]) && is_digit(line[at + 4]))
            return true;
    return false;
}

/// ">From ", ">>From ": a line of a mail that mboxrd marked.
bool is_quoted_from(std::string_view line) {
    const std::size_t from = line.find_first_not_of('>');
    return from > 0 && from != std::string_view::npos && line.substr(from).starts_with("From ");
}

}  // namespace

void MboxCutter::end_mail() {
    if (!text::trimmed(mail_).empty()) ready_.push_back(std::move(mail_));
    mail_.clear();
}

void MboxCutter::take_line(std::string_view line) {
    const bool whole = !std::exchange(tail_cut_, false);
    if (whole && after_blank_ && is_from_line(line)) {
        end_mail();
        after_blank_ = false;
        return;
    }
    after_blank_ = whole && (line == "\n" || line == "\r\n");
    if (whole && is_quoted_from(line)) line.remove_prefix(1);
    const std::size_t room = limit_ + 1 - std::min(mail_.size(), limit_ + 1);
    mail_.append(line.substr(0, room));
}

void MboxCutter::feed(std::string_view chunk) {
    while (!chunk.empty()) {
        const std::size_t end = chunk.find('\n');
        const std::string_view line =
            chunk.substr(0, end == std::string_view::npos ? end : end + 1);
        chunk.remove_prefix(line.size());
        if (tail_.empty() && line.ends_with('\n')) {
            take_line(line);
            continue;
        }
        tail_.append(line);
        if (!tail_.ends_with('\n') && tail_.size() < kLineMax) continue;
        const bool unfinished = !tail_.ends_with('\n');
        take_line(tail_);
        tail_.clear();
        tail_cut_ = unfinished;
    }
}

void MboxCutter::finish() {
    if (!tail_.empty()) take_line(tail_);
    tail_.clear();
    end_mail();
}

std::optional<std::string> MboxCutter::next() {
    if (ready_.empty()) return std::nullopt;
    std::optional<std::string> mail(std::move(ready_.front()));
    ready_.pop_front();
    return mail;
}

bool looks_like_mbox(std::string_view octets) {
    return is_from_line(octets.substr(0, std::min(octets.find('\n'), kLineMax)));
}

}  // namespace sendpath::decode
