#pragma once

#include "store/command.hpp"
#include "store/sheet.hpp"
#include "store/stranger_classes.hpp"

#include <set>

namespace sendpath::store {

/// Messages of one record on one day, for the sheet they go to.
struct SheetCount {
    std::int64_t domain = 0;
    std::int64_t day = 0;
    std::int64_t reporter = 0;
    std::int64_t flow_class = 0;  ///< 0: not grouped yet, so that the sheet becomes stale
    std::int64_t source = 0;
    Outcome outcome = 0;
    std::int64_t messages = 0;  ///< below 0: taken away
};

/// The writing side of path_sheet. What a group of reports adds is put at the end of each sheet,
/// which costs the same however long the sheet is; a sheet that has doubled since it was last put
/// in order is put in order again.
class SheetTable {
public:
    /// @param schema  the attached database whose sheets are written
    SheetTable(sqlite3& db, Failure& failure, std::string_view schema);

    void count(const SheetCount& count);

    /// Writes what was gathered. @param taken  some of it may be below 0
    void flush(bool taken);

    /// Replaces a sheet by these items and calls it no longer stale.
    void replace(std::int64_t key, std::vector<SheetItem> items);

    /// From domains into whose sheets strangers were counted since the last call.
    [[nodiscard]] std::set<std::int64_t> take_domains_of_strangers() {
        return std::exchange(domains_of_strangers_, {});
    }

    /// The transaction failed.
    void forget();

private:
    void write(std::span<const SheetItem> items, bool taken);
    void rewrite(std::int64_t key, std::vector<SheetItem> items);
    [[nodiscard]] std::vector<SheetItem> stored(std::int64_t key);

    Failure* failure_;
    std::vector<SheetItem> items_;
    std::set<std::int64_t> domains_of_strangers_;
    StrangerClasses strangers_;
    Command some_stale_;
    Command is_stale_;
    Command make_stale_;
    Command make_fresh_;
    Command append_;
    Command load_;
    Command keep_;
    Command drop_;
    Command set_version_;
};

}  // namespace sendpath::store
