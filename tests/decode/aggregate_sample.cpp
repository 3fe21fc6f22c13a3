#include "decode/aggregate_sample.hpp"

#include <gtest/gtest.h>

namespace sendpath::decode::test {
namespace {

std::string word(const model::AggregateReport& report, model::Word word) {
    return word == model::kNoWord ? "null" : std::string(report.words.text(word));
}

template <class Class>
std::string shown(const model::AggregateReport& report, Class value, model::Word own) {
    if (value == Class::absent) return "null";
    const std::string text(name(value));
    return own == model::kNoWord ? text : text + "(" + word(report, own) + ")";
}

}  // namespace

std::string sound_report() {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <version>1.0</version>
  <report_metadata>
    <org_name>rep.example</org_name>
    <email>dmarc@rep.example</email>
    <extra_contact_info>https://rep.example/help</extra_contact_info>
    <report_id>r1</report_id>
    <date_range><begin>1767225600</begin><end>1767311999</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>example.com</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct>
  </policy_published>
  <record>
    <row>
      <source_ip>192.0.2.1</source_ip>
      <count>7</count>
      <policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated>
    </row>
    <identifiers><header_from>example.com</header_from></identifiers>
    <auth_results>
      <dkim><domain>example.com</domain><selector>s1</selector><result>pass</result></dkim>
      <spf><domain>b.example</domain><scope>mfrom</scope><result>fail</result></spf>
    </auth_results>
  </record>
  <record>
    <row>
      <source_ip>2001:db8::2</source_ip>
      <count>3</count>
      <policy_evaluated><disposition>reject</disposition><dkim>fail</dkim><spf>fail</spf></policy_evaluated>
    </row>
    <identifiers><header_from>mail.example.com</header_from></identifiers>
    <auth_results/>
  </record>
</feedback>
)";
}

std::string report_with(std::string_view from, std::string_view to) {
    std::string report = sound_report();
    const std::size_t at = report.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? report : report.replace(at, from.size(), to);
}

model::Decoded read(std::string xml, const Hints& hints, const Limits& limits) {
    model::Decoded decoded;
    read_aggregate(std::move(xml), hints, limits, decoded);
    return decoded;
}

const model::AggregateReport& body(const model::Decoded& decoded) {
    if (decoded.reports.empty())
        throw std::runtime_error(decoded.held.empty() ? "nothing" : decoded.held.front().detail);
    return std::get<model::AggregateReport>(decoded.reports.front().body);
}

std::string head(const model::Decoded& decoded) {
    if (decoded.reports.empty()) return "none";
    const model::AggregateReport& report = body(decoded);
    return report.org_name + " " + report.report_id + " " + std::to_string(count(report.begin)) +
           "-" + std::to_string(count(report.end)) + " " + report.policy.domain.str() + " " +
           report.policy.p.value_or("null");
}

std::string records(const model::Decoded& decoded) {
    if (decoded.reports.empty()) return "none";
    const model::AggregateReport& report = body(decoded);
    std::string out;
    for (const model::Record& each : report.records) {
        if (!out.empty()) out += "; ";
        out += each.source.str() + " x" + std::to_string(each.messages) + " " +
               shown(report, each.disposition, each.disposition_text) +
               " dkim=" + shown(report, each.dkim, each.dkim_text) +
               " spf=" + shown(report, each.spf, each.spf_text) +
               " from=" + word(report, each.header_from);
    }
    return out;
}

std::string auth(const model::Decoded& decoded) {
    const model::AggregateReport& report = body(decoded);
    const model::AuthSet& set = report.auth_sets.at(report.records.at(0).auth_set);
    std::string out;
    for (const model::DkimAuth& each : set.dkim) {
        if (!out.empty()) out += ", ";
        out += "d=" + word(report, each.domain) + " s=" + word(report, each.selector) + " " +
               shown(report, each.result, each.result_text);
    }
    for (const model::SpfAuth& each : set.spf) {
        if (!out.empty()) out += ", ";
        const std::string scope(name(each.scope));
        out += (scope.empty() ? "null" : scope) + "=" + word(report, each.domain) + " " +
               shown(report, each.result, each.result_text);
    }
    return out;
}

std::string reasons(const model::Decoded& decoded) {
    const model::AggregateReport& report = body(decoded);
    const model::Record& record = report.records.at(0);
    std::string out;
    for (std::uint32_t i = 0; i < record.reason_count; ++i) {
        const model::OverrideReason& reason = report.reasons.at(record.first_reason + i);
        if (!out.empty()) out += ' ';
        out += word(report, reason.type) + "(" + word(report, reason.comment) + ")";
    }
    return out;
}

std::string marks(const model::Decoded& decoded) {
    std::string out;
    const auto add = [&](const std::string& mark) {
        if (!out.empty()) out += ' ';
        out += mark;
    };
    for (const model::Report& report : decoded.reports) {
        for (const model::Warning& warning : report.warnings) add("+" + warning.code);
        for (const model::SkippedRecord& skipped : report.skipped)
            add("-" + skipped.code + "@" + std::to_string(skipped.ordinal));
    }
    for (const model::Held& held : decoded.held) add("held " + std::string(name(held.reason)));
    return out;
}

}  // namespace sendpath::decode::test
