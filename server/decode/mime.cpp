#include "decode/mime.hpp"

#include "base/text.hpp"
#include "decode/header.hpp"
#include "decode/parameters.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace sendpath::decode {
namespace {

/// How far into a multipart its first delimiter is looked for before the boundary is doubted.
constexpr std::size_t kPreambleMax = 64U << 10U;
constexpr std::size_t kBoundaryMax = 1024;  // RFC 2046 says 70

bool is_message(std::string_view media) {
    return media == "message/rfc822" || media == "message/global";
}

/// A container that is open at some point of the walk; a message has no delimiter of its own.
struct Level {
    std::string delimiter;  // "--" and the boundary; empty for a message
    std::uint32_t part = Part::kNone;
    std::uint32_t children = 0;
};

struct Match {
    std::size_t level = 0;
    bool closing = false;
};

class Stack : public Delimiters {
public:
    [[nodiscard]] bool ends_part(std::string_view line) const override { return !!match(line); }

    /// The innermost open multipart that `line` delimits: its boundary, perhaps "--", then nothing
    /// but spaces.
    [[nodiscard]] std::optional<Match> match(std::string_view line) const {
        for (std::size_t at = levels.size(); at-- > 0;) {
            const std::string& delimiter = levels[at].delimiter;
            if (delimiter.empty() || !line.starts_with(delimiter)) continue;
            std::string_view rest = text::trimmed(line.substr(delimiter.size()));
            const bool closing = rest.starts_with("--");
            if (closing) rest = text::trimmed(rest.substr(2));
            if (rest.empty()) return Match{at, closing};
        }
        return std::nullopt;
    }

    std::vector<Level> levels;
};

void take_field(HeaderFields& fields, const Field& field) {
    using Member = std::string_view HeaderFields::*;
    constexpr std::array<std::pair<std::string_view, Member>, 8> wanted{
        {{"content-type", &HeaderFields::content_type},
         {"content-transfer-encoding", &HeaderFields::transfer_encoding},
         {"content-disposition", &HeaderFields::disposition},
         {"from", &HeaderFields::from},
         {"to", &HeaderFields::to},
         {"subject", &HeaderFields::subject},
         {"message-id", &HeaderFields::message_id},
         {"date", &HeaderFields::date}}};
    for (const auto& [name, member] : wanted)
        if (field.name.size() == name.size() && text::iequals(field.name, name) &&
            (fields.*member).data() == nullptr)
            fields.*member = field.value;
}

/// Finds the delimiter that a multipart really uses when its own boundary does not occur: the first
/// line that begins with "--" and has a content field after it.
std::string guessed_delimiter(std::string_view body) {
    std::size_t at = body.starts_with("--") ? 0 : body.find("\n--");
    while (at != std::string_view::npos && at < body.size()) {
        at += body[at] == '\n' ? 1 : 0;
        const std::size_t end = body.find('\n', at);
        if (end == std::string_view::npos) return {};
        if (text::istarts_with(body.substr(end + 1), "content-") && end - at < kBoundaryMax)
            return std::string(text::trimmed(body.substr(at, end - at)));
        at = body.find("\n--", at);
    }
    return {};
}

bool occurs(std::string_view delimiter, std::string_view body) {
    const std::size_t at = body.find(delimiter);
    if (at == std::string_view::npos) return false;
    return at == 0 || body[at - 1] == '\n' || body.find("\n" + std::string(delimiter)) != body.npos;
}

class Walker {
public:
    Walker(std::string_view mail, const Limits& limits, std::size_t depth, std::string_view number)
        : mail_(mail), limits_(limits), base_depth_(depth) {
        std::size_t at = open_message(0, Part::kNone, number);
        while (at < mail_.size() && !found_.too_many) at = next_delimiter(at);
        close_to(0, mail_.size());
    }

    Structure take() { return std::move(found_); }

private:
    [[nodiscard]] std::size_t depth() const { return base_depth_ + stack_.levels.size(); }

    /// Reads the header at `at` as that of a new part; gives where its body begins.
    std::size_t open_part(std::size_t at, std::uint32_t parent, std::uint32_t message,
                          std::string number);
    std::size_t open_message(std::size_t at, std::uint32_t parent, std::string_view number);
    /// Enters the part just opened when it is a container.
    std::size_t enter(std::size_t body);
    std::size_t next_delimiter(std::size_t at);
    std::size_t take_delimiter(std::size_t at, std::string_view line, const Match& match);
    /// Ends the leaf and every container above `levels`, all at `end`.
    void close_to(std::size_t levels, std::size_t end);
    void end_body(Part& part, std::size_t end) {
        const auto begin = static_cast<std::size_t>(part.body.data() - mail_.data());
        part.body = mail_.substr(begin, std::max(end, begin) - begin);
    }

