#include "app/shown_settings.hpp"

namespace sendpath::app {
namespace {

std::vector<std::string> texts(const std::vector<config::Endpoint>& endpoints) {
    std::vector<std::string> out;
    out.reserve(endpoints.size());
    for (const config::Endpoint& each : endpoints) out.push_back(config::endpoint_text(each));
    return out;
}

std::optional<std::int64_t> seconds_of(const config::Keep& keep) {
    return keep ? std::optional<std::int64_t>(keep->count()) : std::nullopt;
}

}  // namespace

http::SettingsState shown_settings(const config::Config& config) {
    http::SettingsState settings;
    settings.version = SENDPATH_VERSION;
    for (const model::DomainName& each : config.domains) settings.domains.push_back(each.str());
    settings.http = {texts(config.http.listen), config.http.base_path,
                     config.http.requests_per_minute};
    settings.smtp.listen = texts(config.smtp.listen);
    settings.smtp.hostname = config.smtp.hostname.str();
    for (const config::Recipient& each : config.smtp.recipients)
        settings.smtp.recipients.push_back(each.local + '@' + each.domain.str());
    settings.smtp.mail_max = config.smtp.mail_max;
    settings.smtp.tls = !config.smtp.tls.certificate.empty();
    settings.smtp.require_tls = config.smtp.require_tls;
    for (const config::ImapAccount& each : config.imap) settings.imap.push_back(each.name);
    settings.retention = {seconds_of(config.retention.raw), seconds_of(config.retention.records),
                          seconds_of(config.retention.failure_samples)};
    return settings;
}

}  // namespace sendpath::app
