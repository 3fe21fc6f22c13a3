#include "imap/response_reader.hpp"

#include "base/text.hpp"
#include "imap/parse_response.hpp"

#include <algorithm>

namespace sendpath::imap {
namespace {

std::string over(std::string_view what, std::uint64_t limit) {
    return std::string(what) + " over " + std::to_string(limit) + " octets";
}

std::size_t line_limit(std::string_view response) {
    const bool search =
        text::istarts_with(response, "* SEARCH ") || text::istarts_with(response, "* ESEARCH ");
    return search ? ResponseReader::kSearchLineMax : ResponseReader::kLineMax;
}

}  // namespace

Result<std::size_t> ResponseReader::feed(std::string_view octets) {
    std::size_t at = 0;
    while (at < octets.size() && !complete_ && !error_) {
        if (literal_left_ > 0)
            at += take_literal(octets.substr(at));
        else
            take(octets[at++]);
        if (heard_ > limits_.untagged)
            fail(Errc::too_large, over("the answer to one command is", limits_.untagged));
    }
    if (error_) return *error_;
    return at;
}

Result<Response> ResponseReader::take() {
    const std::string octets = std::exchange(octets_, {});
    line_start_ = 0;
    line_octets_ = 0;
    complete_ = false;
    return parse_response(octets);
}

void ResponseReader::take(char c) {
    ++heard_;
    ++line_octets_;
    if (return_) {
        if (c != '\n') return fail(Errc::bad_syntax, "a CR without its LF");
        return end_of_line();
    }
    if (c == '\r') {
        return_ = true;
        return;
    }
    if (c == '\n') return fail(Errc::bad_syntax, "an LF without its CR");
    if (c == '\0') return fail(Errc::bad_syntax, "a NUL outside of a literal");
    if (line_octets_ > kLineMax && line_octets_ > line_limit(octets_))
        return fail(Errc::too_large, over("a line is", line_limit(octets_)));
    if (escaped_)
        escaped_ = false;
    else if (quoted_ && c == '\\')
        escaped_ = true;
    else if (c == '"')
        quoted_ = !quoted_;
    octets_ += c;
}

void ResponseReader::end_of_line() {
    const std::string_view line = std::string_view(octets_).substr(line_start_);
    const std::size_t brace = line.ends_with('}') && !quoted_ && !is_free_text(octets_)
                                  ? line.rfind('{')
                                  : std::string_view::npos;
    return_ = false;
    quoted_ = false;
    escaped_ = false;
    if (brace == std::string_view::npos) {
        complete_ = true;
    } else {
        begin_literal(line.substr(brace + 1, line.size() - brace - 2));
    }
    octets_ += "\r\n";
    line_start_ = octets_.size();
}

/// @param size  what stands in the braces; "7+" as clients write it is forgiven
void ResponseReader::begin_literal(std::string_view size) {
    if (size.ends_with('+')) size.remove_suffix(1);
    const Result<std::uint64_t> octets = text::parse_count(size);
    if (!octets && octets.error().code == Errc::bad_syntax)
        return fail(Errc::bad_syntax, "a literal without a size");
    if (!octets || *octets > limits_.literal)
        return fail(Errc::too_large, over("a literal is", limits_.literal));
    literal_left_ = *octets;
}

std::size_t ResponseReader::take_literal(std::string_view octets) {
    const std::size_t size = std::min<std::uint64_t>(octets.size(), literal_left_);
    octets_.append(octets.substr(0, size));
    literal_left_ -= size;
    heard_ += size;
    if (literal_left_ == 0) line_start_ = octets_.size();
    return size;
}

void ResponseReader::fail(Errc code, std::string_view what) {
    if (!error_) error_ = Error{code, std::string(what)};
    octets_ = {};
}

}  // namespace sendpath::imap
