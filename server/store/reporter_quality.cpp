#include "store/fold_cache.hpp"
#include "store/judged_paths.hpp"
#include "store/reporter_queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sendpath::store {
namespace {

constexpr std::size_t kFoldsMax = std::size_t{4} << 20U;  // octets

using Domains = std::optional<std::vector<std::int64_t>>;

/// What is gathered of one organisation.
struct Gathered {
    ReporterQuality row;
    std::set<std::int64_t> days;
    std::vector<std::chrono::seconds> delays;
};
using Gathering = std::map<std::size_t, Gathered>;  // by number of the organisation

/// Organisation of a reporter's row; the directory has all that the same view of the store has.
std::size_t organization_of(const PathDirectory& directory, std::int64_t reporter) {
    return directory.organization_of_reporter().at(static_cast<std::size_t>(reporter));
}

Result<void> add_days(sqlite3& db, const Domains& domains, DayRange days,
                      const PathDirectory& directory, Gathering& into) {
    return each_row(
        db,
        fmt::format("SELECT reporter, day, reports, records, messages FROM reporter_day"
                    " WHERE {}day BETWEEN ?1 AND ?2",
                    among("domain", domains)),
        [&](const Statement& row) {
            Gathered& found = into[organization_of(directory, row.integer(0))];
            found.days.insert(row.integer(1));
            found.row.reports += row.integer(2);
            found.row.records += row.integer(3);
            found.row.messages += row.integer(4);
        },
        days.from, days.to);
}

/// What the rollups do not have: arrival, contradictions, conflicts.
Result<void> add_reports(sqlite3& db, const Domains& domains, DayRange days,
                         const PathDirectory& directory, Gathering& into) {
    return each_row(
        db,
        fmt::format("SELECT reporter, report.state, end, received, via, disagreed,"
                    " disagreed_messages FROM report JOIN intake ON intake.id = intake"
                    " WHERE kind = 0 AND {}day BETWEEN ?1 AND ?2",
                    among("domain", domains)),
        [&](const Statement& row) {
            const auto state = static_cast<ReportState>(row.integer(1));
            if (state == ReportState::foreign) return;
            Gathered& found = into[organization_of(directory, row.integer(0))];
            if (state == ReportState::superseded) {
                ++found.row.conflicts;
                return;
            }
            const auto via = static_cast<Via>(row.integer(4));
            if (via == Via::smtp || via == Via::imap)
                found.delays.emplace_back(row.integer(3) - row.integer(2));
            found.row.contradicting_records += row.integer(5);
            found.row.contradicting_messages += row.integer(6);
        },
        days.from, days.to);
}

Result<void> add_duplicates(sqlite3& db, const Domains& domains, DayRange days,
                            const PathDirectory& directory, Gathering& into) {
    return each_row(
        db,
        fmt::format("SELECT reporter, count(*) FROM duplicate JOIN report ON report.id = report"
                    " WHERE kind = 0 AND {}day BETWEEN ?1 AND ?2 GROUP BY reporter",
                    among("domain", domains)),
        [&](const Statement& row) {
            into[organization_of(directory, row.integer(0))].row.duplicates += row.integer(1);
        },
        days.from, days.to);
}

/// Days of paths on which an organisation was compared with others.
struct Compared {
    std::int64_t days = 0;
    std::int64_t differing = 0;
};
/// Of some days of a From domain, by number of the organisation.
struct ComparedFold {
    std::vector<std::pair<std::size_t, Compared>> organizations;
    [[nodiscard]] std::size_t octets() const { return octets_of(organizations); }
};

/// What organisations say of the paths of one day of a From domain.
class DayOfPaths {
public:
    explicit DayOfPaths(const PathDirectory& directory) : directory_(&directory) {}

    Result<void> take(std::string_view runs) {
        seen_.clear();
        std::size_t organization = 0;
        bool sound = true;
        const Result<void> read = each_item(
            runs,
            [&](std::int64_t reporter) {
                if (!is_of_reporter(reporter)) return false;
                organization = organization_of(*directory_, reporter);
                return true;
            },
            [&](Cell cell, std::int64_t messages) {
                const auto row = static_cast<std::size_t>(class_of(cell));
                sound = sound && row < directory_->classes().size();
                if (!sound) return;
                const std::int64_t path = directory_->classes()[row].path;
                if (is_unknown(path)) return;
                analysis::Sighting& sighting = seen_[{path, organization}];
                sighting.reporter = static_cast<std::int64_t>(organization);
                sighting.messages += messages;
                if ((outcome_of(cell) & 3U) != 0) sighting.passing += messages;
            });
        if (read && !sound) return Error{Errc::io, "a flow class is missing from the store"};
        return read;
    }

