#include "store/path_sums.hpp"

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

/// The sheets of one From domain after the other.
class Summing {
public:
    explicit Summing(const PathDirectory& directory) : directory_(&directory) {
        sums_.days.resize(directory.paths().size());
    }

    Result<void> take(std::int64_t day, std::string_view runs) {
        std::uint64_t reporter = 0;
        bool sound = true;
        const Result<void> read = each_item(
            runs,
            [&](std::int64_t of) {
                if (!is_of_reporter(of)) return false;
                reporter = static_cast<std::uint64_t>(organization_of(of));
                return true;
            },
            [&](Cell cell, std::int64_t messages) {
                if (!is_known(cell)) {
                    sound = false;
                    return;
                }
                table_.add(static_cast<std::uint64_t>(cell) << kReporterBits | reporter, messages);
                PathDays& seen = days_of(cell);
                if (seen.last == day) return;
                if (seen.days == 0) seen.first = day;
                seen.last = day;
                ++seen.days;
            });
        if (read && !sound) return Error{Errc::io, "a flow class is missing from the store"};
        return read;
    }

    /// Puts away what take() has summed of one domain.
    void finish_domain() {
        reporters_.clear();
        for (const SumTable::Slot& slot : table_.take()) {
            const auto cell = static_cast<Cell>(slot.key >> kReporterBits);
            if (sums_.cells.empty() || sums_.cells.back().cell != cell)
                sums_.cells.push_back({cell, 0});
            sums_.cells.back().messages += slot.messages;
            const bool fails = (outcome_of(cell) & 3U) == 0;
            reporters_.push_back({path_of(cell), slot.key & ((1U << kReporterBits) - 1),
                                  slot.messages, fails ? slot.messages : 0});
        }
        const auto key = [](const ReporterSum& sum) {
            return std::pair(sum.path, sum.organization);
        };
        std::ranges::sort(reporters_, {}, key);
        const std::size_t before = sums_.reporters.size();
        for (const ReporterSum& sum : reporters_) {
            const bool again =
                sums_.reporters.size() > before && key(sums_.reporters.back()) == key(sum);
            if (!again) sums_.reporters.push_back({sum.path, sum.organization});
            sums_.reporters.back().messages += sum.messages;
            sums_.reporters.back().failing += sum.failing;
        }
    }

    PathSums sums() && { return std::move(sums_); }

private:
    static constexpr unsigned kReporterBits = 20;  // organisations that report

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
    PathDays& days_of(Cell cell) { return sums_.days[static_cast<std::size_t>(path_of(cell))]; }

    const PathDirectory* directory_;
    SumTable table_;
    std::vector<ReporterSum> reporters_;
    PathSums sums_;
};

}  // namespace

Result<PathSums> path_sums(sqlite3& db, const PathDirectory& directory, DayRange days) {
    Summing summing(directory);
    Result<void> read;
    for (const auto& [domain, name] : directory.domains()) {
        const Result<void> asked =
            each_sheet(db, domain, days, [&](std::int64_t day, std::string_view runs) {
                if (read) read = summing.take(day, runs);
            });
        if (!asked) return asked.error();
        if (!read) return read.error();
        summing.finish_domain();
    }
    return std::move(summing).sums();
}

}  // namespace sendpath::store
