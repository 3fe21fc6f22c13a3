#pragma once

#include "model/names.hpp"

namespace sendpath::model {

/// A block of addresses, "192.0.2.0/24". A lone address is a block of one.
class IpNetwork {
public:
    /// Reads an address, or an address and the number of its leading bits that count; the other
    /// bits do not matter. Errors: bad_syntax. Source: RFC 4632 section 3.1; RFC 4291 section 2.3.
    [[nodiscard]] static Result<IpNetwork> parse(std::string_view text);

    [[nodiscard]] bool contains(const IpAddress& address) const;

    /// The lowest and the highest address of the block.
    [[nodiscard]] IpAddress first() const { return bound(0x00); }
    [[nodiscard]] IpAddress last() const { return bound(0xff); }

    /// How many leading bits count: 24 of "192.0.2.0/24".
    [[nodiscard]] unsigned bits() const { return bits_; }

    friend bool operator==(const IpNetwork&, const IpNetwork&) = default;

private:
    IpNetwork(IpAddress address, unsigned bits) : address_(address), bits_(bits) {}

    [[nodiscard]] IpAddress bound(unsigned filling) const;

    IpAddress address_;
    unsigned bits_;
};

}  // namespace sendpath::model
