#include "smtp/proxy_header.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace sendpath::smtp {
namespace {

using Found = Result<std::optional<ProxyHeader>>;

constexpr std::string_view kText = "PROXY ";
constexpr std::string_view kBinary{"\r\n\r\n\0\r\nQUIT\n", 12};
constexpr std::size_t kTextMax = 107;    // octets, section 2.1
constexpr std::size_t kBinaryHead = 16;  // signature, version and command, family, length

const Error kBad{Errc::bad_syntax, "not a PROXY header"};

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t start = 0; start <= line.size();) {
        const std::size_t blank = std::min(line.find(' ', start), line.size());
        out.push_back(line.substr(start, blank - start));
        start = blank + 1;
    }
    return out;
}

bool is_port(std::string_view text) {
    const Result<std::uint64_t> port = text::parse_count(text);
    return port && *port <= 65'535;
}

/// "PROXY TCP4 192.0.2.1 192.0.2.2 56324 25\r\n"
Found parse_text(std::string_view octets) {
    const std::string_view head = octets.substr(0, kTextMax);
    const std::size_t end = head.find("\r\n");
    if (end == std::string_view::npos) {
        if (head.size() == kTextMax) return kBad;
        return std::optional<ProxyHeader>();
    }
    ProxyHeader header{.client = std::nullopt, .size = end + 2};
    const std::vector<std::string_view> parts = words(head.substr(0, end));
    if (parts[1] == "UNKNOWN") return std::optional(header);
    const bool four = parts[1] == "TCP4";
    if (parts.size() != 6 || !(four || parts[1] == "TCP6") || !is_port(parts[4]) ||
        !is_port(parts[5]))
        return kBad;
    const Result<model::IpAddress> from = model::IpAddress::parse(parts[2]);
    const Result<model::IpAddress> to = model::IpAddress::parse(parts[3]);
    if (!from || !to || (four && !from->is_v4())) return kBad;
    header.client = *from;
    return std::optional(header);
}

Found parse_binary(std::string_view octets) {
    if (octets.size() < kBinaryHead) return std::optional<ProxyHeader>();
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
    const std::size_t length = at(14) * 256U + at(15);
    ProxyHeader header{.client = std::nullopt, .size = kBinaryHead + length};
    if (at(12) >> 4U != 2 || header.size > kProxyHeaderMax) return kBad;
    if (octets.size() < header.size) return std::optional<ProxyHeader>();

    const unsigned command = at(12) & 0x0fU;
    if (command == 0) return std::optional(header);  // LOCAL: a health check of the proxy
    if (command != 1) return kBad;
    const unsigned family = at(13);
    const std::size_t size = family == 0x11 ? 4 : family == 0x21 ? 16 : 0;  // TCP alone
    if (size == 0) return family == 0 ? Found(std::optional(header)) : Found(kBad);
    if (length < 2 * size + 4) return kBad;
    const Result<model::IpAddress> from =
        model::IpAddress::from_packed(octets.substr(kBinaryHead, size));
    if (!from) return kBad;
    header.client = *from;
    return std::optional(header);
}

}  // namespace

Found parse_proxy_header(std::string_view octets) {
    if (octets.starts_with(kText)) return parse_text(octets);
    if (octets.starts_with(kBinary)) return parse_binary(octets);
    if (kText.starts_with(octets) || kBinary.starts_with(octets))
        return std::optional<ProxyHeader>();
    return kBad;
}

}  // namespace sendpath::smtp
