#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sendpath::store {

/// Sums of messages by a number that is not all ones, in one piece of memory: a busy From domain
/// has some thousands of them.
class SumTable {
public:
    struct Slot {
        std::uint64_t key = kFree;
        std::int64_t messages = 0;
    };

    SumTable() : slots_(kFirst) {}

    void add(std::uint64_t key, std::int64_t messages) {
        std::size_t place = place_of(key);
        if (slots_[place].key == kFree) {
            if (2 * (size_ + 1) > slots_.size()) {
                grow();
                place = place_of(key);
            }
            slots_[place].key = key;
            ++size_;
        }
        slots_[place].messages += messages;
    }

    /// What was summed, in no order; the table is empty then.
    std::vector<Slot> take() {
        std::vector<Slot> sums;
        sums.reserve(size_);
        for (Slot& slot : slots_) {
            if (slot.key == kFree) continue;
            sums.push_back(slot);
            slot = {};
        }
        size_ = 0;
        return sums;
    }
    /// Likewise, by key.
    std::vector<Slot> take_in_order() {
        std::vector<Slot> sums = take();
        std::ranges::sort(sums, {}, &Slot::key);
        return sums;
    }

private:
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};
    static constexpr std::size_t kFirst = 1U << 12U;

    [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::uint64_t mixed = key * 0x9e3779b97f4a7c15U;
        std::size_t place = (mixed ^ mixed >> 29U) & mask;
        while (slots_[place].key != kFree && slots_[place].key != key) place = (place + 1) & mask;
        return place;
    }
    void grow() {
        std::vector<Slot> before(slots_.size() * 2);
        before.swap(slots_);
        for (const Slot& slot : before)
            if (slot.key != kFree) slots_[place_of(slot.key)] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace sendpath::store
