#pragma once

#include <cstdint>

namespace sendpath::smtp {

/// Octets of messages that may be in memory at a time, over all conversations: without such a bound
/// a thousand clients, each within its own limits, could take all there is.
class MemoryBudget {
public:
    explicit MemoryBudget(std::uint64_t limit) : limit_(limit) {}

    [[nodiscard]] std::uint64_t used() const { return used_; }

    /// What one message takes of it; given back at its end.
    class Share {
    public:
        explicit Share(MemoryBudget& budget) : budget_(budget) {}
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        ~Share() { budget_.used_ -= held_; }

        /// False when there is no room for so much; then it holds nothing.
        [[nodiscard]] bool set(std::uint64_t octets) {
            budget_.used_ -= held_;
            held_ = octets <= budget_.limit_ - budget_.used_ ? octets : 0;
            budget_.used_ += held_;
            return held_ == octets;
        }

    private:
        MemoryBudget& budget_;
        std::uint64_t held_ = 0;
    };

private:
    std::uint64_t limit_;
    std::uint64_t used_ = 0;  // never over limit_
};

}  // namespace sendpath::smtp
