// Asks a store the questions of the pages, over and over:
//
//   questions STORE [ROUNDS]
//
// A line each: its name, the first time (the store's pages may still be on disk), the median and
// the 99th of 100, in milliseconds, and the median of CPU time, which says something on a busy
// machine, too. Nothing is remembered from one question to the next: each has a period of its own,
// shifted by a day, of 90 days.
#include "store/connection.hpp"
#include "store/path_overview.hpp"
#include "store/path_queries.hpp"
#include "store/reporter_queries.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iomanip>
#include <iostream>

namespace sendpath::bench {
namespace {

using Clock = std::chrono::steady_clock;
using store::Filter;
using store::Period;

constexpr std::int64_t kPeriod = 90;  // days

struct Question {
    const char* name;
    std::function<bool(sqlite3&, const Filter&)> ask;
};

struct Subject {
    std::vector<model::DomainName> domain;  ///< the busiest
    model::IpAddress source;
    std::int64_t path = 0;
};

std::vector<Question> questions(const Subject& about) {
    const auto& suffixes = store::usual_suffixes();
    const auto with_domain = [&about](const Filter& filter) {
        return Filter{about.domain, filter.period};
    };
    return {
        {"daily totals, all",
         [](sqlite3& db, const Filter& f) { return bool(counts_by_day(db, f)); }},
        {"daily totals, one domain",
         [=](sqlite3& db, const Filter& f) { return bool(counts_by_day(db, with_domain(f))); }},
        {"overview", [](sqlite3& db, const Filter& f) { return bool(overview(db, f)); }},
        {"top failing sources, one domain",
         [=](sqlite3& db, const Filter& f) {
             return bool(top_failing_sources(db, with_domain(f), 50));
         }},
        {"top failing sources, all",
         [](sqlite3& db, const Filter& f) { return bool(top_failing_sources(db, f, 50)); }},
        {"first page of sources, one domain",
         [=](sqlite3& db, const Filter& f) {
             return bool(store::sources(db, {.filter = with_domain(f)}));
         }},
        {"first page of sources, all",
         [](sqlite3& db, const Filter& f) { return bool(store::sources(db, {.filter = f})); }},
        {"one source",
         [&](sqlite3& db, const Filter& f) {
             return bool(store::sources(db, {.filter = f, .source = about.source}));
         }},
        {"overview of paths",
         [&](sqlite3& db, const Filter& f) { return bool(path_overview(db, f, suffixes)); }},
        {"paths, all",
         [&](sqlite3& db, const Filter& f) {
             return bool(store::paths(db, {.filter = f}, suffixes));
         }},
        {"paths, one domain",
         [&, with_domain](sqlite3& db, const Filter& f) {
             return bool(store::paths(db, {.filter = with_domain(f)}, suffixes));
         }},
        {"path detail",
         [&](sqlite3& db, const Filter& f) {
             return bool(store::path(db, about.path, f.period, suffixes));
         }},
        {"path sources",
         [&](sqlite3& db, const Filter& f) {
             return bool(path_sources(db, about.path, f.period, 50, suffixes));
         }},
        {"domains",
         [&](sqlite3& db, const Filter& f) { return bool(policy_domains(db, f, suffixes)); }},
        {"domain detail",
         [&](sqlite3& db, const Filter& f) {
             return bool(policy_domain(db, about.domain.front(), f.period, suffixes));
         }},
        {"reporters",
         [&](sqlite3& db, const Filter& f) {
             return bool(reporter_quality(db, f, *f.period.to, suffixes));
         }},
        {"completeness", [](sqlite3& db, const Filter& f) { return bool(completeness(db, f)); }},
    };
}

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void measure(sqlite3& db, const Question& question, Day last, int rounds) {
    std::vector<double> times;
    std::vector<double> cpu;
    for (int round = 0; round < rounds; ++round) {
        // Another period each time, as long as the others, so that no answer is one of before.
        const Day to = last - std::chrono::days(round % 7) + std::chrono::days(round / 7);
        const Filter filter{{}, Period{to - std::chrono::days(kPeriod - 1), to}};
        const auto begin = Clock::now();
        const double cpu_begin = cpu_ms();
        if (!question.ask(db, filter)) {
            std::cout << question.name << "\tfails\n";
            return;
        }
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
        cpu.push_back(cpu_ms() - cpu_begin);
    }
    const double first = times.front();
    std::ranges::sort(times);
    std::ranges::sort(cpu);
    std::cout << std::left << std::setw(34) << question.name << std::right << std::fixed
              << std::setprecision(2) << std::setw(10) << first << std::setw(10)
              << times[times.size() / 2] << std::setw(10) << times[(times.size() * 99 - 1) / 100]
              << std::setw(10) << cpu[cpu.size() / 2] << '\n';
}

int run(const char* path, int rounds) {
    auto db = store::open_for_reading(path);
    if (!db) {
        std::cerr << db.error().detail << '\n';
        return 1;
    }
    const auto all = store::paths(**db, {.limit = 1}, store::usual_suffixes());
    const auto extent = store::extent(**db, {});
    if (!all || !extent || all->page.rows.empty() || !extent->last_day) {
        std::cerr << "no paths in this store\n";
        return 1;
    }
    const store::PathRow& worst = all->page.rows.front();
    Subject about;
    about.domain = {*model::DomainName::parse(worst.domain)};
    about.path = worst.id;
    const auto failing = store::top_failing_sources(**db, {about.domain, {}}, 1);
    if (failing && !failing->empty()) about.source = failing->front().source;
    std::int64_t paths = 0;
    for (const store::VerdictSum& sum : all->by_verdict) paths += sum.paths;
    std::cout << paths << " paths, " << all->gathered << " senders gathered\n"
              << std::left << std::setw(34) << "milliseconds" << std::right << std::setw(10)
              << "first" << std::setw(10) << "p50" << std::setw(10) << "p99" << std::setw(10)
              << "CPU p50" << '\n';
    for (const Question& question : questions(about))
        measure(**db, question, *extent->last_day, rounds);
    return 0;
}

}  // namespace
}  // namespace sendpath::bench

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::cerr << "usage: questions STORE [ROUNDS]\n";
        return 2;
    }
    return sendpath::bench::run(argv[1], argc > 2 ? std::atoi(argv[2]) : 50);
}
