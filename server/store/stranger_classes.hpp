#pragma once

#include "store/command.hpp"

#include <vector>

namespace sendpath::store {

/// flow_class.network of a class of strangers: senders known by their network alone, whose From
/// domain has no path for them yet.
inline constexpr std::int64_t kNetworkOfStrangers = -1;

/// Tells classes of strangers from others; each is looked up once.
class StrangerClasses {
public:
    StrangerClasses(sqlite3& db, Failure& failure)
        : find_(db, failure, "SELECT network = ?2 FROM main.flow_class WHERE id = ?1") {}

    /// False of 0, which is no class.
    [[nodiscard]] bool has(std::int64_t flow_class) {
        const auto place = static_cast<std::size_t>(flow_class);
        if (place >= known_.size()) known_.resize(std::max(place + 1, known_.size() * 2));
        if (known_[place] == Kind::not_asked)
            known_[place] = find_.integer(flow_class, kNetworkOfStrangers).value_or(0) != 0
                                ? Kind::strangers
                                : Kind::others;
        return known_[place] == Kind::strangers;
    }

    /// Row numbers given out in a transaction that failed are void.
    void forget() { known_.clear(); }

private:
    enum class Kind : std::uint8_t { not_asked, others, strangers };

    Command find_;
    std::vector<Kind> known_;  // by row: rows are dense
};

}  // namespace sendpath::store
