// Fills a store with made reports, as fast as a writer takes them:
//
//   seed_store STORE RECORDS [DAYS [DOMAINS]]
//
// The world is that of seed_world.hpp; the more records, the more a report has.
#include "seed_world.hpp"
#include "store/writer.hpp"

#include <cstdlib>
#include <iostream>

namespace sendpath::bench {
namespace {

class SeedJob : public store::WriterJob {
public:
    SeedJob(model::Report report, std::int64_t received)
        : report_(std::move(report)), received_(received) {}
    void write(store::Ledger& ledger) override { take(ledger, report_, received_); }
    void settled(const Result<void>& outcome) noexcept override {
        if (!outcome) {
            std::cerr << outcome.error().detail << '\n';
            std::_Exit(1);
        }
    }
    [[nodiscard]] std::size_t weight() const override {
        return std::get<model::AggregateReport>(report_.body).records.size() * 100;
    }

private:
    model::Report report_;
    std::int64_t received_;
};

int run(const char* path, std::int64_t records, std::int64_t days, std::int64_t domains) {
    auto writer = store::Writer::open(path, {}, {.jobs = 256});
    if (!writer) {
        std::cerr << writer.error().detail << '\n';
        return 1;
    }
    SeedWorld world(domains, 0);
    const std::int64_t reports = days * domains * kReporters;
    std::int64_t made = 0;
    std::int64_t number = 0;
    for (std::int64_t day = kLastDay - days + 1; day <= kLastDay; ++day)
        for (std::int64_t reporter = 0; reporter < kReporters; ++reporter)
            for (std::int64_t domain = 0; domain < domains; ++domain) {
                ++number;
                const std::int64_t wanted = records * number / reports - made;
                if (wanted <= 0) continue;
                made += wanted;
                model::Report report = world.report(day, domain, reporter, wanted);
                (*writer)->submit(std::make_unique<SeedJob>(std::move(report),
                                                            (day + 1) * kDaySeconds + reporter));
            }
    const auto settled = (*writer)->settle();
    if (!settled) {
        std::cerr << settled.error().detail << '\n';
        return 1;
    }
    writer->reset();
    std::cout << made << " records in " << number << " reports\n";
    return 0;
}

}  // namespace
}  // namespace sendpath::bench

int main(int argc, char** argv) {
    if (argc < 3 || argc > 5) {
        std::cerr << "usage: seed_store STORE RECORDS [DAYS [DOMAINS]]\n";
        return 2;
    }
    const auto number = [&](int at, std::int64_t otherwise) {
        return argc > at ? std::strtoll(argv[at], nullptr, 10) : otherwise;
    };
    return sendpath::bench::run(argv[1], number(2, 0), number(3, 90), number(4, 30));
}
