#include "config/smtp_fields.hpp"

#include "config/kinds.hpp"
#include "config/smtp_recipients.hpp"

#include <array>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1ULL << 20U;

template <bool Smtp::* member>
Result<void> take_flag(Config& config, const Setting& setting) {
    const Result<bool> flag = read_flag(setting.value);
    if (!flag) return flag.error();
    config.smtp.*member = *flag;
    return {};
}

template <std::uint64_t Smtp::* member, std::uint64_t least, std::uint64_t most>
Result<void> take_count(Config& config, const Setting& setting) {
    const Result<std::uint64_t> count = read_count(setting.value, least, most);
    if (!count) return count.error();
    config.smtp.*member = *count;
    return {};
}

template <std::uint64_t Smtp::* member, std::uint64_t least, std::uint64_t most>
Result<void> take_size(Config& config, const Setting& setting) {
    const Result<std::uint64_t> size = read_size(setting.value, least, most);
    if (!size) return size.error();
    config.smtp.*member = *size;
    return {};
}

template <std::chrono::seconds Smtp::* member, int least, int most>
Result<void> take_time(Config& config, const Setting& setting) {
    const auto time =
        read_time(setting.value, std::chrono::seconds(least), std::chrono::seconds(most));
    if (!time) return time.error();
    config.smtp.*member = *time;
    return {};
}

template <std::string Smtp::Tls::* member>
Result<void> take_tls_file(Config& config, const Setting& setting) {
    Result<std::string> text = read_text(setting.value, "the name of a PEM file");
    if (!text) return text.error();
    config.smtp.tls.*member = *std::move(text);
    return {};
}

Result<void> take_listen(Config& config, const Setting& setting) {
    Result<std::vector<Endpoint>> endpoints = read_endpoints(setting.value);
    if (!endpoints) return endpoints.error();
    config.smtp.listen = *std::move(endpoints);
    return {};
}

Result<void> take_implicit_listen(Config& config, const Setting& setting) {
    Result<std::vector<Endpoint>> endpoints = read_endpoints(setting.value);
    if (!endpoints) return endpoints.error();
    config.smtp.tls.implicit_listen = *std::move(endpoints);
    return {};
}

Result<void> take_hostname(Config& config, const Setting& setting) {
    constexpr std::string_view what = "a host name, like \"mx.example.com\"";
    const Result<std::string> text = read_text(setting.value, what);
    if (!text) return text.error();
    const Result<model::DomainName> name = model::DomainName::parse(*text);
    if (!name) return unexpected(what, setting.value);
    config.smtp.hostname = *name;
    return {};
}

Result<void> take_protocol(Config& config, const Setting& setting) {
    constexpr std::string_view what = R"("smtp" or "lmtp")";
    const Result<std::string> text = read_text(setting.value, what);
    if (!text || (*text != "smtp" && *text != "lmtp")) return unexpected(what, setting.value);
    config.smtp.lmtp = *text == "lmtp";
    return {};
}

Result<void> take_proxy_from(Config& config, const Setting& setting) {
    Result<std::vector<model::IpNetwork>> networks = read_networks(setting.value);
    if (!networks) return networks.error();
    config.smtp.proxy_from = *std::move(networks);
    return {};
}

constexpr int kMinute = 60;
constexpr int kHour = 3'600;

// The least of each time still lets a slow test run; RFC 5321 section 4.5.3.2 names what real
// senders need, and the defaults keep to it.
constexpr std::array kFields{
    Field{"smtp.listen", take_listen},
    Field{"smtp.hostname", take_hostname},
    Field{"smtp.recipients", take_recipients, true},
    Field{"smtp.recipients.address", take_recipient_address, true},
    Field{"smtp.recipients.takes", take_recipient_takes, true},
    Field{"smtp.protocol", take_protocol},
    Field{"smtp.strict_line_ends", take_flag<&Smtp::strict_line_ends>},
    Field{"smtp.require_tls", take_flag<&Smtp::require_tls>},
    Field{"smtp.proxy_from", take_proxy_from},
    Field{"smtp.sessions", take_count<&Smtp::sessions, 1, 100'000>},
    Field{"smtp.sessions_per_address", take_count<&Smtp::sessions_per_address, 1, 100'000>},
    Field{"smtp.connections_per_minute", take_count<&Smtp::connections_per_minute, 1, 10'000'000>},
    Field{"smtp.mail_max", take_size<&Smtp::mail_max, 65'536, 1'024 * kMiB>},
    Field{"smtp.memory_max", take_size<&Smtp::memory_max, 65'536, 1'048'576 * kMiB>},
    Field{"smtp.space_min", take_size<&Smtp::space_min, 0, 1'048'576 * kMiB>},
    Field{"smtp.data_rate", take_count<&Smtp::data_rate, 1, 1'000'000>},
    Field{"smtp.early_talker_wait", take_time<&Smtp::early_talker_wait, 0, kMinute>},
    Field{"smtp.greeting", take_time<&Smtp::greeting, 1, kHour>},
    Field{"smtp.idle", take_time<&Smtp::idle, 1, kHour>},
    Field{"smtp.idle_busy", take_time<&Smtp::idle_busy, 1, kHour>},
    Field{"smtp.session", take_time<&Smtp::session, 1, 24 * kHour>},
    Field{"smtp.data", take_time<&Smtp::data, 1, 24 * kHour>},
    Field{"smtp.shutdown", take_time<&Smtp::shutdown, 0, kHour>},
    Field{"smtp.tls.certificate", take_tls_file<&Smtp::Tls::certificate>},
    Field{"smtp.tls.key", take_tls_file<&Smtp::Tls::key>},
    Field{"smtp.tls.implicit_listen", take_implicit_listen},
};

}  // namespace

std::span<const Field> smtp_fields() {
    return kFields;
}

}  // namespace sendpath::config
