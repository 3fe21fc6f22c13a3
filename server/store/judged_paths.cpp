#include "store/judged_paths.hpp"

#include "store/judging.hpp"
#include "store/queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <tuple>

namespace sendpath::store {
namespace {

/// Which answer is remembered.
struct AnswerKey {
    std::int64_t store = 0;
    std::int64_t generation = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
    friend bool operator==(const AnswerKey&, const AnswerKey&) = default;
};

/// The last answers: a page asks several questions about one period.
class Remembered {
public:
    std::shared_ptr<const JudgedPaths> find(const AnswerKey& key) {
        const std::lock_guard lock(mutex_);
        for (const auto& [known, answer] : answers_)
            if (answer && known == key) return answer;
        return nullptr;
    }
    void keep(const AnswerKey& key, std::shared_ptr<const JudgedPaths> answer) {
        const std::lock_guard lock(mutex_);
        answers_[next_++ % answers_.size()] = {key, std::move(answer)};
    }

private:
    std::mutex mutex_;
    std::array<std::pair<AnswerKey, std::shared_ptr<const JudgedPaths>>, 4> answers_;
    std::size_t next_ = 0;
};

/// Reports that say how names are compared are looked for among the newest of a domain: some
/// reporters leave it out.
constexpr int kReportsLookedAt = 200;

std::shared_ptr<const JudgedPaths> judged(const PathDirectory& directory, const PathSums& sums,
                                          const JudgingFacts& facts) {
    return std::make_shared<const JudgedPaths>(Judging(directory, sums, facts).judged());
}

Result<std::shared_ptr<const JudgedPaths>> judged_anew(sqlite3& db, DayRange days,
                                                       const PathDirectory& directory) {
    auto words = operator_words(db);
    if (!words) return words.error();
    auto modes = modes_by_organization(db, directory);
    if (!modes) return modes.error();
    auto own = own_organizations(db, directory);
    if (!own) return own.error();
    const auto sums = path_sums(db, directory, days);
    if (!sums) return sums.error();
    return judged(directory, *sums, {*std::move(words), *std::move(modes), *std::move(own)});
}

}  // namespace

const JudgedPath* JudgedPaths::find(std::int64_t id) const {
    const auto shown =
        std::ranges::lower_bound(gathered, id, {}, &std::pair<std::int64_t, std::int64_t>::first);
    if (shown != gathered.end() && shown->first == id) id = shown->second;
    const auto found = std::ranges::lower_bound(paths, id, {}, &JudgedPath::id);
    return found == paths.end() || found->id != id ? nullptr : &*found;
}

std::span<const PathCell> JudgedPaths::cells_of(std::int64_t id) const {
    const auto found = std::ranges::equal_range(cells, id, {}, &PathCell::path);
    return {found.begin(), found.end()};
}

std::vector<std::int64_t> JudgedPaths::members_of(std::int64_t id) const {
    std::vector<std::int64_t> rows{id};
    for (const auto& [path, unknown] : gathered)
        if (unknown == id) rows.push_back(path);
    std::ranges::sort(rows);
    return rows;
}

std::int64_t JudgedPaths::gathered_in(const JudgedPath& path) const {
    if (path.kind != analysis::IdentityKind::unknown) return 0;
    const auto of_domain = strangers.find(path.domain_row);
    const std::int64_t own =
        std::ranges::count(gathered, path.id, &std::pair<std::int64_t, std::int64_t>::second);
    return own + (of_domain == strangers.end() ? 0 : of_domain->second);
}

Result<OperatorWords> operator_words(sqlite3& db) {
    OperatorWords words;
    Result<void> read =
        each_row(db, "SELECT domain, sender, verdict, use, note FROM path_override ORDER BY id",
                 [&](const Statement& row) {
                     OperatorWords::Word& word = words.paths[{row.text(0), row.text(1)}];
                     word.verdict.reset();
                     if (!row.is_null(2))
                         word.verdict = static_cast<analysis::Verdict>(row.integer(2));
                     word.use = static_cast<analysis::Use>(row.integer(3));
                     word.note = row.text(4);
                 });
    if (read)
        read = each_row(db, "SELECT name, use FROM label ORDER BY id", [&](const Statement& row) {
            analysis::Use& use = words.labels[row.text(0)];
            if (use == analysis::Use::unknown) use = static_cast<analysis::Use>(row.integer(1));
        });
    if (!read) return read.error();
    return words;
}

Result<std::map<std::string, analysis::Modes>> modes_by_organization(
    sqlite3& db, const PathDirectory& directory) {
    std::map<std::string, std::tuple<std::int64_t, analysis::Modes>> newest;
    auto find = Statement::prepare(
        db, fmt::format("SELECT end, adkim, aspf FROM"
                        " (SELECT end, policy FROM report WHERE kind = 0 AND domain = ?1"
                        "   ORDER BY day DESC LIMIT {})"
                        "  JOIN policy ON policy.id = policy"
                        " WHERE adkim IS NOT NULL OR aspf IS NOT NULL LIMIT 1",
                        kReportsLookedAt));
    if (!find) return find.error();
    for (const auto& [row, domain] : directory.domains()) {
        find->with(row);
        const Result<bool> found = find->step();
        if (!found) return found.error();
        if (!*found) continue;
        auto& [end, modes] = newest[domain.organization];
        if (find->integer(0) < end) continue;
        end = find->integer(0);
        modes = {find->view(1) == "s", find->view(2) == "s"};
    }
    std::map<std::string, analysis::Modes> answer;
    for (const auto& [organization, entry] : newest) answer[organization] = std::get<1>(entry);
    return answer;
}

Result<std::set<std::string>> own_organizations(sqlite3& db, const PathDirectory& directory) {
    std::set<std::string> own;
    auto find = Statement::prepare(db, "SELECT 1 FROM reporter_day WHERE domain = ?1 LIMIT 1");
    if (!find) return find.error();
    for (const auto& [row, domain] : directory.domains()) {
        find->with(row);
        const Result<bool> found = find->step();
        if (!found) return found.error();
        if (*found) own.insert(domain.organization);
    }
    return own;
}

Result<std::shared_ptr<const JudgedPaths>> judged_paths(sqlite3& db, const Period& period,
                                                        const analysis::PublicSuffixes& suffixes) {
    static Remembered remembered;
    using Answer = Result<std::shared_ptr<const JudgedPaths>>;
    return in_one_view(db, [&]() -> Answer {
        const auto now = generation(db);
        if (!now) return now.error();
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();
        const DayRange days = range_of(period);
        const AnswerKey key{(*directory)->store(), *now, days.from, days.to};
        if (auto known = remembered.find(key)) return known;
        Answer answer = judged_anew(db, days, **directory);
        if (answer) remembered.keep(key, *answer);
        return answer;
    });
}

}  // namespace sendpath::store
