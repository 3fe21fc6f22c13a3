#include "support/sample_month/other_mails.hpp"

#include "base/time.hpp"
#include "support/sample_month/pack.hpp"

namespace sendpath::sample {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kHour = 3'600;

/// A single message that failed, and what its receiver says of it.
struct Failure {
    std::string_view receiver;
    std::string_view source;
    std::string_view header_from;
    std::string_view mail_from;
    std::string_view results;  ///< of Authentication-Results
    std::string_view auth_failure;
    std::string_view delivery;
    std::string_view subject;
    int days_ago;
};

constexpr std::array kFailures{
    Failure{"hoshi.example", "198.51.100.120", "help@example.com", "b-71@bounce.desk.example",
            "dkim=permerror (no key for signature) header.d=example.com header.s=desk1; "
            "spf=pass smtp.mailfrom=bounce.desk.example; dmarc=fail header.from=example.com",
            "dmarc", "policy", "Your request 4711 was answered", 9},
    Failure{"hoshi.example", "198.51.100.121", "help@example.com", "b-92@bounce.desk.example",
            "dkim=permerror (no key for signature) header.d=example.com header.s=desk1; "
            "spf=pass smtp.mailfrom=bounce.desk.example; dmarc=fail header.from=example.com",
            "dmarc", "spam", "Your request 4790 was answered", 5},
    Failure{"gateway-shield.example", "100.101.71.54", "billing@example.com", "billing@example.com",
            "spf=fail smtp.mailfrom=example.com; dmarc=fail header.from=example.com", "dmarc",
            "reject", "Invoice overdue, open at once", 18},
    Failure{"gateway-shield.example", "100.74.142.107", "ceo@example.com", "ceo@example.com",
            "spf=fail smtp.mailfrom=example.com; dmarc=fail header.from=example.com", "dmarc",
            "reject", "Are you at your desk?", 17},
    Failure{"hoshi.example", "192.0.2.85", "branch@example.co.jp", "branch@example.co.jp",
            "spf=permerror (too many lookups) smtp.mailfrom=example.co.jp; dmarc=fail "
            "header.from=example.co.jp",
            "spf", "delivered", "=?UTF-8?B?5aCx5ZGK5pu4?=", 11},
    Failure{"gateway-shield.example", "192.0.2.41", "letter@example.org",
            "letter@letter.example.org",
            "dkim=pass header.d=letter.example.org header.s=l1; spf=pass "
            "smtp.mailfrom=letter.example.org; dmarc=fail header.from=example.org",
            "dmarc", "reject", "Members' letter of this week", 3},
};

std::string feedback_part(const Failure& failure, const std::string& date) {
    const std::string_view domain = failure.header_from.substr(failure.header_from.find('@') + 1);
    return "Content-Type: message/feedback-report\n\nFeedback-Type: auth-failure\n"
           "User-Agent: Sample-Reporter/1.0\nVersion: 1\nOriginal-Mail-From: <" +
           std::string(failure.mail_from) + ">\nArrival-Date: " + date +
           "\nSource-IP: " + std::string(failure.source) +
           "\nReported-Domain: " + std::string(domain) +
           "\nAuth-Failure: " + std::string(failure.auth_failure) +
           "\nAuthentication-Results: mx." + std::string(failure.receiver) + "; " +
           std::string(failure.results) +
           "\nIdentity-Alignment: none\nDelivery-Result: " + std::string(failure.delivery) + '\n';
}

std::string original_part(const Failure& failure, const std::string& date, int number) {
    return "Content-Type: text/rfc822-headers\n\nFrom: <" + std::string(failure.header_from) +
           ">\nTo: <someone@" + std::string(failure.receiver) +
           ">\nSubject: " + std::string(failure.subject) + "\nDate: " + date +
           "\nMessage-ID: <original-" + std::to_string(number) + "@sample.example>\n";
}

std::string tls_json(std::string_view organisation, std::string_view domain, std::int64_t midnight,
                     std::int64_t successful, std::int64_t failed) {
    const std::string date = time::date_time(seconds(midnight)).substr(0, 10);
    std::string out =
        "{\"organization-name\":\"" + std::string(organisation) +
        "\",\"date-range\":{\"start-datetime\":\"" + date + "T00:00:00Z\",\"end-datetime\":\"" +
        date + "T23:59:59Z\"},\"contact-info\":\"tls-reports@" + std::string(domain) +
        "\",\"report-id\":\"tls-" + date + '@' + std::string(domain) +
        "\",\"policies\":[{\"policy\":{\"policy-type\":\"sts\",\"policy-string\":["
        "\"version: STSv1\",\"mode: testing\",\"mx: mx.example.com\",\"max_age: "
        "604800\"],\"policy-domain\":\"example.com\",\"mx-host\":[\"mx.example.com\"]},"
        "\"summary\":{\"total-successful-session-count\":" +
        std::to_string(successful) + ",\"total-failure-session-count\":" + std::to_string(failed) +
        '}';
    if (failed > 0)
        out +=
            ",\"failure-details\":[{\"result-type\":\"certificate-expired\","
            "\"sending-mta-ip\":\"198.18.0.25\",\"receiving-mx-hostname\":\"mx.example.com\","
            "\"receiving-ip\":\"192.0.2.10\",\"failed-session-count\":" +
            std::to_string(failed) + "}]";
    return out + "}]}";
}

}  // namespace

