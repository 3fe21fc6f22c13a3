#include "support/sample_month/aggregate.hpp"

namespace sendpath::sample {
namespace {

constexpr std::int64_t kDay = 86'400;

/// A well mixed number for some small ones (the finaliser of splitmix64): the month looks random
/// and is the same each time.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    std::uint64_t x = (((a * 1'009 + b) * 1'009 + c) * 1'009 + d) * 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
}

/// People and offices send half as much on two days of seven.
bool is_weekend(std::int64_t midnight) {
    const std::int64_t weekday = (midnight / kDay + 4) % 7;  // 1970-01-01 was a Thursday
    return weekday == 0 || weekday == 6;
}

/// Messages of one address in one report; often none where few are sent from many addresses.
std::int64_t messages_of(std::size_t sender, std::size_t reporter, int day, std::size_t address,
                         bool weekend) {
    const Sender& from = senders()[sender];
    const std::uint64_t dice = mixed(sender, reporter, std::uint64_t(day), address);
    const std::int64_t swing = 70 + std::int64_t(dice % 61);  // per cent
    const std::int64_t daily = weekend ? from.messages_per_day / 2 : from.messages_per_day;
    const std::int64_t ten_thousandths =
        daily * reporters()[reporter].share * swing / std::int64_t(from.addresses.size());
    return (ten_thousandths + std::int64_t(dice / 61 % 10'000)) / 10'000;
}

std::string hexadecimal(std::uint64_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (unsigned shift = 64; shift > 0; shift -= 4) out += digits[number >> (shift - 4) & 15U];
    return out;
}

/// What reporter `r` saw on `day` of the domain of policy `p`.
Aggregate report_of(std::size_t r, std::size_t p, int day, std::int64_t midnight) {
    const Reporter& reporter = reporters()[r];
    Aggregate report{&reporter,
                     &policies()[p],
                     hexadecimal(mixed(r, p, std::uint64_t(midnight / kDay), 0)),
                     midnight + reporter.day_shift,
                     0,
                     {}};
    report.end = report.begin + reporter.length;
    for (std::size_t s = 0; s < senders().size(); ++s) {
        const Sender& sender = senders()[s];
        if (sender.policy != p || day < sender.first_day || day > sender.last_day) continue;
        for (std::size_t a = 0; a < sender.addresses.size(); ++a) {
            const std::int64_t messages = messages_of(s, r, day, a, is_weekend(midnight));
            if (messages > 0) report.rows.push_back({&sender, sender.addresses[a], messages});
        }
    }
    return report;
}

}  // namespace

std::vector<Aggregate> aggregates(std::int64_t last_midnight) {
    std::vector<Aggregate> out;
    for (int day = 0; day < kDays; ++day)
        for (std::size_t r = 0; r < reporters().size(); ++r)
            for (std::size_t p = 0; p < policies().size(); ++p)
                // 7 and 10 have no common factor, so the days a reporter leaves out are spread.
                if ((day * 7 + int(r) * 3 + int(p) * 5) % 10 < reporters()[r].tenths[p])
                    out.push_back(report_of(r, p, day, last_midnight - (kDays - 1 - day) * kDay));
    return out;
}

std::string_view disposition(const Aggregate& report, const Sender& sender) {
    const bool by_9990 = report.reporter->dialect == Dialect::rfc9990 ||
                         report.reporter->dialect == Dialect::rfc9990_prefixed;
    if (sender.spf_aligned || sender.dkim_aligned)
        return by_9990 && report.policy->p != "none" ? "pass" : "none";
    if (!sender.reason.empty()) return "none";
    return sender.header_from == report.policy->domain ? report.policy->p : report.policy->sp;
}

std::string file_stem(const Aggregate& report) {
    return std::string(report.reporter->domain) + '!' + std::string(report.policy->domain) + '!' +
           std::to_string(report.begin) + '!' + std::to_string(report.end);
}

}  // namespace sendpath::sample
