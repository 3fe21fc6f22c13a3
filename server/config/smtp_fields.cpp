#include "config/smtp_fields.hpp"

#include "config/kinds.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1ULL << 20U;
constexpr std::string_view kAddress = "an address, like \"dmarc@reports.example.com\"";
constexpr std::string_view kTakes = R"(some of ["rua", "ruf", "tls"])";

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
    constexpr std::string_view what = R"(addresses or networks, like ["10.0.0.0/8", "::1"])";
    const Result<std::vector<std::string>> texts = read_list(setting.value, what);
    if (!texts) return texts.error();
    config.smtp.proxy_from.clear();
    for (const std::string& text : *texts) {
        const Result<model::IpNetwork> network = model::IpNetwork::parse(text);
        if (!network) return unexpected(what, text);
        config.smtp.proxy_from.push_back(*network);
    }
    return {};
}

// ---- recipients: texts, tables, or both

Result<Recipient> parse_recipient(const std::string& text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string::npos || at == 0) return unexpected(kAddress, text);
    const std::string_view local = std::string_view(text).substr(0, at);
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"'; };
    const Result<model::DomainName> domain = model::DomainName::parse(text.substr(at + 1));
    if (!domain || std::ranges::any_of(local, is_odd)) return unexpected(kAddress, text);
    return Recipient{.local = text::lowered(local), .domain = *domain, .takes = {}};
}

/// The recipient a table of the list is about.
Recipient& recipient_of(Config& config, const Setting& setting) {
    auto& all = config.smtp.recipients;
    if (all.size() <= *setting.element) all.resize(*setting.element + 1);
    return all[*setting.element];
}

Result<void> take_address(Config& config, const Setting& setting) {
    const Result<std::string> text = read_text(setting.value, kAddress);
    if (!text) return text.error();
    const Result<Recipient> parsed = parse_recipient(*text);
    if (!parsed) return parsed.error();
    if (!setting.element)
        return Error{Errc::bad_syntax, "stands in a table of the list smtp.recipients"};
    Recipient& recipient = recipient_of(config, setting);
    recipient.local = parsed->local;
    recipient.domain = parsed->domain;
    return {};
}

Result<void> take_recipients(Config& config, const Setting& setting) {
    if (setting.element) return take_address(config, setting);
    const Result<std::vector<std::string>> texts = read_list(setting.value, kAddress);
    if (!texts) return texts.error();
    std::vector<Recipient> recipients;
    for (const std::string& text : *texts) {
        const Result<Recipient> recipient = parse_recipient(text);
        if (!recipient) return recipient.error();
        recipients.push_back(*recipient);
    }
    config.smtp.recipients = std::move(recipients);
    return {};
}

Result<void> take_takes(Config& config, const Setting& setting) {
    const Result<std::vector<std::string>> words = read_list(setting.value, kTakes);
    if (!words) return words.error();
    if (!setting.element)
        return Error{Errc::bad_syntax, "stands in a table of the list smtp.recipients"};
    model::Takes takes = model::kTakesNothing;
    for (const std::string& word : *words) {
        if (word == "rua")
            takes.rua = true;
        else if (word == "ruf")
            takes.ruf = true;
        else if (word == "tls")
            takes.tls = true;
        else
            return unexpected(kTakes, word);
    }
    if (takes == model::kTakesNothing) return unexpected(kTakes, setting.value);
    recipient_of(config, setting).takes = takes;
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
    Field{"smtp.recipients.address", take_address, true},
    Field{"smtp.recipients.takes", take_takes, true},
    Field{"smtp.protocol", take_protocol},
    Field{"smtp.strict_line_ends", take_flag<&Smtp::strict_line_ends>},
    Field{"smtp.require_tls", take_flag<&Smtp::require_tls>},
    Field{"smtp.proxy_from", take_proxy_from},
    Field{"smtp.sessions", take_count<&Smtp::sessions, 1, 100'000>},
    Field{"smtp.sessions_per_address", take_count<&Smtp::sessions_per_address, 1, 100'000>},
    Field{"smtp.connections_per_minute", take_count<&Smtp::connections_per_minute, 1, 10'000'000>},
    Field{"smtp.mail_max", take_size<&Smtp::mail_max, 65'536, 1'024 * kMiB>},
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

std::vector<Contradiction> contradictions(const Config& config) {
    std::vector<Contradiction> out;
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
    if (smtp.tls.certificate.empty() != smtp.tls.key.empty())
        out.push_back({smtp.tls.key.empty() ? "smtp.tls.certificate" : "smtp.tls.key",
                       "certificate and key go together; set both or none"});
    if (smtp.tls.certificate.empty() && !smtp.tls.implicit_listen.empty())
        out.push_back({"smtp.tls.implicit_listen", "TLS needs a certificate and a key"});
    if (smtp.tls.certificate.empty() && smtp.require_tls)
        out.push_back({"smtp.require_tls", "TLS needs a certificate and a key"});
    return out;
}

}  // namespace sendpath::config