    void compare(std::map<std::size_t, Compared>& into) const {
        std::vector<analysis::Sighting> sightings;
        for (auto each = seen_.begin(); each != seen_.end();) {
            const std::int64_t path = each->first.first;
            sightings.clear();
            for (; each != seen_.end() && each->first.first == path; ++each)
                sightings.push_back(each->second);
            for (const analysis::Comparison& found : analysis::compared(sightings)) {
                Compared& reporter = into[static_cast<std::size_t>(found.reporter)];
                ++reporter.days;
                if (found.differs) ++reporter.differing;
            }
        }
    }

private:
    /// Those who see another part of what is gathered there see other senders.
    [[nodiscard]] bool is_unknown(std::int64_t path) const {
        return directory_->sender_of(directory_->path(path)).kind ==
               analysis::IdentityKind::unknown;
    }

    const PathDirectory* directory_;
    std::map<std::pair<std::int64_t, std::size_t>, analysis::Sighting> seen_;
};

Result<ComparedFold> fold_comparisons(sqlite3& db, const PathDirectory& directory,
                                      std::int64_t domain, DayRange days) {
    DayOfPaths paths(directory);
    std::map<std::size_t, Compared> found;
    const Result<void> read =
        take_sheets(db, domain, days, [&](std::int64_t /*day*/, std::string_view runs) {
            Result<void> taken = paths.take(runs);
            if (taken) paths.compare(found);
            return taken;
        });
    if (!read) return read.error();
    return ComparedFold{{found.begin(), found.end()}};
}

Result<void> add_comparisons(sqlite3& db, const Domains& domains, DayRange days,
                             const PathDirectory& directory, Gathering& into) {
    static FoldCache<ComparedFold> remembered(kFoldsMax);
    auto parts = SheetParts::of(db, days);
    if (!parts) return parts.error();
    for (const auto& [domain, name] : directory.domains()) {
        if (domains && !std::ranges::binary_search(*domains, domain)) continue;
        const auto folds = remembered.folds(*parts, domain, [&](DayRange part) {
            return fold_comparisons(db, directory, domain, part);
        });
        if (!folds) return folds.error();
        for (const auto& fold : *folds)
            for (const auto& [organization, compared] : fold->organizations) {
                ReporterQuality& row = into[organization].row;
                row.compared += compared.days;
                row.differing += compared.differing;
            }
    }
    return {};
}

ReporterQuality finished(Gathered& gathered, const std::string& name, Day today) {
    ReporterQuality row = std::move(gathered.row);
    row.reporter = name;
    row.days = static_cast<std::int64_t>(gathered.days.size());
    if (!gathered.days.empty()) {
        row.first_day = day(*gathered.days.begin());
        row.last_day = day(*gathered.days.rbegin());
    }
    std::vector<Day> days;
    for (const std::int64_t each : gathered.days) days.push_back(day(each));
    row.rhythm = analysis::rhythm_of(days, today);
    row.delay = analysis::delay_of(std::move(gathered.delays));
    return row;
}

}  // namespace

Result<std::vector<ReporterQuality>> reporter_quality(sqlite3& db, const Filter& filter, Day today,
                                                      const analysis::PublicSuffixes& suffixes) {
    using Answer = Result<std::vector<ReporterQuality>>;
    return in_one_view(db, [&]() -> Answer {
        const auto domains = domain_rows(db, filter.domains);
        if (!domains) return domains.error();
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();
        const DayRange days = range_of(filter.period);
        Gathering gathering;
        Result<void> done = add_days(db, *domains, days, **directory, gathering);
        if (done) done = add_reports(db, *domains, days, **directory, gathering);
        if (done) done = add_duplicates(db, *domains, days, **directory, gathering);
        if (done) done = add_comparisons(db, *domains, days, **directory, gathering);
        if (!done) return done.error();
        std::vector<ReporterQuality> rows;
        for (auto& [organization, gathered] : gathering)
            rows.push_back(
                finished(gathered, (*directory)->reporting_organizations()[organization], today));
        std::ranges::sort(rows, {}, [](const ReporterQuality& row) {
            return std::tuple(-row.messages, std::string_view(row.reporter));
        });
        return rows;
    });
}

}  // namespace sendpath::store