std::vector<NamedMail> failure_mails(std::int64_t last_midnight) {
    std::vector<NamedMail> out;
    int number = 0;
    for (const Failure& failure : kFailures) {
        ++number;
        const std::int64_t arrived = last_midnight - failure.days_ago * kDay + number * kHour;
        const std::string receiver(failure.receiver);
        const Envelope envelope{"DMARC failure reports <noreply@" + receiver + '>',
                                "FW: " + std::string(failure.subject),
                                "failure-" + std::to_string(number) + '@' + receiver, arrived + 60};
        const std::string date = mail_date(arrived);
        out.push_back(
            {"failure-" + std::to_string(number),
             mail(
                 envelope, multipart_fields("report", "; report-type=feedback-report"),
                 multipart({text_part("A message in the name of your domain failed DMARC.\n"),
                            feedback_part(failure, date), original_part(failure, date, number)}))});
    }
    return out;
}

std::vector<NamedMail> tls_mails(std::int64_t last_midnight, TlsTotals& totals) {
    constexpr std::string_view domain = "northwind.example";
    std::vector<NamedMail> out;
    for (int ago = 6; ago >= 1; --ago) {
        const std::int64_t midnight = last_midnight - ago * kDay;
        const std::int64_t successful = 400 + 17 * ago;
        const std::int64_t failed = ago <= 3 ? 25 * ago : 0;
        totals.successful += successful;
        totals.failed += failed;
        const std::string stem = std::string(domain) + "!example.com!" + std::to_string(midnight) +
                                 '!' + std::to_string(midnight + kDay - 1);
        const std::string id = "tls-" + std::to_string(midnight) + '@' + std::string(domain);
        const Envelope envelope{
            "Northwind Mail <tls-reports@northwind.example>",
            "Report Domain: example.com Submitter: northwind.example Report-ID: <" + id + '>', id,
            midnight + kDay + 2 * kHour};
        const std::string fields =
            "TLS-Report-Domain: example.com\nTLS-Report-Submitter: " + std::string(domain) + '\n' +
            multipart_fields("report", "; report-type=\"tlsrpt\"");
        const std::string json = tls_json("Northwind Mail", domain, midnight, successful, failed);
        out.push_back({"tls-" + std::to_string(7 - ago),
                       mail(envelope, fields,
                            multipart({text_part("This is a TLS report for example.com.\n"),
                                       attachment("application/tlsrpt+gzip", stem + ".json.gz",
                                                  gzip(json))}))});
    }
    return out;
}

NamedMail damaged_mail(const Aggregate& report) {
    std::string archive = gzip(xml(report));
    // The two bits that tell the kind of the first block are set to the one kind there is none of.
    // Source: RFC 1951 section 3.2.3, RFC 1952 section 2.3 (a header of 10 octets).
    archive[10] = static_cast<char>(archive[10] | 0x06);
    const std::string domain(report.reporter->domain);
    const Envelope envelope{
        "dmarc-reports@" + domain,
        "Report Domain: " + std::string(report.policy->domain) + " Submitter: " + domain,
        "damaged@" + domain, report.end + kHour};
    return {
        "damaged",
        mail(envelope, multipart_fields("mixed"),
             multipart({text_part("This is a DMARC aggregate report.\n"),
                        attachment("application/gzip", file_stem(report) + ".xml.gz", archive)}))};
}

NamedMail stray_mail(std::int64_t last_midnight) {
    const Envelope envelope{"Priya <priya@correosur.example>", "Out of the office",
                            "away@correosur.example", last_midnight + 8 * kHour};
    return {"stray", mail(envelope, "Content-Type: text/plain; charset=utf-8\n",
                          "I am away until Monday and will answer then.\n")};
}

}  // namespace sendpath::sample
