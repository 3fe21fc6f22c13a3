#include "store/path_overview.hpp"

#include "store/path_rows.hpp"
#include "store/policy_news.hpp"
#include "store/question.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

using analysis::Verdict;
using std::chrono::days;

constexpr days kNewDays{7};            // a path is new for so long
constexpr days kSilentDays{4};         // longer than reporters usually take
constexpr std::int64_t kSteadyMin{7};  // days with messages that make a path steady
constexpr std::int64_t kFew = 10;      // messages of a new path that are not worth a line

/// The first and the last day of all the paths.
struct Span {
    Day first = Day::max();
    Day last = Day::min();
};

Span span_of(const std::vector<const JudgedPath*>& paths) {
    Span span;
    for (const JudgedPath* path : paths) {
        if (path->evidence.first) span.first = std::min(span.first, *path->evidence.first);
        if (path->evidence.last) span.last = std::max(span.last, *path->evidence.last);
    }
    return span;
}

/// Nobody asks for news of forgers, who come and go, nor of what is gathered.
std::optional<PathNews> news_of(const JudgedPath& path, Span span) {
    const analysis::PathEvidence& evidence = path.evidence;
    if (!evidence.first || !evidence.last || evidence.gathered ||
        path.verdict.shown.verdict == Verdict::spoofed)
        return std::nullopt;
    PathNews news{path.id, path.domain,     sender_name(path.sender),
                  false,   *evidence.first, evidence.messages};
    const bool is_new = *evidence.first > span.last - kNewDays &&
                        *evidence.first >= span.first + kNewDays && evidence.messages >= kFew;
    if (is_new) return news;
    const std::int64_t seen = (*evidence.last - *evidence.first).count() + 1;
    const bool was_steady = evidence.days >= kSteadyMin && evidence.days * 2 >= seen;
    if (!was_steady || *evidence.last >= span.last - kSilentDays) return std::nullopt;
    news.gone = true;
    news.day = *evidence.last;
    return news;
}

void add_sums(const std::vector<const JudgedPath*>& paths, PathOverview& into) {
    std::vector<analysis::SimulatedPath> simulated;
    for (const JudgedPath* path : paths) {
        const Verdict verdict = path->verdict.shown.verdict;
        VerdictSum& sum = into.by_verdict.at(static_cast<std::size_t>(verdict));
        ++sum.paths;
        sum.messages += path->evidence.messages;
        sum.failing += path->evidence.failing;
        simulated.push_back({false, verdict, &path->evidence});
        if (verdict == Verdict::spoofed) {
            into.spoofed_quarantined += path->evidence.failing_quarantined;
            into.spoofed_rejected += path->evidence.failing_rejected;
        } else {
            into.own_messages += path->evidence.messages;
        }
    }
    into.under_reject = what_if(simulated, {.p = analysis::Action::reject}).domain;
}

}  // namespace

Result<PathOverview> path_overview(sqlite3& db, const Filter& filter,
                                   const analysis::PublicSuffixes& suffixes) {
    return in_one_view(db, [&]() -> Result<PathOverview> {
        const auto domains = domain_rows(db, filter.domains);
        if (!domains) return domains.error();
        const auto all = judged_paths(db, filter.period, suffixes);
        if (!all) return all.error();
        std::vector<const JudgedPath*> paths;
        for (const JudgedPath& path : (*all)->paths)
            if (takes(*domains, path.domain_row)) paths.push_back(&path);

        PathOverview answer;
        add_sums(paths, answer);
        const Span span = span_of(paths);
        for (const JudgedPath* path : paths)
            if (auto news = news_of(*path, span)) answer.paths.push_back(*std::move(news));
        std::ranges::sort(answer.paths, {}, [](const PathNews& news) {
            return std::tuple(-count(news.day), -news.messages, news.path);
        });
        if (answer.paths.size() > kNewsMax)
            answer.paths.erase(answer.paths.begin() + kNewsMax, answer.paths.end());
        auto policies = policy_news(db, *domains, filter.period);
        if (!policies) return policies.error();
        answer.policies = *std::move(policies);
        return answer;
    });
}

}  // namespace sendpath::store
