#include "store/path_rows.hpp"

#include <algorithm>
#include <map>

namespace sendpath::store {
namespace {

constexpr std::size_t kClassesShown = 32;

/// Whether a failing message was treated otherwise than by a policy alone: for a reason of the
/// reporter's own.
bool is_overridden(Outcome outcome) {
    return (outcome & 3U) == 0 && outcome >> kOverrideShift != 0;
}

/// What the sheets of one From domain say of one path.
class PathScan {
public:
    PathScan(const PathDirectory& directory, std::vector<std::int64_t> members)
        : directory_(&directory), members_(std::move(members)) {}

    Result<void> take(std::int64_t day, std::string_view runs) {
        std::size_t organization = 0;
        return each_item(
            runs,
            [&](std::int64_t reporter) {
                if (!is_of_reporter(reporter)) return false;
                organization =
                    directory_->organization_of_reporter().at(static_cast<std::size_t>(reporter));
                return true;
            },
            [&](Cell cell, std::int64_t messages) {
                const PathDirectory::Class& of =
                    directory_->flow_class(class_of(cell));  // known: judged
                if (!std::ranges::binary_search(members_, of.path)) return;
                add(days_[day], outcome_of(cell), messages);
                add_reporter(day, organization, outcome_of(cell), messages);
                classes_on_[{day, class_of(cell)}] += messages;
            });
    }

    void fill(PathDetail& detail) const {
        for (const auto& [at, counts] : days_) detail.days.push_back({day(at), counts});
        for (const auto& [organization, row] : reporters_) {
            detail.reporters.push_back(row);
            detail.reporters.back().reporter = directory_->reporting_organizations()[organization];
        }
        std::ranges::sort(detail.reporters, {}, [](const PathReporterRow& row) {
            return std::tuple(-row.counts.messages, std::string_view(row.reporter));
        });
    }

    [[nodiscard]] const std::vector<analysis::DayOfReporter>& days_of_reporters() {
        if (!days_of_reporters_.empty()) return days_of_reporters_;
        for (const auto& [key, counts] : on_)
            days_of_reporters_.push_back({day(key.first), static_cast<std::int64_t>(key.second),
                                          counts.messages, counts.dkim_aligned(),
                                          counts.spf_aligned(), counts.pass()});
        return days_of_reporters_;
    }
    /// Messages of a class on a day.
    [[nodiscard]] const std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t>& classes_on()
        const {
        return classes_on_;
    }

private:
    void add_reporter(std::int64_t at, std::size_t organization, Outcome outcome,
                      std::int64_t messages) {
        const auto [entry, is_new] = reporters_.try_emplace(organization);
        PathReporterRow& row = entry->second;
        if (is_new || day(at) < row.first_day) row.first_day = day(at);
        if (is_new || day(at) > row.last_day) row.last_day = day(at);
        add(row.counts, outcome, messages);
        if (is_overridden(outcome)) row.overridden += messages;
        add(on_[{at, organization}], outcome, messages);
    }

