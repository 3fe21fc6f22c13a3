#include "app/report_text.hpp"

#include "app/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::app {
namespace {

using model::Word;

/// Text of a stranger, without anything that a terminal would act upon: C0, C1 and DEL.
std::string safe(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        const bool c1 =
            octet == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (c1) ++i;
        out += octet < 0x20 || octet == 0x7f || c1 ? '?' : text[i];
    }
    return out;
}

std::string safe(const std::optional<std::string>& text) {
    return text ? safe(std::string_view(*text)) : "-";
}

std::string auth_text(const model::AggregateReport& report, const model::AuthSet& set) {
    std::string text;
    const auto add = [&](std::string_view what) {
        if (!text.empty()) text += ", ";
        text += what;
    };
    for (const model::SpfAuth& each : set.spf)
        add(fmt::format("SPF {} {}", safe(report.words.text(each.domain)), name(each.result)));
    for (const model::DkimAuth& each : set.dkim)
        add(fmt::format("DKIM {} ({}) {}", safe(report.words.text(each.domain)),
                        safe(report.words.text(each.selector)), name(each.result)));
    return text.empty() ? "no results" : text;
}

std::string text_of(const model::AggregateReport& report) {
    const model::PublishedPolicy& policy = report.policy;
    std::string text = fmt::format(
        "DMARC aggregate report\n"
        "  reporter   {} <{}>\n"
        "  report id  {}\n"
        "  window     {} to {}\n"
        "  policy     {}: p={} sp={} adkim={} aspf={}\n",
        safe(std::string_view(report.org_name)), safe(report.email),
        safe(std::string_view(report.report_id)), time::date_time(report.begin),
        time::date_time(report.end), policy.domain.str(), safe(policy.p), safe(policy.sp),
        safe(policy.adkim), safe(policy.aspf));
    for (const std::string& error : report.errors)
        text += fmt::format("  it met      {}\n", safe(std::string_view(error)));
    text += fmt::format("  {:<39} {:>9}  {:<10} {:<5} {:<5} {:<28} {}\n", "source", "messages",
                        "done", "DKIM", "SPF", "From", "raw results");
    for (const model::Record& record : report.records)
        text += fmt::format("  {:<39} {:>9}  {:<10} {:<5} {:<5} {:<28} {}\n", record.source.str(),
                            grouped(record.messages), name(record.disposition), name(record.dkim),
                            name(record.spf), safe(report.words.text(record.header_from)),
                            auth_text(report, report.auth_sets[record.auth_set]));
    return text;
}

std::string text_of(const model::FailureReport& report) {
    const std::string failures = fmt::format("{}", fmt::join(report.auth_failure, ", "));
    std::string text = fmt::format(
        "DMARC failure report\n"
        "  about      {}\n"
        "  source     {}\n"
        "  arrived    {}\n"
        "  failure    {}\n"
        "  delivery   {}\n",
        safe(std::string_view(report.domain)), report.source_ip ? report.source_ip->str() : "-",
        safe(report.arrival_date), safe(std::string_view(failures)), safe(report.delivery_result));
    for (const std::string& results : report.authentication_results)
        text += fmt::format("  results    {}\n", safe(std::string_view(results)));
    if (report.original) text += fmt::format("  subject    {}\n", safe(report.original->subject));
    return text;
}

std::string text_of(const model::TlsReport& report) {
    std::string text =
        fmt::format("SMTP TLS report\n  reporter   {}\n  report id  {}\n  window     {} to {}\n",
                    safe(report.organization), safe(std::string_view(report.report_id)),
                    time::date_time(report.begin), time::date_time(report.end));
    for (const model::TlsPolicy& policy : report.policies) {
        text += fmt::format("  {:<40} {:<16} {:>9} sessions ok, {} failed\n", safe(policy.domain),
                            safe(policy.type),
                            grouped(static_cast<std::uint64_t>(policy.successful.value_or(0))),
                            grouped(static_cast<std::uint64_t>(policy.failed.value_or(0))));
        for (const model::TlsFailure& failure : policy.failures)
            text +=
                fmt::format("    {:<28} {:>9}  {}\n", safe(std::string_view(failure.result_type)),
                            grouped(static_cast<std::uint64_t>(failure.sessions.value_or(0))),
                            safe(failure.receiving_mx_hostname));
    }
    return text;
}

}  // namespace

std::string report_text(const model::Decoded& decoded) {
    std::string text;
    for (const model::Report& report : decoded.reports) {
        text += std::visit([](const auto& body) { return text_of(body); }, report.body);
        for (const model::Warning& each : report.warnings)
            text += fmt::format("  warning    {}: {}\n", each.code,
                                safe(std::string_view(each.detail)));
        for (const model::SkippedRecord& each : report.skipped)
            text += fmt::format("  left out   record {}: {}: {}\n", each.ordinal, each.code,
                                safe(std::string_view(each.detail)));
    }
    for (const model::Held& each : decoded.held)
        text += fmt::format("Held: {}{}{}: {}\n  {}\n", name(each.reason),
                            each.part.empty() ? "" : ", part ", safe(std::string_view(each.part)),
                            safe(std::string_view(each.detail)), advice(each.reason));
    return text;
}

}  // namespace sendpath::app
