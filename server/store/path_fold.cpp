#include "store/path_fold.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

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

    /// What was summed, by key; the table is empty then.
    std::vector<Slot> take() {
        std::vector<Slot> sums;
        sums.reserve(size_);
        for (Slot& slot : slots_) {
            if (slot.key == kFree) continue;
            sums.push_back(slot);
            slot = {};
        }
        size_ = 0;
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

/// The sheets of one From domain, day by day.
class Folding {
public:
    explicit Folding(const PathDirectory& directory)
        : directory_(&directory), days_(directory.paths().size()) {}

    Result<void> take(std::int64_t day, std::string_view runs) {
        std::uint64_t reporter = 0;
        bool strangers = false;
        bool sound = true;
        const Result<void> read = each_item(
            runs,
            [&](std::int64_t of) {
                strangers = of == kFailingStrangers;
                if (!is_of_reporter(of)) return strangers;
                reporter = organization_of(of);
                return true;
            },
            [&](std::int64_t cell, std::int64_t messages) {
                if (strangers)
                    return sums_.stranger_sources.push_back(static_cast<std::uint32_t>(cell));
                if (!is_known(cell)) {
                    sound = false;
                    return;
                }
                table_.add(static_cast<std::uint64_t>(cell) << kReporterBits | reporter, messages);
                see(path_of(cell), day);
            });
        if (read && !sound) return Error{Errc::io, "a flow class is missing from the store"};
        return read;
    }

    PathSums sums() && {
        for (const SumTable::Slot& slot : table_.take()) {
            const auto cell = static_cast<Cell>(slot.key >> kReporterBits);
            if (sums_.cells.empty() || sums_.cells.back().cell != cell)
                sums_.cells.push_back({cell, 0});
            sums_.cells.back().messages += slot.messages;
            const bool fails = (outcome_of(cell) & 3U) == 0;
            sums_.reporters.push_back({static_cast<std::uint32_t>(path_of(cell)),
                                       static_cast<std::uint32_t>(slot.key & kReporterMask),
                                       slot.messages, fails ? slot.messages : 0});
        }
        join_reporters();
        finish_strangers();
        for (std::size_t path = 0; path < days_.size(); ++path) {
            if (days_[path].days == 0) continue;
            days_[path].path = static_cast<std::int64_t>(path);
            sums_.days.push_back(days_[path]);
        }
        sums_.cells.shrink_to_fit();
        sums_.reporters.shrink_to_fit();
        sums_.days.shrink_to_fit();
        return std::move(sums_);
    }

private:
    static constexpr unsigned kReporterBits = 20;  // organisations that report
    static constexpr std::uint64_t kReporterMask = (1U << kReporterBits) - 1;

    void see(std::int64_t path, std::int64_t day) {
        PathDays& seen = days_[static_cast<std::size_t>(path)];
        if (seen.last == day) return;
        seen.add(day);
        const auto kind = directory_->sender_of(directory_->path(path)).kind;
        if (kind == analysis::IdentityKind::unknown) sums_.unknown.push_back({path, day});
    }
    void finish_strangers() {
        std::vector<std::uint32_t>& sources = sums_.stranger_sources;
        std::ranges::sort(sources);
        const auto again = std::ranges::unique(sources);
        sources.erase(again.begin(), again.end());
        sources.shrink_to_fit();
    }
    /// The sums of a path and an organisation become one.
    void join_reporters() {
        const auto key = [](const ReporterSum& sum) {
            return std::pair(sum.path, sum.organization);
        };
        std::ranges::sort(sums_.reporters, {}, key);
        std::size_t kept = 0;
        for (const ReporterSum& sum : sums_.reporters) {
            if (kept > 0 && key(sums_.reporters[kept - 1]) == key(sum)) {
                sums_.reporters[kept - 1].messages += sum.messages;
                sums_.reporters[kept - 1].failing += sum.failing;
            } else {
                sums_.reporters[kept++] = sum;
            }
        }
        sums_.reporters.resize(kept);
    }
    [[nodiscard]] std::size_t organization_of(std::int64_t reporter) const {
        const auto& known = directory_->organization_of_reporter();
        const auto row = static_cast<std::size_t>(reporter);
        return row < known.size() ? known[row] : 0;
    }
    [[nodiscard]] std::int64_t path_of(Cell cell) const {
        return directory_->flow_class(class_of(cell)).path;
    }
    /// Whether the cell's class is here: in a sound store it always is.
    [[nodiscard]] bool is_known(Cell cell) const {
        const auto row = static_cast<std::size_t>(class_of(cell));
        return row > 0 && row < directory_->classes().size() && path_of(cell) > 0;
    }

    const PathDirectory* directory_;
    std::vector<PathDays> days_;  // by row of path
    SumTable table_;
    PathSums sums_;
};

}  // namespace

Result<PathSums> fold_paths(sqlite3& db, const PathDirectory& directory, std::int64_t domain,
                            DayRange days) {
    Folding folding(directory);
    const Result<void> read = take_sheets(
        db, domain, days,
        [&](std::int64_t day, std::string_view runs) { return folding.take(day, runs); });
    if (!read) return read.error();
    return std::move(folding).sums();
}

}  // namespace sendpath::store
