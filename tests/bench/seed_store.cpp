// Fills a store with made reports, as fast as a writer takes them:
//
//   seed_store STORE RECORDS [DAYS [DOMAINS]]
//
// A world of steady senders (own servers, services with and without the domain's names), forwarders
// whose signatures survive or break, and spoofing: a steady trickle and some waves. Thirty
// reporters tell of each domain and day; the more records, the more a report has.
#include "store/compress.hpp"
#include "store/writer.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <random>

namespace sendpath::bench {
namespace {

using model::DkimResult;
using model::Evaluated;
using model::SpfResult;

constexpr std::int64_t kLastDay = 20'750;  // 2026-10-24
constexpr std::int64_t kReporters = 30;
constexpr std::int64_t kDaySeconds = 86'400;
constexpr unsigned kForwarders = 300;      // networks
constexpr unsigned kSpoofedFrom = 20'000;  // addresses, and as many again in waves

struct Sender {
    const char* dkim;  // "@": the From domain
    const char* spf;
    unsigned hosts;
    unsigned weight;
};
constexpr std::array<Sender, 9> kSenders{{{"@", "@", 6, 30},
                                          {"@", "@", 4, 14},
                                          {"@", "em7.sendgrid.net", 120, 12},
                                          {"sendgrid.net", "em8.sendgrid.net", 120, 5},
                                          {"@", "amazonses.com", 200, 10},
                                          {"mcsv.net", "mail77.mcsv.net", 80, 4},
                                          {"@", "zendesk.com", 40, 4},
                                          {"@", "_spf.salesforce.com", 60, 3},
                                          {"", "@", 2, 2}}};

class World {
public:
    World(std::int64_t days, std::int64_t domains) : days_(days), domains_(domains) {}

    model::Report report(std::int64_t day, std::int64_t domain, std::int64_t reporter,
                         std::int64_t records) {
        model::AggregateReport report;
        report.org_name = "reporter" + std::to_string(reporter) + ".example";
        report.email = "noreply@" + report.org_name;
        report.report_id = std::to_string(++number_);
        report.begin = seconds(day * kDaySeconds);
        report.end = seconds((day + 1) * kDaySeconds - 1);
        from_ = "customer" + std::to_string(domain) + ".example.com";
        if (domain % 2 == 1) from_ = "brand" + std::to_string(domain) + ".co.jp";
        report.policy.domain = *model::DomainName::parse(from_);
        report.policy.p = domain % 3 == 0 ? "reject" : "none";
        report.policy.adkim = report.policy.aspf = "r";
        domain_ = static_cast<unsigned>(domain);
        wave_ = (day + domain * 7) % 29 == 0;
        for (std::int64_t i = 0; i < records; ++i) add_record(report);
        model::Report whole;
        whole.content = digest_of(std::to_string(number_));
        whole.body = std::move(report);
        return whole;
    }

    [[nodiscard]] std::int64_t days() const { return days_; }
    [[nodiscard]] std::int64_t domains() const { return domains_; }

private:
    unsigned up_to(unsigned most) { return static_cast<unsigned>(random_() % (most + 1)); }

    void add_record(model::AggregateReport& report) {
        const unsigned kind = up_to(99);
        if (kind < (wave_ ? 25U : 6U)) return add_spoofed(report);
        if (kind < (wave_ ? 35U : 18U)) return add_forwarded(report);
        unsigned weight = up_to(83);
        for (unsigned i = 0; i < kSenders.size(); ++i) {
            if (weight < kSenders[i].weight) return add_sent(report, i);
            weight -= kSenders[i].weight;
        }
    }

