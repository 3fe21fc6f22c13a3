#include "store/source_sums.hpp"

#include "store/path_rows.hpp"
#include "store/path_sums.hpp"

namespace sendpath::store {
namespace {

constexpr std::size_t kRowsMax = std::size_t{1} << 28U;  // 1 GB of places_; damage beyond

}  // namespace

Result<void> SourceSums::add(std::string_view runs) {
    bool fails = false;
    bool sound = true;
    const Result<void> read = each_item(
        runs,
        [&](std::int64_t reporter) {
            fails = reporter == kFailingSources;
            return fails || (reporter == kPassingSources && runs_ == Runs::all);
        },
        [&](std::int64_t source, std::int64_t messages) {
            const auto row = static_cast<std::size_t>(source);
            if (row >= places_.size()) {
                sound = sound && row < kRowsMax;
                if (!sound) return;
                places_.resize(std::max(row + 1, places_.size() * 2));
            }
            if (places_[row] == 0) {
                sums_.push_back({source});
                places_[row] = static_cast<std::uint32_t>(sums_.size());
            }
            SourceSum& sum = sums_[places_[row] - 1];
            sum.messages += messages;
            if (fails) sum.failing += messages;
        });
    if (read && !sound) return Error{Errc::bad_syntax, "path_sheet.runs is damaged"};
    return read;
}

Result<std::vector<SourceSum>> SourceSums::of(const std::vector<std::int64_t>& domains) {
    for (const SourceSum& sum : sums_) places_[static_cast<std::size_t>(sum.source)] = 0;
    sums_.clear();
    Result<void> read;
    for (const std::int64_t domain : domains) {
        const Result<void> asked =
            each_sheet(*db_, domain, days_, [&](std::int64_t, std::string_view runs) {
                if (read) read = add(runs);
            });
        if (!asked) return asked.error();
        if (!read) return read.error();
    }
    return sums_;
}

Result<std::vector<std::int64_t>> domains_with_sheets(
    sqlite3& db, const std::optional<std::vector<std::int64_t>>& among) {
    std::vector<std::int64_t> rows;
    const auto read = each_row(db,
                               "SELECT id FROM domain WHERE EXISTS"
                               " (SELECT 1 FROM path WHERE path.domain = domain.id) ORDER BY id",
                               [&](const Statement& row) {
                                   if (takes(among, row.integer(0))) rows.push_back(row.integer(0));
                               });
    if (!read) return read.error();
    return rows;
}

Result<bool> some_sheet_is_stale(sqlite3& db) {
    const auto stale = one_integer(db, "SELECT EXISTS (SELECT 1 FROM stale_sheet)");
    if (!stale) return stale.error();
    return *stale != 0;
}

}  // namespace sendpath::store
