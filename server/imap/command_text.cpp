#include "imap/command_text.hpp"

#include <algorithm>
#include <utility>

namespace sendpath::imap {
namespace {

constexpr std::size_t kShortLiteralMax = 4'096;  // RFC 7888 section 5
constexpr std::size_t kQuotedMax = 512;          // longer ones leave the line to others

bool is_plain(char c) {
    return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
}

}  // namespace

UidSet take_for_command(UidSet& from, std::uint64_t most) {
    const std::vector<std::string> parts = from.parts(kUidsMax);
    if (parts.empty()) return {};
    UidSet nameable = *UidSet::parse(parts.front());
    UidSet taken = nameable.take_lowest(most);
    from = from.minus(taken);
    return taken;
}

Literals literals_of(const Capabilities& capabilities) {
    if (capabilities.has("LITERAL+")) return Literals::all;
    if (capabilities.has("LITERAL-")) return Literals::short_ones;
    return Literals::asked;
}

CommandText::CommandText(std::string tag, std::string_view words, Literals literals)
    : literals_(literals) {
    command_.shown = tag;
    command_.pieces = {tag};
    command_.tag = std::move(tag);
    this->words(words);
}

CommandText& CommandText::words(std::string_view words) {
    command_.pieces.back().append(" ").append(words);
    command_.shown.append(" ").append(words);
    return *this;
}

CommandText& CommandText::string(std::string_view octets) {
    put_string(octets);
    command_.shown.append(" \"");
    for (const char c : octets) command_.shown += is_plain(c) ? c : '?';
    command_.shown += '"';
    return *this;
}

CommandText& CommandText::secret(std::string_view octets) {
    put_string(octets);
    command_.shown += " ***";
    return *this;
}

Result<Command> CommandText::done() {
    if (has_nul_) return Error{Errc::bad_syntax, "a NUL octet in a command"};
    command_.pieces.back() += "\r\n";
    return std::exchange(command_, {});
}

void CommandText::put_string(std::string_view octets) {
    std::string& piece = command_.pieces.back();
    if (octets.size() <= kQuotedMax && std::ranges::all_of(octets, is_plain)) {
        piece.append(" \"").append(octets).append("\"");
        return;
    }
    has_nul_ |= octets.find('\0') != std::string_view::npos;
    const bool unasked = is_taken_unasked(octets.size());
    piece += " {" + std::to_string(octets.size()) + (unasked ? "+}\r\n" : "}\r\n");
    if (unasked)
        piece.append(octets);
    else
        command_.pieces.emplace_back(octets);
}

bool CommandText::is_taken_unasked(std::size_t octets) const {
    switch (literals_) {
        case Literals::asked: return false;
        case Literals::short_ones: return octets <= kShortLiteralMax;
        case Literals::all: return true;
    }
    return false;
}

}  // namespace sendpath::imap