    const PathDirectory* directory_;
    std::vector<std::int64_t> members_;  // sorted
    std::map<std::int64_t, Counts> days_;
    std::map<std::size_t, PathReporterRow> reporters_;
    std::map<std::pair<std::int64_t, std::size_t>, Counts> on_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> classes_on_;
    std::vector<analysis::DayOfReporter> days_of_reporters_;
};

/// The names that the classes of a path show, as they follow each other.
std::vector<analysis::DayOfName> names_by_day(
    const std::map<std::int64_t, const PathClassRow*>& rows, const PathScan& scan) {
    using analysis::NameKind;
    std::vector<analysis::DayOfName> names;
    for (const auto& [key, messages] : scan.classes_on()) {
        const auto row = rows.find(key.second);
        if (row == rows.end()) continue;
        const PathClassRow& shown = *row->second;
        const auto keep = [&](NameKind kind, model::Word word) {
            if (word != model::kNoWord)
                names.push_back(
                    {day(key.first), kind, std::string(shown.words.text(word)), messages});
        };
        for (const model::DkimAuth& each : shown.auth.dkim) {
            keep(NameKind::selector, each.selector);
            keep(NameKind::dkim_domain, each.domain);
        }
        for (const model::SpfAuth& each : shown.auth.spf) keep(NameKind::spf_domain, each.domain);
    }
    return names;
}

/// Fills the classes with most failing messages; gives their rows by number of class.
Result<std::map<std::int64_t, const PathClassRow*>> fill_classes(sqlite3& db,
                                                                 std::span<const PathCell> cells,
                                                                 const PathDirectory& directory,
                                                                 PathDetail& detail) {
    std::map<std::int64_t, Counts> sums;
    for (const PathCell& cell : cells) add(sums[cell.flow_class], cell.outcome, cell.messages);
    std::vector<std::pair<std::int64_t, Counts>> order(sums.begin(), sums.end());
    std::ranges::sort(order, {}, [](const auto& entry) {
        return std::tuple(-entry.second.fail, -entry.second.messages, entry.first);
    });
    if (order.size() > kClassesShown) order.resize(kClassesShown);
    detail.classes.reserve(order.size());
    std::map<std::int64_t, const PathClassRow*> rows;
    for (const auto& [row, counts] : order) {
        auto example = example_of(db, directory.flow_class(row));
        if (!example) return example.error();
        detail.classes.push_back({std::move(example->words), std::move(example->auth), counts});
        rows[row] = &detail.classes.back();
    }
    return rows;
}

Result<void> fill_history(sqlite3& db, const JudgedPath& path, PathDetail& detail) {
    return each_row(
        db,
        "SELECT verdict, use, note, changed, author FROM path_override"
        " WHERE domain = ?1 AND sender = ?2 ORDER BY id DESC",
        [&](const Statement& row) {
            PathWord& word = detail.history.emplace_back();
            word.domain = path.domain;
            word.sender = path.sender;
            if (!row.is_null(0)) word.verdict = static_cast<analysis::Verdict>(row.integer(0));
            word.use = static_cast<analysis::Use>(row.integer(1));
            word.note = row.text(2);
            word.changed = seconds(row.integer(3));
            word.author = row.text(4);
        },
        std::string_view(path.domain), std::string_view(path.sender));
}

Result<PathDetail> detail_of(sqlite3& db, const JudgedPath& found, const JudgedPaths& all,
                             const Period& period, const PathDirectory& directory,
                             const analysis::PublicSuffixes& suffixes) {
    PathDetail detail;
    detail.row = row_of(found);
    auto names = names_of(db, found, all, directory, suffixes);
    if (!names) return names.error();
    detail.row.names = *std::move(names);
    detail.gathered = all.gathered_in(found);
    PathScan scan(directory, all.members_of(found.id));
    Result<void> read;
    Result<void> done = each_sheet(db, found.domain_row, range_of(period),
                                   [&](std::int64_t day, std::string_view runs) {
                                       if (read) read = scan.take(day, runs);
                                   });
    if (done) done = read;
    if (done) done = fill_history(db, found, detail);
    if (!done) return done.error();
    scan.fill(detail);
    const auto rows = fill_classes(db, all.cells_of(found.id), directory, detail);
    if (!rows) return rows.error();
    if (!found.evidence.gathered) {  // else each day has other senders
        const std::vector<analysis::DayOfName> by_day = names_by_day(*rows, scan);
        detail.changes = analysis::change_points({scan.days_of_reporters(), by_day});
    }
    detail.facts = path_facts(detail.row.evidence);
    return detail;
}

}  // namespace

Result<std::optional<PathDetail>> path(sqlite3& db, std::int64_t id, const Period& period,
                                       const analysis::PublicSuffixes& suffixes) {
    using Answer = Result<std::optional<PathDetail>>;
    return in_one_view(db, [&]() -> Answer {
        const auto all = judged_paths(db, period, suffixes);
        if (!all) return all.error();
        const JudgedPath* const found = (*all)->find(id);
        if (found == nullptr) return std::optional<PathDetail>();
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();
        auto detail = detail_of(db, *found, **all, period, **directory, suffixes);
        if (!detail) return detail.error();
        return std::optional(*std::move(detail));
    });
}

}  // namespace sendpath::store
