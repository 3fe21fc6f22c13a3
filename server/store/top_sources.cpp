#include "store/path_rows.hpp"
#include "store/source_sums.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

/// A source of one From domain.
struct Failing {
    std::int64_t domain = 0;
    std::int64_t source = 0;
    std::int64_t messages = 0;
};

bool worse(const Failing& a, const Failing& b) {
    return std::tuple(-a.messages, a.domain, a.source) <
           std::tuple(-b.messages, b.domain, b.source);
}

/// Adds the sources of one From domain that fail, and keeps the worst.
Result<void> add_domain(SourceSums& of_domain, std::int64_t domain, std::size_t limit,
                        std::vector<Failing>& top) {
    const auto sums = of_domain.of({domain});
    if (!sums) return sums.error();
    for (const SourceSum& sum : *sums)
        if (sum.failing > 0) top.push_back({domain, sum.source, sum.failing});
    if (top.size() > limit) {
        std::ranges::nth_element(top, top.begin() + static_cast<std::ptrdiff_t>(limit), worse);
        top.resize(limit);
    }
    return {};
}

}  // namespace

Result<std::vector<FailingSource>> top_failing_sources(sqlite3& db, const Filter& filter,
                                                       std::size_t limit) {
    using Answer = Result<std::vector<FailingSource>>;
    return in_one_view(db, [&]() -> Answer {
        const auto domains = domain_rows(db, filter.domains);
        if (!domains) return domains.error();
        std::vector<std::pair<std::int64_t, std::string>> names;
        const auto named =
            each_row(db,
                     "SELECT id, name FROM domain WHERE EXISTS"
                     " (SELECT 1 FROM path WHERE path.domain = domain.id) ORDER BY id",
                     [&](const Statement& row) {
                         if (takes(*domains, row.integer(0)))
                             names.emplace_back(row.integer(0), row.text(1));
                     });
        if (!named) return named.error();
        std::vector<Failing> top;
        auto of_domain = SourceSums::of_period(db, range_of(filter.period));
        if (!of_domain) return of_domain.error();
        for (const auto& [row, name] : names) {
            const auto added = add_domain(*of_domain, row, limit, top);
            if (!added) return added.error();
        }
        std::ranges::sort(top, worse);
        std::vector<FailingSource> answer;
        for (const Failing& each : top) {
            const auto address = address_of(db, each.source);
            if (!address) return address.error();
            const auto name = std::ranges::lower_bound(
                names, each.domain, {}, &std::pair<std::int64_t, std::string>::first);
            answer.push_back({*address, name->second, each.messages, each.source});
        }
        return answer;
    });
}

}  // namespace sendpath::store
