#pragma once

#include "store/sheet_parts.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

namespace sendpath::store {

/// Sums of a From domain's sheets over parts of a period, remembered until one of those sheets
/// changes: a new report makes little be summed again. Used by all threads.
/// @tparam Fold  what was summed, with octets(): what it takes of memory
template <class Fold>
class FoldCache {
public:
    using Folds = std::vector<std::shared_ptr<const Fold>>;

    /// @param octets_max  of all folds; beyond, those that nobody asked for the longest time go
    explicit FoldCache(std::size_t octets_max) : octets_max_(octets_max) {}

    /// A fold for each of the parts.
    /// @param make  Result<Fold>(DayRange): sums a part anew
    /// Errors: io; those of make().
    template <class Make>
    [[nodiscard]] Result<Folds> folds(SheetParts& of, std::int64_t domain, Make make) {
        Folds folds;
        for (const DayRange part : of.parts()) {
            const auto state = of.state(domain, part);
            if (!state) return state.error();
            const Key key{of.store(), domain, part.from, part.to};
            std::shared_ptr<const Fold> fold = find(key, *state);
            if (!fold) {
                Result<Fold> made = make(part);
                if (!made) return made.error();
                fold = std::make_shared<const Fold>(*std::move(made));
                keep(key, *state, fold);
            }
            folds.push_back(std::move(fold));
        }
        return folds;
    }

private:
    struct Key {
        std::int64_t store = 0;
        std::int64_t domain = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Entry {
        SheetsState state;
        std::shared_ptr<const Fold> fold;
        std::uint64_t asked = 0;  // when, by clock_
    };

    std::shared_ptr<const Fold> find(const Key& key, const SheetsState& state) {
        const std::lock_guard lock(mutex_);
        const auto entry = entries_.find(key);
        if (entry == entries_.end() || entry->second.state != state) return nullptr;
        entry->second.asked = ++clock_;
        return entry->second.fold;
    }

    void keep(const Key& key, const SheetsState& state, std::shared_ptr<const Fold> fold) {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[key];
        if (entry.fold) octets_ -= entry.fold->octets();
        octets_ += fold->octets();
        entry = {state, std::move(fold), ++clock_};
        while (octets_ > octets_max_ && entries_.size() > 1) {
            const auto oldest = std::ranges::min_element(
                entries_, {}, [](const auto& each) { return each.second.asked; });
            octets_ -= oldest->second.fold->octets();
            entries_.erase(oldest);
        }
    }

    const std::size_t octets_max_;
    std::mutex mutex_;
    std::map<Key, Entry> entries_;
    std::size_t octets_ = 0;
    std::uint64_t clock_ = 0;
};

/// Octets of a vector's elements.
template <class T>
[[nodiscard]] std::size_t octets_of(const std::vector<T>& of) {
    return of.capacity() * sizeof(T);
}

}  // namespace sendpath::store
