#include "store/path_life.hpp"

#include <array>

namespace sendpath::test {
namespace {

struct MadeSender {
    const char* dkim;  ///< d=; "@": the From domain; empty: none
    const char* spf;   ///< likewise of the return path
    const char* network;
};

constexpr MadeSender kSenders[] = {
    {"@", "@", "192.0.2."},
    {"", "@", "192.0.2."},
    {"sendgrid.net", "em1.sendgrid.net", "198.51.100."},
    {"@", "em2.sendgrid.net", "198.51.100."},
    {"news.signer.example", "bounce.signer.example", "203.0.113."},
    {"@", "forwarder.example", "203.0.113."},
    {"", "", "198.18.7."},
    {"", "@", "198.18.9."},
    {"", "spammer.example", "198.18.11."},
    {"example-com.20230601.gappssmtp.com", "@", "2001:db8:5::"},
};

}  // namespace

void PathLife::add_record(model::AggregateReport& report) {
    using model::DkimResult;
    using model::SpfResult;
    const MadeSender& sender = any(kSenders);
    const std::string from =
        up_to(2) == 0 ? "mail." + report.policy.domain.str() : report.policy.domain.str();
    const auto name = [&](const char* of) { return std::string_view(of) == "@" ? from : of; };
    model::AuthSet set;
    const bool breaks = up_to(4) == 0;
    if (*sender.dkim != '\0') {
        model::DkimAuth& auth = set.dkim.emplace_back();
        auth.domain = report.words.intern(name(sender.dkim));
        if (up_to(5) > 0) auth.selector = report.words.intern(up_to(1) == 0 ? "s1" : "s2");
        auth.result = breaks ? any({DkimResult::fail, DkimResult::permerror, DkimResult::temperror})
                             : DkimResult::pass;
    }
    const bool spf_passes = up_to(2) > 0;
    if (*sender.spf != '\0') {
        model::SpfAuth& auth = set.spf.emplace_back();
        auth.domain = report.words.intern(name(sender.spf));
        auth.scope = model::SpfScope::mfrom;
        auth.result = spf_passes
                          ? SpfResult::pass
                          : any({SpfResult::softfail, SpfResult::fail, SpfResult::permerror});
    }
    model::Record record;
    std::string network = sender.network;
    if (network == "198.18.11.") network = "198.18." + std::to_string(20 + up_to(40)) + ".";
    record.source = *model::IpAddress::parse(network + std::to_string(1 + up_to(3)));
    record.messages = 1 + up_to(up_to(1) == 0 ? 4 : 997);
    const bool own_dkim = std::string_view(sender.dkim) == "@" && !breaks;
    const bool own_spf = std::string_view(sender.spf) == "@" && spf_passes;
    const auto evaluated = [&](bool passes) {
        return passes != (up_to(20) == 0) ? model::Evaluated::pass : model::Evaluated::fail;
    };
    record.dkim = evaluated(own_dkim);
    record.spf = evaluated(own_spf);
    record.disposition = static_cast<model::Disposition>(1 + up_to(2));
    record.header_from = report.words.intern(from);
    if (up_to(9) == 0) {
        record.first_reason = static_cast<std::uint32_t>(report.reasons.size());
        record.reason_count = 1;
        report.reasons.push_back(
            {report.words.intern(up_to(1) == 0 ? "mailing_list" : "forwarded"), model::kNoWord});
    }
    record.auth_set = static_cast<std::uint32_t>(report.auth_sets.size());
    report.auth_sets.push_back(set);
    report.records.push_back(record);
}

model::Report PathLife::report(std::int64_t number) {
    static constexpr const char* kDomains[] = {"example.com", "example.org", "example.co.jp"};
    static constexpr const char* kReporters[] = {"One", "Two", "Three"};
    model::AggregateReport report;
    report.org_name = any(kReporters);
    report.report_id = std::to_string(number);
    const std::int64_t day = kNewYear + up_to(20);
    report.begin = seconds(day * kDaySeconds);
    report.end = seconds((day + (several_days_ && up_to(9) == 0 ? 3 : 1)) * kDaySeconds - 1);
    report.policy.domain = *model::DomainName::parse(any(kDomains));
    report.policy.p = "none";
    report.policy.adkim = "r";
    for (unsigned left = 1 + up_to(11); left > 0; --left) add_record(report);
    model::Report whole;
    whole.body = std::move(report);
    whole.content = digest_of("report " + std::to_string(number));
    return whole;
}

}  // namespace sendpath::test
