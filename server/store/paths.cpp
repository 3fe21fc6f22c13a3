#include "store/path_rows.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

bool fits(ResultFilter result, const analysis::PathEvidence& path) {
    switch (result) {
        case ResultFilter::any: return true;
        case ResultFilter::fail: return path.failing > 0;
        case ResultFilter::pass: return path.passing() > 0;
        case ResultFilter::dkim_fail: return path.failing + path.spf_only > 0;
        case ResultFilter::spf_fail: return path.failing + path.dkim_only > 0;
    }
    return true;
}

bool has_text(const JudgedPath& path, std::string_view wanted) {
    return wanted.empty() || path.domain.find(wanted) != std::string::npos ||
           text::lowered(path.sender).find(wanted) != std::string::npos ||
           text::lowered(sender_name(path.sender)).find(wanted) != std::string::npos;
}

/// What a list is in order of; the number of the path settles the rest. Names are in order of their
/// place among all, so that a Position is of numbers.
using Place = std::array<std::int64_t, 3>;

Place place_of(PathOrder order, const JudgedPath& path, std::int64_t rank) {
    const analysis::PathEvidence& evidence = path.evidence;
    switch (order) {
        case PathOrder::failing: return {-evidence.failing, -evidence.messages, path.id};
        case PathOrder::messages: return {-evidence.messages, -evidence.failing, path.id};
        case PathOrder::last_seen:
            return {evidence.last ? -count(*evidence.last) : 0, -evidence.failing, path.id};
        case PathOrder::domain:
        case PathOrder::sender: return {rank, -evidence.failing, path.id};
    }
    return {0, 0, path.id};
}

using Found = std::vector<std::pair<Place, const JudgedPath*>>;

/// Ranks by name where the order asks for it: equal names share a rank.
void put_in_order(PathOrder order, Found& found) {
    const auto name = [order](const JudgedPath& path) -> const std::string& {
        return order == PathOrder::domain ? path.domain : path.sender;
    };
    if (order == PathOrder::domain || order == PathOrder::sender)
        std::ranges::sort(found, {}, [&](const auto& entry) -> const std::string& {
            return name(*entry.second);
        });
    std::int64_t rank = 0;
    const JudgedPath* before = nullptr;
    for (auto& [place, path] : found) {
        if (before != nullptr && name(*before) != name(*path)) ++rank;
        place = place_of(order, *path, rank);
        before = path;
    }
    std::ranges::sort(found, {}, &Found::value_type::first);
}

Found fitting(const JudgedPaths& all, const PathsQuestion& question,
              const std::optional<std::vector<std::int64_t>>& domains) {
    const std::string wanted = text::lowered(question.text);
    Found found;
    for (const JudgedPath& path : all.paths) {
        if (!takes(domains, path.domain_row) || !takes(question.among, path.id)) continue;
        if (question.verdict && path.verdict.shown.verdict != *question.verdict) continue;
        if (question.reason && path.verdict.shown.reason != *question.reason) continue;
        if (path.evidence.messages < question.messages_min) continue;
        if (fits(question.result, path.evidence) && has_text(path, wanted))
            found.push_back({{}, &path});
    }
    return found;
}

}  // namespace

Result<PathsPage> paths(sqlite3& db, const PathsQuestion& question,
                        const analysis::PublicSuffixes& suffixes) {
    return in_one_view(db, [&]() -> Result<PathsPage> {
        const auto domains = domain_rows(db, question.filter.domains);
        if (!domains) return domains.error();
        const auto all = judged_paths(db, question.filter.period, suffixes);
        if (!all) return all.error();
        const auto directory = PathDirectory::of(db, suffixes);
        if (!directory) return directory.error();

        PathsPage answer;
        Found found = fitting(**all, question, *domains);
        put_in_order(question.order, found);
        for (const auto& [place, path] : found) {
            VerdictSum& sum =
                answer.by_verdict[static_cast<std::size_t>(path->verdict.shown.verdict)];
            ++sum.paths;
            sum.messages += path->evidence.messages;
            sum.failing += path->evidence.failing;
        }
        for (const auto& [path, unknown] : (*all)->gathered)
            if (takes(*domains, (*directory)->path(path).domain)) ++answer.gathered;
        for (const auto& [domain, strangers] : (*all)->strangers)
            if (takes(*domains, domain)) answer.gathered += strangers;
        Place last{};
        for (const auto& [place, path] : found) {
            if (question.after && !std::ranges::lexicographical_compare(question.after->key, place))
                continue;
            if (answer.page.rows.size() == question.limit) {
                answer.page.next = Position{{last.begin(), last.end()}};
                break;
            }
            last = place;
            PathRow& row = answer.page.rows.emplace_back(row_of(*path));
            auto names = names_of(db, *path, **all, **directory, suffixes);
            if (!names) return names.error();
            row.names = *std::move(names);
        }
        return answer;
    });
}

}  // namespace sendpath::store
