// A client that says anything: each line has a reply of its form, and no mail is taken for others.
#include "smtp/dialogue.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace sendpath;
using smtp::Next;

constexpr std::size_t kReplyMax = 512;  // octets of a line, RFC 5321 section 4.5.3.1.5

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "250-first\r\n250 last\r\n"
bool is_reply(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n");
        if (end == std::string_view::npos || end + 2 > kReplyMax || end < 4) return false;
        const std::string_view line = text.substr(0, end);
        const bool last = text.size() == end + 2;
        if (!std::all_of(line.begin(), line.begin() + 3, is_digit) || line[3] != (last ? ' ' : '-'))
            return false;
        if (std::ranges::any_of(line, [](char c) { return static_cast<unsigned char>(c) < ' '; }))
            return false;
        text.remove_prefix(end + 2);
    }
    return true;
}

smtp::Rules rules() {
    const auto domain = *model::DomainName::parse("b.example");
    return {.hostname = "mx.example",
            .recipients = {domain, {{.local = "r", .domain = domain, .takes = {}}}}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view octets(reinterpret_cast<const char*>(data), size);
    const smtp::Rules ours = rules();
    smtp::Dialogue dialogue(ours);
    const smtp::Moment moment{.tls_offered = true, .storage_low = false};
    while (!octets.empty()) {
        const std::size_t end = std::min(octets.find('\n'), octets.size());
        const smtp::Reply reply = dialogue.answer(octets.substr(0, end), moment);
        octets.remove_prefix(std::min(end + 1, octets.size()));
        if (reply.text.empty() || !is_reply(reply.text)) std::abort();
        if (const auto& mail = dialogue.transaction())
            for (const smtp::Path& each : mail->recipients)
                if (!each.domain.empty() && each.domain.size() != 9) std::abort();  // "b.example"
        if (reply.next == Next::close) break;
        if (reply.next == Next::message) (void)dialogue.message_taken("1f");
        if (reply.next == Next::handshake) dialogue.secured();
    }
    return 0;
}
