#include "config/dns_fields.hpp"

#include "config/kinds.hpp"

#include <array>

namespace sendpath::config {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMostQuestions = 1'000;  // a second
constexpr std::size_t kMostServers = 8;
constexpr std::uint16_t kPort = 53;  // RFC 1035 section 4.2

Result<void> take_enabled(Config& config, const Setting& setting) {
    const Result<bool> flag = read_flag(setting.value);
    if (!flag) return flag.error();
    config.dns.enabled = *flag;
    return {};
}

/// An address alone means the usual port.
Result<Endpoint> server_of(const std::string& text) {
    if (const auto address = model::IpAddress::parse(text)) return Endpoint{*address, kPort};
    return parse_endpoint(text);
}

Result<void> take_servers(Config& config, const Setting& setting) {
    constexpr std::string_view what =
        R"(up to 8 addresses, like ["192.0.2.53", "[2001:db8::53]:5353"])";
    const Result<std::vector<std::string>> texts = read_list(setting.value, what);
    if (!texts) return texts.error();
    if (texts->size() > kMostServers) return unexpected(what, setting.value);
    std::vector<Endpoint> servers;
    for (const std::string& text : *texts) {
        const Result<Endpoint> server = server_of(text);
        if (!server || server->port == 0) return unexpected(what, text);
        servers.push_back(*server);
    }
    config.dns.servers = std::move(servers);
    return {};
}

Result<void> take_per_second(Config& config, const Setting& setting) {
    const Result<std::uint64_t> count = read_count(setting.value, 1, kMostQuestions);
    if (!count) return count.error();
    config.dns.per_second = *count;
    return {};
}

Result<void> take_timeout(Config& config, const Setting& setting) {
    const Result<std::chrono::seconds> time = read_time(setting.value, 1s, 30s);
    if (!time) return time.error();
    config.dns.timeout = *time;
    return {};
}

constexpr std::array kFields{
    Field{"dns.enabled", take_enabled},
    Field{"dns.servers", take_servers},
    Field{"dns.per_second", take_per_second},
    Field{"dns.timeout", take_timeout},
};

}  // namespace

std::span<const Field> dns_fields() {
    return kFields;
}

}  // namespace sendpath::config
