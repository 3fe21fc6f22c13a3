#include "support/sample_month/mail.hpp"

#include "base/time.hpp"
#include "support/sample_month/pack.hpp"

namespace sendpath::sample {
namespace {

constexpr std::string_view kOuterBoundary = "=_around_the_report";

/// Reporters take some hours to send what a day has brought.
constexpr std::int64_t kDelay = 4 * 3'600 + 720;

std::string encoded_fields(std::string_view type, std::string_view name) {
    return "Content-Type: " + std::string(type) + "; name=\"" + std::string(name) +
           "\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"" +
           std::string(name) + "\"\n";
}

std::string explanation(const Aggregate& report) {
    return "This is a DMARC aggregate report for " + std::string(report.policy->domain) + ".\n";
}

/// The same in a mail to somebody who passed it on.
std::string forwarded(const Envelope& envelope, const std::string& inner) {
    Envelope outer = envelope;
    outer.from = "Mail desk <desk@example.com>";
    outer.subject = "Fwd: " + envelope.subject;
    outer.message_id = "fwd-" + envelope.message_id;
    outer.date += 1'800;
    return mail(outer, multipart_fields("mixed", {}, kOuterBoundary),
                multipart({text_part("Another one of these.\n"),
                           "Content-Type: message/rfc822\n\n" + inner},
                          kOuterBoundary));
}

}  // namespace

std::string mail_date(std::int64_t time) {
    constexpr std::array<std::string_view, 7> days{"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string text = time::date_time(seconds(time));  // "2026-11-20T04:12:00Z"
    const std::size_t month = std::size_t(std::stoul(text.substr(5, 2))) - 1;
    return std::string(days[std::size_t(time / 86'400 % 7)]) + ", " + text.substr(8, 2) + ' ' +
           std::string(months[month]) + ' ' + text.substr(0, 4) + ' ' + text.substr(11, 8) +
           " +0000";
}

std::string mail(const Envelope& envelope, std::string_view fields, std::string_view body) {
    return "From: " + envelope.from + "\nTo: " + std::string(kReportAddress) +
           "\nSubject: " + envelope.subject + "\nDate: " + mail_date(envelope.date) +
           "\nMessage-ID: <" + envelope.message_id + ">\nMIME-Version: 1.0\n" +
           std::string(fields) + '\n' + std::string(body);
}

std::string attachment(std::string_view type, std::string_view name, std::string_view octets) {
    return encoded_fields(type, name) + '\n' + base64(octets);
}

std::string text_part(std::string_view text) {
    return "Content-Type: text/plain; charset=utf-8\n\n" + std::string(text);
}

std::string multipart(const std::vector<std::string>& parts, std::string_view boundary) {
    std::string out;
    for (const std::string& part : parts) out.append("--").append(boundary) += '\n' + part + '\n';
    return out.append("--").append(boundary) + "--\n";
}

std::string multipart_fields(std::string_view subtype, std::string_view parameters,
                             std::string_view boundary) {
    return "Content-Type: multipart/" + std::string(subtype) + std::string(parameters) +
           "; boundary=\"" + std::string(boundary) + "\"\n";
}

std::string report_mail(const Aggregate& report, int copy) {
    const std::string domain(report.reporter->domain);
    Envelope envelope{std::string(report.reporter->name) + " <dmarc-reports@" + domain + '>',
                      "Report Domain: " + std::string(report.policy->domain) +
                          " Submitter: " + domain + " Report-ID: <" + report.id + '>',
                      report.id + '.' + std::to_string(copy) + '@' + domain, report.end + kDelay};
    const std::string stem = file_stem(report);
    const std::string document = xml(report);
    const std::string text = text_part(explanation(report));
    const auto whole = [&](std::string_view type, const std::string& name,
                           const std::string& octets) {
        return mail(envelope, encoded_fields(type, name), base64(octets));
    };
    const auto attached = [&](std::string_view type, const std::string& name,
                              const std::string& octets) {
        return mail(envelope, multipart_fields("mixed"),
                    multipart({text, attachment(type, name, octets)}));
    };
    switch (report.reporter->container) {
        case Container::zip_as_body:
            return whole("application/zip", stem + ".zip", zip(stem + ".xml", document));
        case Container::gzip_as_body:
            return whole("application/gzip", stem + ".xml.gz", gzip(document));
        case Container::gzip_attached:
            return attached("application/gzip", stem + ".xml.gz", gzip(document));
        case Container::zip_attached:
            return attached("application/x-zip-compressed", stem + ".zip",
                            zip(stem + ".xml", document));
        case Container::plain_attached: return attached("text/xml", stem + ".xml", document);
        case Container::gzip_in_zip:
            return attached("application/octet-stream", stem + ".zip",
                            zip(stem + ".xml.gz", gzip(document)));
        case Container::forwarded:
            return forwarded(envelope,
                             attached("application/gzip", stem + ".xml.gz", gzip(document)));
    }
    return {};
}

}  // namespace sendpath::sample
