#include "store/path_selection.hpp"

#include "store/path_rows.hpp"
#include "store/question.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

using Rows = std::vector<std::int64_t>;

/// The paths of a period by which some rows of table path are shown, each once.
Rows shown(const JudgedPaths& all, const Rows& paths) {
    Rows rows;
    for (const std::int64_t path : paths)
        if (const JudgedPath* const found = all.find(path)) rows.push_back(found->id);
    std::ranges::sort(rows);
    const auto again = std::ranges::unique(rows);
    rows.erase(again.begin(), again.end());
    return rows;
}

/// Calls work(all, directory) over one view of the store.
template <class Work>
Result<Rows> with_paths(sqlite3& db, const Period& period, const analysis::PublicSuffixes& suffixes,
                        Work work) {
    return in_one_view(db, [&]() -> Result<Rows> {
        const auto all = judged_paths(db, period, suffixes);
        if (!all) return all.error();
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();
        return work(**all, **directory);
    });
}

}  // namespace

Result<Rows> paths_of_reporter(sqlite3& db, const std::string& org_name, const Period& period,
                               const analysis::PublicSuffixes& suffixes) {
    return with_paths(db, period, suffixes,
                      [&](const JudgedPaths& all, const PathDirectory& directory) -> Result<Rows> {
                          const auto& names = directory.reporting_organizations();
                          const auto sums = path_sums(db, directory, range_of(period));
                          if (!sums) return sums.error();
                          Rows paths;
                          for (const ReporterSum& sum : sums->reporters)
                              if (names[sum.organization] == org_name) paths.push_back(sum.path);
                          return shown(all, paths);
                      });
}

Result<Rows> paths_of_network(sqlite3& db, const model::IpNetwork& network, const Period& period,
                              const analysis::PublicSuffixes& suffixes) {
    return with_paths(db, period, suffixes,
                      [&](const JudgedPaths& all, const PathDirectory& directory) -> Result<Rows> {
                          const auto sources = source_rows(db, network);
                          if (!sources) return sources.error();
                          auto find = Statement::prepare(
                              db, "SELECT DISTINCT class FROM flow WHERE source = ?1");
                          if (!find) return find.error();
                          Rows paths;
                          for (const std::int64_t source : *sources) {
                              find->with(source);
                              while (true) {
                                  const Result<bool> more = find->step();
                                  if (!more) return more.error();
                                  if (!*more) break;
                                  const auto row = static_cast<std::size_t>(find->integer(0));
                                  if (row != 0 && row < directory.classes().size())
                                      paths.push_back(directory.classes()[row].path);
                              }
                          }
                          return shown(all, paths);
                      });
}

Result<Rows> classes_of(sqlite3& db, const PathChoice& choice, const Period& period,
                        const analysis::PublicSuffixes& suffixes) {
    return with_paths(
        db, period, suffixes,
        [&](const JudgedPaths& all, const PathDirectory& directory) -> Result<Rows> {
            const JudgedPath* const asked = choice.path ? all.find(*choice.path) : nullptr;
            Rows rows;
            if (choice.path && asked == nullptr) return rows;
            for (std::size_t row = 1; row < directory.classes().size(); ++row) {
                const JudgedPath* const path = all.find(directory.classes()[row].path);
                if (path == nullptr || (choice.path && path != asked)) continue;
                if (!choice.verdict || path->verdict.shown.verdict == *choice.verdict)
                    rows.push_back(static_cast<std::int64_t>(row));
            }
            return rows;
        });
}

}  // namespace sendpath::store
