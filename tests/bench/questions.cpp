// Asks a store that seed_store made the questions of the pages, over and over:
//
//   questions STORE [ROUNDS [QUESTION]]
//
// A line each, in milliseconds: the first time, while nothing of its period is remembered; then the
// median and the 99th of 100 of a period that nobody asked about before ("other"), of the same
// period after one more report of it has come in ("news"), and of the same again with nothing new.
// Each period has 90 days, or a few less. The reports that come in between stay in the store.
#include "seed_world.hpp"
#include "store/connection.hpp"
#include "store/path_overview.hpp"
#include "store/path_queries.hpp"
#include "store/reporter_queries.hpp"
#include "store/writer.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iomanip>
#include <iostream>

namespace sendpath::bench {
namespace {

using Clock = std::chrono::steady_clock;
using store::Filter;
using store::Period;

constexpr std::int64_t kPeriod = 90;  // days
constexpr int kOthersMax = 10;        // periods that nobody asked about

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

/// Takes in one report after the other, each of another reporter and From domain.
class News {
public:
    explicit News(store::Writer& writer) : writer_(&writer) {}

    bool one_more() {
        const std::int64_t domain = count_ * 7 % kDomains;
        const model::Report report =
            world_.report(kLastDay, domain, count_ % kReporters, kRecordsOfReport);
        ++count_;
        return bool(writer_->write([&report](store::Ledger& ledger) {
            take(ledger, report, (kLastDay + 1) * kDaySeconds + kReporters);
        }));
    }

private:
    static constexpr std::int64_t kDomains = 30;
    static constexpr std::int64_t kRecordsOfReport = 20;

    store::Writer* writer_;
    SeedWorld world_{kDomains, std::chrono::steady_clock::now().time_since_epoch().count()};
    std::int64_t count_ = 0;
};

/// Times of one question, in milliseconds.
class Times {
public:
    void add(double time) { times_.push_back(time); }
    void print() {
        std::ranges::sort(times_);
        if (times_.empty()) return;
        std::cout << std::setw(10) << times_[times_.size() / 2] << std::setw(10)
                  << times_[(times_.size() * 99 - 1) / 100];
    }

private:
    std::vector<double> times_;
};

/// Milliseconds; below 0: it failed.
double time_of(sqlite3& db, const Question& question, const Filter& filter) {
    const auto begin = Clock::now();
    const bool answered = question.ask(db, filter);
    const double time = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    return answered ? time : -1;
}

void measure(sqlite3& db, const Question& question, Day last, int rounds, News& news) {
    const auto period = [last](int number) {
        const Day to = last - std::chrono::days(number % 20);
        return Filter{{}, Period{to - std::chrono::days(kPeriod - 1 - number / 20), to}};
    };
    static int asked = 0;  // another one each time, whatever the question
    const double first = time_of(db, question, period(++asked));
    Times other;
    for (int round = 0; round < std::min(rounds, kOthersMax); ++round)
        other.add(time_of(db, question, period(++asked)));
    Times after_news;
    Times again;
    time_of(db, question, period(0));
    for (int round = 0; round < rounds; ++round) {
        if (!news.one_more()) std::cerr << "a report was not taken\n";
        after_news.add(time_of(db, question, period(0)));
        again.add(time_of(db, question, period(0)));
    }
    std::cout << std::left << std::setw(34) << question.name << std::right << std::fixed
              << std::setprecision(2) << std::setw(10) << first;
    other.print();
    after_news.print();
    again.print();
    std::cout << '\n';
}

int run(const char* path, int rounds, std::string_view only) {
    auto writer = store::Writer::open(path, {}, {});
    auto db = store::open_for_reading(path);
    if (!writer || !db) {
        std::cerr << (writer ? db.error() : writer.error()).detail << '\n';
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
              << std::left << std::setw(34) << "milliseconds" << std::right;
    for (const char* column : {"first", "other p50", "p99", "news p50", "p99", "again p50", "p99"})
        std::cout << std::setw(10) << column;
    std::cout << '\n';
    News news(**writer);
    for (const Question& question : questions(about))
        if (std::string_view(question.name).starts_with(only))
            measure(**db, question, *extent->last_day, rounds, news);
    return 0;
}

}  // namespace
}  // namespace sendpath::bench

int main(int argc, char** argv) {
    if (argc < 2 || argc > 4) {
        std::cerr << "usage: questions STORE [ROUNDS [QUESTION]]\n";
        return 2;
    }
    return sendpath::bench::run(argv[1], argc > 2 ? std::atoi(argv[2]) : 100,
                                argc > 3 ? argv[3] : "");
}
