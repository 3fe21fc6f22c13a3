#include "config/contradictions.hpp"

#include "config/imap_contradictions.hpp"

#include <algorithm>

namespace sendpath::config {

namespace {

/// Whom a sink takes mail for must be told where strangers can reach it.
void of_smtp_recipients(const Config& config, std::vector<Contradiction>& out) {
    const Smtp& smtp = config.smtp;
    const auto open = [](const Endpoint& each) { return !is_loopback(each); };
    const bool beyond_loopback = std::ranges::any_of(smtp.listen, open) ||
                                 std::ranges::any_of(smtp.tls.implicit_listen, open);
    if (beyond_loopback && smtp.recipients.empty())
        out.push_back({"smtp.recipients",
                       "the sink can be reached from other machines, so it must be told which "
                       "addresses take reports, like [\"dmarc@reports.example.com\"]"});
    if (beyond_loopback && config.domains.empty())
        out.push_back({"domains",
                       "the SMTP sink can be reached from other machines, and anybody could send "
                       "it reports of any domain; name those that are yours, like "
                       "[\"example.com\"]"});
    for (const Recipient& each : smtp.recipients)
        if (each.local.empty())
            out.push_back({"smtp.recipients", "a table of the list has no address"});
}

void of_smtp_sizes(const Smtp& smtp, std::vector<Contradiction>& out) {
    if (smtp.memory_max < smtp.mail_max)
        out.push_back({"smtp.memory_max",
                       "is less than smtp.mail_max, so that the largest mails "
                       "could never be taken"});
}

void of_smtp_tls(const Smtp& smtp, std::vector<Contradiction>& out) {
    if (smtp.tls.certificate.empty() != smtp.tls.key.empty())
        out.push_back({smtp.tls.key.empty() ? "smtp.tls.certificate" : "smtp.tls.key",
                       "certificate and key go together; set both or none"});
    if (smtp.tls.certificate.empty() && !smtp.tls.implicit_listen.empty())
        out.push_back({"smtp.tls.implicit_listen", "TLS needs a certificate and a key"});
    if (smtp.tls.certificate.empty() && smtp.require_tls)
        out.push_back({"smtp.require_tls", "TLS needs a certificate and a key"});
}

}  // namespace

std::vector<Contradiction> contradictions(const Config& config) {
    std::vector<Contradiction> out;
    of_smtp_recipients(config, out);
    of_smtp_sizes(config.smtp, out);
    of_smtp_tls(config.smtp, out);
    of_imap(config, out);
    return out;
}

}  // namespace sendpath::config
