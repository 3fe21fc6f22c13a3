#pragma once

#include "support/made_reports.hpp"

#include <random>

namespace sendpath::test {

/// Reports of a small world whose senders are of every kind: own servers, services, signers,
/// forwarders, strangers.
class PathLife {
public:
    /// @param several_days  some reports are about three days
    explicit PathLife(unsigned seed, bool several_days = true)
        : random_(seed), several_days_(several_days) {}

    [[nodiscard]] model::Report report(std::int64_t number);

private:
    [[nodiscard]] unsigned up_to(unsigned most) {
        return static_cast<unsigned>(random_()) % (most + 1);
    }
    template <class Value, std::size_t kSize>
    [[nodiscard]] const Value& any(const Value (&values)[kSize]) {
        return values[up_to(kSize - 1)];
    }
    void add_record(model::AggregateReport& report);

    std::mt19937 random_;
    bool several_days_;
};

}  // namespace sendpath::test
