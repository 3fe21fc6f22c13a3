#pragma once

#include "model/names.hpp"
#include "net/wire.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace sendpath::smtp {

/// How many conversations one address may hold, and begin. IPv6 is counted by its /64, which is
/// what one customer has.
class AddressLimits {
public:
    /// @param open_max    conversations open at a time
    /// @param per_minute  conversations begun; as many may come in one burst
    AddressLimits(std::size_t open_max, std::size_t per_minute)
        : open_max_(open_max), per_minute_(per_minute) {}

    enum class Verdict : std::uint8_t { welcome, too_many, too_fast };

    /// Counts one more conversation when it is welcome; leave() must follow.
    [[nodiscard]] Verdict enter(const model::IpAddress& address, net::Wire::Time now);
    void leave(const model::IpAddress& address);

    /// Addresses that are remembered: those with an open conversation, and those lately seen.
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::size_t open = 0;
        double begun = 0;  // leaks away at per_minute_
        net::Wire::Time since;
    };

    void refresh(Entry& entry, net::Wire::Time now) const;
    void forget_quiet_ones(net::Wire::Time now);

    std::size_t open_max_;
    std::size_t per_minute_;
    std::size_t sweep_at_ = 1'024;  // entries
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace sendpath::smtp
