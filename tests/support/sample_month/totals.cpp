#include "support/sample_month/totals.hpp"

#include "base/time.hpp"

namespace sendpath::sample {
namespace {

std::string line(const std::string& parts, const Sum& sum) {
    return parts + '\t' + std::to_string(sum.messages) + '\t' + std::to_string(sum.failing) + '\n';
}

std::string line(const std::string& name, std::int64_t number) {
    return name + '\t' + std::to_string(number) + '\n';
}

void add_to(Sum& sum, std::int64_t messages, bool fails) {
    sum.messages += messages;
    if (fails) sum.failing += messages;
}

}  // namespace

void Totals::add(const Aggregate& report) {
    const std::string domain(report.policy->domain);
    const std::string day = time::date_time(seconds((report.begin + report.end) / 2)).substr(0, 10);
    ++reports_;
    ++reports_of_[domain];
    for (const Row& row : report.rows) {
        const Sender& sender = *row.sender;
        const bool fails = !sender.spf_aligned && !sender.dkim_aligned;
        ++records_;
        if (sender.spf_aligned) spf_aligned_ += row.messages;
        if (sender.dkim_aligned) dkim_aligned_ += row.messages;
        add_to(all_, row.messages, fails);
        add_to(domains_[domain], row.messages, fails);
        add_to(days_[{domain, day}], row.messages, fails);
        add_to(paths_[std::string(sender.path) + '\t' + std::string(sender.header_from) + '\t' +
                      std::string(sender.verdict) + '\t' + std::string(sender.verdict_reason)],
               row.messages, fails);
    }
}

std::string Totals::tsv() const {
    std::string out = line("aggregate", reports_) + line("records", records_) +
                      line("messages", all_.messages) + line("failing", all_.failing) +
                      line("spf_aligned", spf_aligned_) + line("dkim_aligned", dkim_aligned_);
    for (const auto& [name, reports] : reports_of_)
        out += line("domain\t" + name + '\t' + std::to_string(reports), domains_.at(name));
    for (const auto& [key, sum] : days_) out += line("day\t" + key.first + '\t' + key.second, sum);
    for (const auto& [key, sum] : paths_) out += line("path\t" + key, sum);
    return out;
}

}  // namespace sendpath::sample