    std::string_view mail_;
    const Limits& limits_;
    std::size_t base_depth_;
    Stack stack_;
    Structure found_;
    std::uint32_t leaf_ = Part::kNone;
};

std::size_t Walker::open_part(std::size_t at, std::uint32_t parent, std::uint32_t message,
                              std::string number) {
    if (found_.parts.size() >= limits_.mime_parts) {
        found_.too_many = true;
        return mail_.size();
    }
    HeaderReader reader(mail_.substr(at), limits_, &stack_);
    Part part;
    Field field;
    while (reader.next(field)) take_field(part.fields, field);
    found_.header_cut = found_.header_cut || reader.cut();
    const auto index = static_cast<std::uint32_t>(found_.parts.size());
    part.header = mail_.substr(at, reader.end());
    part.body = mail_.substr(at + reader.body());
    part.media = media_type(part.fields.content_type);
    if (part.media.empty()) {
        const bool digest =
            parent != Part::kNone && found_.parts[parent].media == "multipart/digest";
        part.media = digest ? "message/rfc822" : "text/plain";
    }
    part.encoding = transfer_encoding(part.fields.transfer_encoding);
    part.number = std::move(number);
    part.parent = parent;
    part.message = message == Part::kNone ? index : message;
    part.depth = static_cast<std::uint8_t>(std::min<std::size_t>(depth(), 255));
    found_.parts.push_back(std::move(part));
    leaf_ = index;
    return enter(at + reader.body());
}

std::size_t Walker::open_message(std::size_t at, std::uint32_t parent, std::string_view number) {
    const std::string_view rest = mail_.substr(at);
    at += rest.size() - without_envelope(rest).size();
    return open_part(at, parent, Part::kNone, std::string(number));
}

std::size_t Walker::enter(std::size_t body) {
    const std::uint32_t index = leaf_;
    const Part& part = found_.parts[index];
    const bool multipart = part.media.starts_with("multipart/");
    const bool message = is_message(part.media) && part.encoding == Encoding::identity;
    if (!multipart && !message) return body;
    if (depth() >= limits_.mime_depth) {
        found_.too_deep = true;
        found_.parts[index].container = true;  // of what nobody will look at
        return body;
    }
    if (message) {
        const std::string number = part.number;
        found_.parts[index].container = true;
        stack_.levels.push_back({{}, index, 0});
        return open_message(body, index, number);
    }
    const std::string boundary = parameter(part.fields.content_type, "boundary").value_or("");
    const std::string_view start = part.body.substr(0, kPreambleMax);
    std::string delimiter = "--" + boundary;
    if (boundary.empty() || boundary.size() > kBoundaryMax || !occurs(delimiter, start)) {
        std::string guess = guessed_delimiter(start);
        if (!guess.empty() && !stack_.match(guess))
            delimiter = std::move(guess);
        else if (boundary.empty())
            return body;
    }
    stack_.levels.push_back({std::move(delimiter), index, 0});
    leaf_ = Part::kNone;
    return body;
}

std::size_t Walker::next_delimiter(std::size_t at) {
    // Encoded bodies hold few dashes: looking for one passes over base64 at the speed of memory.

    while (true) {
        const std::size_t dash = mail_.find('-', at);
        if (dash == std::string_view::npos) return mail_.size();
        const bool line_start = dash == 0 || mail_[dash - 1] == '\n';
        const std::size_t end = std::min(mail_.find('\n', dash), mail_.size() - 1) + 1;
        if (line_start && mail_.substr(dash, 2) == "--") {
            const std::string_view line = mail_.substr(dash, end - dash);
            if (const auto match = stack_.match(line)) return take_delimiter(dash, line, *match);
        }
        at = end;
        if (at >= mail_.size()) return mail_.size();
    }
}

std::size_t Walker::take_delimiter(std::size_t at, std::string_view line, const Match& match) {
    std::size_t end = at;  // the line end before a delimiter belongs to the delimiter
    if (end > 0) --end;
    if (end > 0 && mail_[end - 1] == '\r') --end;
    const std::size_t next = at + line.size();
    close_to(match.level + 1, end);
    if (match.closing) {
        close_to(match.level, end);
        return next;
    }
    Level& level = stack_.levels[match.level];
    const Part& parent = found_.parts[level.part];
    found_.parts[level.part].container = true;
    std::string number = parent.number.empty() ? "" : parent.number + '.';
    number += std::to_string(++level.children);
    return open_part(next, level.part, parent.message, std::move(number));
}

void Walker::close_to(std::size_t levels, std::size_t end) {
    if (leaf_ != Part::kNone) end_body(found_.parts[leaf_], end);
    leaf_ = Part::kNone;
    while (stack_.levels.size() > levels) {
        end_body(found_.parts[stack_.levels.back().part], end);
        stack_.levels.pop_back();
    }
}

}  // namespace

std::string Part::file_name() const {
    if (!fields.disposition.empty())
        if (auto name = parameter(fields.disposition, "filename")) return *std::move(name);
    return parameter(fields.content_type, "name").value_or("");
}

Structure walk_mail(std::string_view mail, const Limits& limits, std::size_t depth,
                    std::string_view number) {
    return Walker(mail, limits, depth, number).take();
}

}  // namespace sendpath::decode
