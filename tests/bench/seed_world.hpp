// A made world of senders, told of by thirty reporters for each domain and day: own servers,
// services with and without the domain's names, forwarders whose signatures survive or break, and
// spoofing: a steady trickle and some waves.
#pragma once

#include "store/ledger.hpp"

#include <random>

namespace sendpath::bench {

inline constexpr std::int64_t kLastDay = 20'750;  // 2026-10-24
inline constexpr std::int64_t kReporters = 30;
inline constexpr std::int64_t kDaySeconds = 86'400;

class SeedWorld {
public:
    /// @param first_number  of the reports, each of which has another
    SeedWorld(std::int64_t domains, std::int64_t first_number)
        : domains_(domains), number_(first_number) {}

    /// One reporter's words on a domain and a day.
    model::Report report(std::int64_t day, std::int64_t domain, std::int64_t reporter,
                         std::int64_t records);

    [[nodiscard]] std::int64_t domains() const { return domains_; }

private:
    unsigned up_to(unsigned most) { return static_cast<unsigned>(random_() % (most + 1)); }
    void add_record(model::AggregateReport& report);
    void add_sent(model::AggregateReport& report, unsigned which);
    void add_forwarded(model::AggregateReport& report);
    void add_spoofed(model::AggregateReport& report);
    void add(model::AggregateReport& report, unsigned address, std::string_view dkim,
             model::DkimResult dkim_result, std::string_view spf, model::SpfResult spf_result,
             bool dkim_aligned, bool spf_aligned);

    std::int64_t domains_;
    std::int64_t number_;
    std::string from_;
    unsigned domain_ = 0;
    bool wave_ = false;
    std::mt19937 random_{7};  // NOLINT(cert-msc51-cpp): the same world each time
};

/// Puts the report into the store, as a mail of its own.
void take(store::Ledger& ledger, const model::Report& report, std::int64_t received);

}  // namespace sendpath::bench
