#include "seed_world.hpp"

#include <algorithm>
#include <array>

namespace sendpath::bench {
namespace {

using model::DkimResult;
using model::Evaluated;
using model::SpfResult;

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

}  // namespace

model::Report SeedWorld::report(std::int64_t day, std::int64_t domain, std::int64_t reporter,
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

void SeedWorld::add_record(model::AggregateReport& report) {
    const unsigned kind = up_to(99);
    if (kind < (wave_ ? 25U : 6U)) return add_spoofed(report);
    if (kind < (wave_ ? 35U : 18U)) return add_forwarded(report);
    unsigned weight = up_to(83);
    for (unsigned i = 0; i < kSenders.size(); ++i) {
        if (weight < kSenders[i].weight) return add_sent(report, i);
        weight -= kSenders[i].weight;
    }
}

void SeedWorld::add_sent(model::AggregateReport& report, unsigned which) {
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

void SeedWorld::add_forwarded(model::AggregateReport& report) {
    const unsigned network = up_to(kForwarders - 1);
    const bool breaks = up_to(3) == 0;
    add(report, 60U << 24U | network << 8U | up_to(3), from_,
        breaks ? DkimResult::fail : DkimResult::pass, from_, SpfResult::softfail, !breaks, false);
}

void SeedWorld::add_spoofed(model::AggregateReport& report) {
    const unsigned number = up_to(kSpoofedFrom - 1) + (wave_ ? kSpoofedFrom : 0);
    const unsigned mixed = number * 2'654'435'761U;
    add(report, 80U << 24U | (mixed >> 8U & 0xffffffU), "", DkimResult::none, from_,
        SpfResult::fail, false, false);
}

void SeedWorld::add(model::AggregateReport& report, unsigned address, std::string_view dkim,
                    DkimResult dkim_result, std::string_view spf, SpfResult spf_result,
                    bool dkim_aligned, bool spf_aligned) {
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
    const std::array<char, 4> octets{static_cast<char>(address >> 24U),
                                     static_cast<char>(address >> 16U),
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

void take(store::Ledger& ledger, const model::Report& report, std::int64_t received) {
    const auto& aggregate = std::get<model::AggregateReport>(report.body);
    const std::string octets = "seed " + aggregate.report_id;
    store::NewIntake mail;
    mail.received = seconds(received);
    mail.via = store::Via::file;
    mail.name = "seed";
    mail.size = static_cast<std::int64_t>(octets.size());
    mail.digest = digest_of(octets);
    mail.packed = octets;
    const model::IntakeId id = ledger.intake().take(mail, store::IntakeState::done).id;
    ledger.reports().add(report, {id, mail.received, 0}, ledger.ours());
}

}  // namespace sendpath::bench
