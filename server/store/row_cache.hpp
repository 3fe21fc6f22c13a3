#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sendpath::store {

/// Row numbers by a small key, in one piece of memory: a hit costs one look into it, where a map of
/// nodes takes three. Forgets everything when it is full.
///
/// Key has operator== and a member hash(); a row number is never 0.
template <class Key, std::size_t kEntriesMax>
class RowCache {
public:
    RowCache() : slots_(kFirst) {}

    [[nodiscard]] std::optional<std::int64_t> find(const Key& key) const {
        const Slot& slot = slots_[place_of(key)];
        if (slot.row == 0) return std::nullopt;
        return slot.row;
    }

    void keep(const Key& key, std::int64_t row) {
        if (row == 0) return;
        if (size_ >= kEntriesMax) clear();
        if (2 * (size_ + 1) > slots_.size()) grow();
        Slot& slot = slots_[place_of(key)];
        if (slot.row == 0) ++size_;
        slot = {key, row};
    }

    void clear() {
        slots_.assign(kFirst, Slot{});
        size_ = 0;
    }

private:
    struct Slot {
        Key key{};
        std::int64_t row = 0;
    };
    static constexpr std::size_t kFirst = 1'024;  // slots, a power of two, at most half in use

    /// Where `key` is, or would go.
    [[nodiscard]] std::size_t place_of(const Key& key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t place = key.hash() & mask;
        while (slots_[place].row != 0 && !(slots_[place].key == key)) place = (place + 1) & mask;
        return place;
    }

    void grow() {
        std::vector<Slot> before(slots_.size() * 2);
        before.swap(slots_);
        for (const Slot& slot : before)
            if (slot.row != 0) slots_[place_of(slot.key)] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

}  // namespace sendpath::store
