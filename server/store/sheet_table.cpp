#include "store/sheet_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {

SheetTable::SheetTable(sqlite3& db, Failure& failure, std::string_view schema)
    : failure_(&failure),
      strangers_(db, failure),
      some_stale_(db, failure, fmt::format("SELECT 1 FROM {}.stale_sheet LIMIT 1", schema)),
      is_stale_(db, failure, fmt::format("SELECT 1 FROM {}.stale_sheet WHERE key = ?1", schema)),
      make_stale_(db, failure,
                  fmt::format("INSERT OR IGNORE INTO {}.stale_sheet VALUES (?1)", schema)),
      make_fresh_(db, failure, fmt::format("DELETE FROM {}.stale_sheet WHERE key = ?1", schema)),
      append_(db, failure,
              fmt::format("INSERT INTO {}.path_sheet(key, compacted, runs)"
                          " VALUES (?1, length(?2), ?2) ON CONFLICT (key)"
                          " DO UPDATE SET runs = CAST(runs || excluded.runs AS BLOB)"
                          " RETURNING length(runs) > 2 * compacted + 512",
                          schema)),
      load_(db, failure, fmt::format("SELECT runs FROM {}.path_sheet WHERE key = ?1", schema)),
      keep_(db, failure,
            fmt::format("INSERT OR REPLACE INTO {}.path_sheet(key, compacted, runs)"
                        " VALUES (?1, length(?2), ?2)",
                        schema)),
      drop_(db, failure, fmt::format("DELETE FROM {}.path_sheet WHERE key = ?1", schema)),
      // The generation is raised at the end of a transaction: each writes another one here.
      set_version_(db, failure,
                   fmt::format("INSERT OR REPLACE INTO {}.sheet_version"
                               " SELECT ?1, value FROM main.state WHERE name = 'generation'",
                               schema)) {}

void SheetTable::count(const SheetCount& count) {
    const std::int64_t key = sheet_key(count.domain, count.day);
    const bool grouped = count.flow_class != 0;
    items_.push_back({key, grouped ? count.reporter : kUngrouped,
                      cell_of(count.flow_class, count.outcome), count.messages});
    const bool stranger = grouped && strangers_.has(count.flow_class);
    if (stranger) domains_of_strangers_.insert(count.domain);
    items_.push_back({key, sources_of(count.outcome, stranger), count.source, count.messages});
}

void SheetTable::flush(bool taken) {
    if (items_.empty()) return;
    put_in_order(items_);
    const bool some_stale = some_stale_.integer().has_value();
    std::span<const SheetItem> rest = items_;
    while (!rest.empty()) {
        const std::int64_t key = rest.front().key;
        const auto end =
            std::ranges::find_if(rest, [key](const SheetItem& item) { return item.key != key; });
        const auto length = static_cast<std::size_t>(end - rest.begin());
        const std::span<const SheetItem> items = rest.first(length);
        rest = rest.subspan(length);
        if (items.front().reporter == kUngrouped)
            make_stale_.run(key);
        else if (!some_stale || !is_stale_.integer(key))
            write(items, taken);
    }
    items_.clear();
}

void SheetTable::write(std::span<const SheetItem> items, bool taken) {
    const std::int64_t key = items.front().key;
    set_version_.run(key);
    if (taken) {
        std::vector<SheetItem> all = stored(key);
        all.insert(all.end(), items.begin(), items.end());
        return rewrite(key, std::move(all));
    }
    std::string runs;
    pack(items, runs);
    if (append_.integer(key, Blob{runs}).value_or(0) != 0) rewrite(key, stored(key));
}

void SheetTable::rewrite(std::int64_t key, std::vector<SheetItem> items) {
    put_in_order(items);
    if (items.empty()) {
        drop_.run(key);
        return;
    }
    std::string runs;
    pack(items, runs);
    keep_.run(key, Blob{runs});
}

std::vector<SheetItem> SheetTable::stored(std::int64_t key) {
    std::vector<SheetItem> items;
    load_.each(
        [&](const Statement& row) {
            const Result<void> read = unpack(key, row.view(0), items);
            if (!read) failure_->keep(read.error());
        },
        key);
    return items;
}

void SheetTable::forget() {
    items_.clear();
    domains_of_strangers_.clear();
    strangers_.forget();
}

void SheetTable::replace(std::int64_t key, std::vector<SheetItem> items) {
    set_version_.run(key);
    rewrite(key, std::move(items));
    make_fresh_.run(key);
}

}  // namespace sendpath::store
