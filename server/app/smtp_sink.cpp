#include "app/smtp_sink.hpp"

#include "app/reading.hpp"

#include <spdlog/spdlog.h>

#include <malloc.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace sendpath::app {
namespace {

std::vector<net::Endpoint> endpoints(const std::vector<config::Endpoint>& list) {
    std::vector<net::Endpoint> out;
    out.reserve(list.size());
    for (const config::Endpoint& each : list) out.push_back({each.address.str(), each.port});
    return out;
}

std::uint64_t mail_max(const config::Config& config) {
    return std::min(config.smtp.mail_max, config.limits.message);
}

smtp::Recipients recipients(const config::Smtp& smtp) {
    std::vector<smtp::Recipient> list;
    list.reserve(smtp.recipients.size());
    for (const config::Recipient& each : smtp.recipients)
        list.push_back({.local = each.local, .domain = each.domain, .takes = each.takes});
    return {sink_hostname(smtp), std::move(list)};
}

smtp::Patience patience(const config::Smtp& smtp) {
    return {.greeting = smtp.greeting,
            .idle = smtp.idle,
            .idle_busy = std::min(smtp.idle_busy, smtp.idle),
            .session = smtp.session,
            .data = smtp.data,
            .early_talker = smtp.early_talker_wait,
            .data_rate = smtp.data_rate};
}

/// "smtp://192.0.2.1:25", "smtps://[::1]:465"
std::vector<std::string> urls(const smtp::Server& sink, bool lmtp) {
    const std::string scheme = lmtp ? "lmtp" : "smtp";
    std::vector<std::string> out;
    for (const net::Endpoint& each : sink.endpoints())
        out.push_back(scheme + "://" + net::text(each));
    for (const net::Endpoint& each : sink.implicit_endpoints())
        out.push_back(scheme + "s://" + net::text(each));
    return out;
}

}  // namespace

model::DomainName sink_hostname(const config::Smtp& smtp) {
    if (!smtp.hostname.empty()) return smtp.hostname;
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) == 0)
        if (const auto parsed = model::DomainName::parse(name.data())) return *parsed;
    return *model::DomainName::parse("localhost");
}

smtp::Server::Settings smtp_settings(const config::Config& config) {
    const config::Smtp& smtp = config.smtp;
    return {.listen = endpoints(smtp.listen),
            .implicit_listen = endpoints(smtp.tls.implicit_listen),
            .rules = {.hostname = sink_hostname(smtp).str(),
                      .recipients = recipients(smtp),
                      .message_max = mail_max(config),
                      .protocol = smtp.lmtp ? smtp::Protocol::lmtp : smtp::Protocol::smtp,
                      .require_tls = smtp.require_tls},
            .patience = patience(smtp),
            .strict_line_ends = smtp.strict_line_ends,
            .sessions = smtp.sessions,
            .sessions_per_address = smtp.sessions_per_address,
            .connections_per_minute = smtp.connections_per_minute,
            .memory_max = smtp.memory_max,
            .proxy_from = smtp.proxy_from,
            .run = since_1970().count(),
            .certificate = smtp.tls.certificate,
            .key = smtp.tls.key};
}

bool is_storage_low(const config::Config& config) {
    const auto folder = std::filesystem::path(config.store.path).parent_path();
    struct statvfs disk{};
    if (statvfs(folder.empty() ? "." : folder.c_str(), &disk) != 0) return false;
    const std::uint64_t least = std::max(config.smtp.space_min, mail_max(config) * 3 / 2);
    return disk.f_bavail * disk.f_frsize < least;
}

http::SinkState sink_state(const smtp::Server& sink, const config::Config& config) {
    const smtp::Counters& counters = sink.counters();
    http::SinkState state{.listen = urls(sink, config.smtp.lmtp),
                          .accepting = sink.accepting() && !is_storage_low(config),
                          .sessions_open = static_cast<std::int64_t>(sink.open_sessions()),
                          .sessions_total = counters.sessions,
                          .tls_sessions = counters.tls_sessions,
                          .accepted = counters.accepted,
                          .accepted_octets = counters.accepted_octets,
                          .bare_line_feeds = counters.bare_line_feeds,
                          .refused = {},
                          .certificate_until = {}};
    for (std::size_t i = 0; i < smtp::kRefusals; ++i)
        if (counters.refused[i] > 0)
            state.refused.emplace_back(smtp::name(static_cast<smtp::Refusal>(i)),
                                       counters.refused[i]);
    if (const auto until = sink.certificate_until())
        state.certificate_until = time::date_time(*until);
    return state;
}

void announce(const smtp::Server& sink, const config::Config& config) {
    for (const std::string& url : urls(sink, config.smtp.lmtp))
        spdlog::info("the SMTP sink is at {}", url);
    if (config.smtp.recipients.empty())
        spdlog::info("smtp.recipients is empty: mail to any address is taken, from this machine");
    if (is_storage_low(config))
        spdlog::warn("the disk of {} has too little room: no mail is taken until it has more",
                     config.store.path);
}

void allow_many_files() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

// Left alone, the allocator raises the size from which it maps memory with each large piece that is
// freed, and keeps what it does not map: a message of 20 MiB would be held twice for good.
void give_large_memory_back() {
    constexpr int large = 256 << 10;  // octets
    // NOLINTNEXTLINE(concurrency-mt-unsafe): glibc takes the lock of its arena
    mallopt(M_MMAP_THRESHOLD, large);
}

}  // namespace sendpath::app
