#include "smtp/data_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::smtp {
namespace {

constexpr std::size_t kLookAhead = 1'024;  // octets

}  // namespace

void Pieces::append(std::string_view octets) {
    size_ += octets.size();
    while (!octets.empty()) {
        if (pieces_.empty() || pieces_.back().size() == kPiece) {
            // The first grows as it must, since most mails are small; who fills it is a large one.
            const bool large = !pieces_.empty();
            pieces_.emplace_back();
            if (large) pieces_.back().reserve(kPiece);
        }
        const std::string_view part = octets.substr(0, kPiece - pieces_.back().size());
        pieces_.back().append(part);
        octets.remove_prefix(part.size());
    }
}

void Pieces::clear() {
    pieces_ = {};
    size_ = 0;
}

std::string Pieces::joined() {
    std::string all;
    if (pieces_.size() == 1) {
        all = std::move(pieces_.front());
    } else {
        all.reserve(size_);
        for (std::string& piece : pieces_) all += std::exchange(piece, {});
    }
    clear();
    return all;
}

std::size_t DataReader::feed(std::string_view octets) {
    std::size_t at = 0;
    while (at < octets.size() && state_ != State::ended) {
        if (state_ == State::text) at += take_text(octets.substr(at));
        if (at < octets.size()) take(octets[at++]);
    }
    heard_ += at;
    return at;
}

/// The run of octets up to a line's end, all at once: nearly all of a message is this.
std::size_t DataReader::take_text(std::string_view octets) {
    // A short look ahead, or a message of nothing but CRs would be searched over and over.
    octets = octets.substr(0, kLookAhead);
    const std::size_t feed = std::min(octets.find('\n'), octets.size());
    const std::size_t size = std::min(octets.substr(0, feed).find('\r'), feed);
    keep(octets.substr(0, size));
    return size;
}

void DataReader::take(char c) {
    switch (state_) {
        case State::line_start:
            if (c == '.')
                state_ = State::dot;
            else
                text(c);
            return;
        case State::dot:  // the dot itself is stuffing: RFC 5321 section 4.5.2
            if (c == '\r') {
                state_ = State::dot_cr;
            } else {
                smuggles_ |= c == '\n';
                text(c);
            }
            return;
        case State::dot_cr:
            if (c == '\n')
                state_ = State::ended;
            else
                bare_return(c);
            return;
        case State::text: text(c); return;
        case State::cr:
            if (c == '\n')
                line_feed();
            else
                bare_return(c);
            return;
        case State::feed_start:
            text(c);
            if (c == '.') state_ = State::feed_dot;
            return;
        case State::feed_dot:
            smuggles_ |= c == '\n';
            text(c);
            if (c == '\r') state_ = State::feed_dot_cr;
            return;
        case State::feed_dot_cr:
            if (c == '\n') {
                smuggles_ = true;
                line_feed();
            } else {
                bare_return(c);
            }
            return;
        case State::ended: return;
    }
}

/// An octet of a line. A CR is kept once it is known what follows it.
void DataReader::text(char c) {
    if (c == '\n') {
        bare_feed();
    } else if (c == '\r') {
        state_ = State::cr;
    } else {
        keep({&c, 1});
        state_ = State::text;
    }
}

void DataReader::line_feed() {
    keep("\r\n");
    line_ = 0;
    state_ = State::line_start;
}

void DataReader::bare_feed() {
    keep("\n");
    line_ = 0;
    ++bare_line_feeds_;
    state_ = State::feed_start;
}

void DataReader::bare_return(char next) {
    smuggles_ = true;
    keep("\r");
    text(next);
}

void DataReader::keep(std::string_view octets) {
    line_ += octets.size();
    if (message_.size() + octets.size() > limit_ || line_ > kTextLineMax) too_large_ = true;
    if (too_large_ || given_up_)
        message_.clear();
    else
        message_.append(octets);
}

void DataReader::give_up() {
    given_up_ = true;
    message_.clear();
}

std::size_t received_fields(std::string_view message) {
    std::size_t fields = 0;
    while (!message.empty() && !message.starts_with("\r\n") && !message.starts_with('\n')) {
        fields += text::istarts_with(message, "Received:") ? 1 : 0;
        const std::size_t end = message.find('\n');
        message.remove_prefix(end == std::string_view::npos ? message.size() : end + 1);
    }
    return fields;
}

}  // namespace sendpath::smtp