    void add_sent(model::AggregateReport& report, unsigned which) {
        const Sender& sender = kSenders[which];
        const bool breaks = up_to(199) == 0;
        const unsigned host = up_to(sender.hosts - 1);
        const auto name = [&](const char* text) {
            return std::string_view(text) == "@" ? std::string_view(from_) : std::string_view(text);
        };
        const bool own_dkim = *sender.dkim == '@' && !breaks;
        const bool own_spf = *sender.spf == '@';
        const unsigned own = own_spf ? domain_ : 200;  // services have the same hosts for all
        add(report, (40U + which) << 24U | own << 16U | (host / 200) << 8U | host % 200,
            name(sender.dkim), breaks ? DkimResult::fail : DkimResult::pass, name(sender.spf),
            SpfResult::pass, own_dkim, own_spf);
    }
    void add_forwarded(model::AggregateReport& report) {
        const unsigned network = up_to(kForwarders - 1);
        const bool breaks = up_to(3) == 0;
        add(report, 60U << 24U | network << 8U | up_to(3), from_,
            breaks ? DkimResult::fail : DkimResult::pass, from_, SpfResult::softfail, !breaks,
            false);
    }
    void add_spoofed(model::AggregateReport& report) {
        const unsigned number = up_to(kSpoofedFrom - 1) + (wave_ ? kSpoofedFrom : 0);
        const unsigned mixed = number * 2'654'435'761U;
        add(report, 80U << 24U | (mixed >> 8U & 0xffffffU), "", DkimResult::none, from_,
            SpfResult::fail, false, false);
    }

    void add(model::AggregateReport& report, unsigned address, std::string_view dkim,
             DkimResult dkim_result, std::string_view spf, SpfResult spf_result, bool dkim_aligned,
             bool spf_aligned) {
        model::AuthSet set;
        if (!dkim.empty()) {
            model::DkimAuth& auth = set.dkim.emplace_back();
            auth.domain = report.words.intern(dkim);
            auth.selector = report.words.intern(address % 7 == 0 ? "s2" : "s1");
            auth.result = dkim_result;
        }
        model::SpfAuth& check = set.spf.emplace_back();
        check.domain = report.words.intern(spf);
        check.scope = model::SpfScope::mfrom;
        check.result = spf_result;
        model::Record record;
        const std::array<char, 4> octets{
            static_cast<char>(address >> 24U), static_cast<char>(address >> 16U),
            static_cast<char>(address >> 8U), static_cast<char>(address)};
        record.source = *model::IpAddress::from_packed({octets.data(), octets.size()});
        record.messages = 1 + up_to(up_to(9) == 0 ? 400 : 9);
        record.dkim = dkim_aligned ? Evaluated::pass : Evaluated::fail;
        record.spf = spf_aligned ? Evaluated::pass : Evaluated::fail;
        const bool fails = !dkim_aligned && !spf_aligned;
        record.disposition = fails && report.policy.p == "reject" ? model::Disposition::reject
                                                                  : model::Disposition::none;
        record.header_from = report.words.intern(from_);
        const auto known = std::ranges::find(report.auth_sets, set);
        record.auth_set = static_cast<std::uint32_t>(known - report.auth_sets.begin());
        if (known == report.auth_sets.end()) report.auth_sets.push_back(set);
        report.records.push_back(record);
    }

    std::int64_t days_;
    std::int64_t domains_;
    std::int64_t number_ = 0;
    std::string from_;
    unsigned domain_ = 0;
    bool wave_ = false;
    std::mt19937 random_{7};  // NOLINT(cert-msc51-cpp): the same world each time
};

/// One report as a mail of its own.
class SeedJob : public store::WriterJob {
public:
    SeedJob(model::Report report, std::int64_t number, std::int64_t received)
        : report_(std::move(report)) {
        const std::string octets = "seed " + std::to_string(number);
        mail_.received = seconds(received);
        mail_.via = store::Via::file;
        mail_.name = "seed";
        mail_.size = static_cast<std::int64_t>(octets.size());
        mail_.digest = digest_of(octets);
        mail_.packed = octets;
    }
    void write(store::Ledger& ledger) override {
        const model::IntakeId mail = ledger.intake().take(mail_, store::IntakeState::done).id;
        ledger.reports().add(report_, {mail, mail_.received, 0}, ledger.ours());
    }
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
    store::NewIntake mail_;
};

int run(const char* path, std::int64_t records, std::int64_t days, std::int64_t domains) {
    auto writer = store::Writer::open(path, {}, {.jobs = 256});
    if (!writer) {
        std::cerr << writer.error().detail << '\n';
        return 1;
    }
    World world(days, domains);
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
                (*writer)->submit(std::make_unique<SeedJob>(std::move(report), number,
                                                            (day + 1) * kDaySeconds + reporter));
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
