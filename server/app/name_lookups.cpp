#include "app/name_lookups.hpp"

#include "app/reading.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::app {
namespace {

dns::Servers servers_of(const config::Dns& settings) {
    dns::Servers servers;
    for (const config::Endpoint& each : settings.servers)
        servers.addresses.push_back(config::endpoint_text(each));
    servers.timeout = settings.timeout;
    return servers;
}

}  // namespace

NameLookups::NameLookups(boost::asio::any_io_executor executor, dns::Resolver questions,
                         const config::Dns& settings, const store::Reader& reader,
                         store::Writer& writer)
    : questions_(std::move(questions)),
      names_(std::move(executor),
             {.questions = &questions_, .reader = &reader, .writer = &writer, .now = now},
             {.per_second = settings.per_second}) {}

Result<std::unique_ptr<NameLookups>> NameLookups::open(boost::asio::any_io_executor executor,
                                                       const config::Dns& settings,
                                                       const store::Reader& reader,
                                                       store::Writer& writer) {
    Result<dns::Resolver> questions = dns::Resolver::open(executor, servers_of(settings));
    if (!questions) return questions.error();
    return std::unique_ptr<NameLookups>(
        new NameLookups(std::move(executor), *std::move(questions), settings, reader, writer));
}

boost::asio::awaitable<void> NameLookups::finish(std::chrono::milliseconds grace) {
    auto ending = names_.finish(grace);
    co_await std::move(ending);
    questions_.cancel();
}

std::unique_ptr<NameLookups> name_lookups(boost::asio::any_io_executor executor,
                                          const config::Dns& settings, const store::Reader& reader,
                                          store::Writer& writer) {
    if (!settings.enabled) return nullptr;
    auto opened = NameLookups::open(std::move(executor), settings, reader, writer);
    if (opened) return *std::move(opened);
    spdlog::warn("dns: names of sources are not looked up: {}", opened.error().detail);
    return nullptr;
}

}  // namespace sendpath::app
