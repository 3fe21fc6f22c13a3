#include "model/names.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace sendpath::model {
namespace {

constexpr std::size_t kNameMax = 253;  // octets, RFC 1035 section 2.3.4 less length bytes
constexpr std::size_t kLabelMax = 63;  // octets, RFC 1035 section 2.3.4
constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

constexpr bool is_name_octet(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// Takes a number of one to three digits up to 255 without leading zeros off the front of `text`;
/// false when that is not what stands there.
bool take_octet(std::string_view& text, std::uint8_t& octet) {
    unsigned value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 4 && text[digits] >= '0' && text[digits] <= '9')
        value = 10 * value + static_cast<unsigned>(text[digits++] - '0');
    if (digits == 0 || value > 255 || (digits > 1 && text.front() == '0')) return false;
    octet = static_cast<std::uint8_t>(value);
    text.remove_prefix(digits);
    return true;
}

/// As strict as inet_pton(), which is called through a copy and takes three times as long: every
/// record of a report has an address.
bool read_dotted(std::string_view text, std::array<std::uint8_t, 16>& octets) {
    for (std::size_t i = 0; i < 4; ++i) {
        if (i > 0) {
            if (!text.starts_with('.')) return false;
            text.remove_prefix(1);
        }
        if (!take_octet(text, octets[i])) return false;
    }
    return text.empty();
}

bool read_colons(std::string_view text, std::array<std::uint8_t, 16>& octets) {
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size()) return false;
    std::ranges::copy(text, terminated.begin());
    return std::strlen(terminated.data()) == text.size() &&
           inet_pton(AF_INET6, terminated.data(), octets.data()) == 1;
}

}  // namespace

Result<DomainName> DomainName::parse(std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.size() > kNameMax) return Error{Errc::too_large, "domain name over 253 octets"};

    std::string name;
    name.reserve(text.size());
    std::size_t label = 0;
    for (const char raw : text) {
        const char c = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw + 32) : raw;
        if (c == '.' && label == 0) return Error{Errc::bad_syntax, "empty label"};
        if (c != '.' && !is_name_octet(c))
            return Error{Errc::bad_syntax, "octet not allowed in a name"};
        label = c == '.' ? 0 : label + 1;
        if (label > kLabelMax) return Error{Errc::bad_syntax, "label over 63 octets"};
        name.push_back(c);
    }
    if (label == 0) return Error{Errc::bad_syntax, "empty label"};
    return DomainName(std::move(name));
}

bool DomainName::is_under(const DomainName& parent) const {
    return name_.size() > parent.name_.size() && name_.ends_with(parent.name_) &&
           name_[name_.size() - parent.name_.size() - 1] == '.';
}

Result<IpAddress> IpAddress::parse(std::string_view text) {
    std::array<std::uint8_t, 16> octets{};
    const bool v4 = read_dotted(text, octets);
    if (!v4 && !read_colons(text, octets)) return Error{Errc::bad_syntax, "not an IP address"};
    return from_packed({reinterpret_cast<const char*>(octets.data()), v4 ? 4U : 16U});
}

Result<IpAddress> IpAddress::from_packed(std::string_view octets) {
    if (octets.size() != 4 && octets.size() != 16)
        return Error{Errc::bad_syntax, "not 4 or 16 octets of an address"};
    if (octets.size() == 16 && std::memcmp(octets.data(), kMapped.data(), kMapped.size()) == 0)
        octets.remove_prefix(kMapped.size());
    IpAddress address;
    address.size_ = static_cast<std::uint8_t>(octets.size());
    std::memcpy(address.octets_.data(), octets.data(), octets.size());
    return address;
}

std::string IpAddress::str() const {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(is_v4() ? AF_INET : AF_INET6, octets_.data(), text.data(), text.size());
    return text.data();
}

std::string_view IpAddress::packed() const {
    return {reinterpret_cast<const char*>(octets_.data()), size_};
}

}  // namespace sendpath::model
