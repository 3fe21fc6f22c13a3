#include "model/network.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::model {

Result<IpNetwork> IpNetwork::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const Result<IpAddress> address = IpAddress::parse(text.substr(0, slash));
    if (!address) return address.error();
    const unsigned all = address->is_v4() ? 32 : 128;
    if (slash == std::string_view::npos) return IpNetwork(*address, all);
    const Result<std::uint64_t> bits = text::parse_count(text.substr(slash + 1));
    if (!bits || *bits > all)
        return Error{Errc::bad_syntax, "expected /0 to /" + std::to_string(all)};
    return IpNetwork(*address, static_cast<unsigned>(*bits));
}

bool IpNetwork::contains(const IpAddress& address) const {
    const std::string_view ours = address_.packed();
    const std::string_view theirs = address.packed();
    if (ours.size() != theirs.size()) return false;
    const std::size_t whole = bits_ / 8;
    if (ours.substr(0, whole) != theirs.substr(0, whole)) return false;
    const unsigned rest = bits_ % 8;
    if (rest == 0) return true;
    const auto differing = static_cast<unsigned>(ours[whole] ^ theirs[whole]) & 0xffU;
    return differing >> (8 - rest) == 0;
}

IpAddress IpNetwork::bound(unsigned filling) const {
    std::string octets(address_.packed());
    for (std::size_t i = 0; i < octets.size(); ++i) {
        const unsigned kept =
            bits_ <= i * 8 ? 0 : std::min(bits_ - static_cast<unsigned>(i) * 8, 8U);
        const unsigned mask = 0xffU << (8 - kept) & 0xffU;  // of the bits that count
        const auto octet = static_cast<unsigned>(static_cast<unsigned char>(octets[i]));
        octets[i] = static_cast<char>((octet & mask) | (filling & ~mask & 0xffU));
    }
    return IpAddress::from_packed(octets).value();
}

}  // namespace sendpath::model
