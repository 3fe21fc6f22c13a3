#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/reading.hpp"
#include "app/summary.hpp"
#include "config/endpoint.hpp"
#include "http/server.hpp"
#include "ingest/digester.hpp"
#include "ingest/intake.hpp"
#include "store/reader.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <thread>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;
using config::ExitCode;
namespace asio = boost::asio;

constexpr int kReaders = 2;     // threads that ask the store
constexpr auto kFarewell = 5s;  // for requests that have begun when we are told to stop

/// The rooms of a running server, lowest first, so that they end in the opposite order.
struct House {
    analysis::PublicSuffixes suffixes;
    std::unique_ptr<store::Writer> writer;
    store::Reader reader;
    asio::thread_pool decoders;
    ingest::Intake intake;
    ingest::Digester digester;

    House(analysis::PublicSuffixes list, std::unique_ptr<store::Writer> writing,
          store::Reader reading, const decode::Limits& limits)
        : suffixes(std::move(list)),
          writer(std::move(writing)),
          reader(std::move(reading)),
          decoders(std::max(1U, std::thread::hardware_concurrency())),
          intake(*writer, decoders),
          digester(*writer, decoders, {limits, &suffixes}) {}
};

http::Server::Settings http_settings(const config::Config& config) {
    http::Server::Settings settings;
    for (const config::Endpoint& each : config.http.listen)
        settings.listen.push_back({each.address.str(), each.port});
    settings.base_path = config.http.base_path;
    settings.run = std::to_string(count(now()));
    settings.limits.body = config.limits.message;
    return settings;
}

/// Who sets a retention expects it to be kept.
void warn_of_retention(const config::Retention& retention) {
    const config::Retention usual;
    if (retention.raw != usual.raw || retention.records != usual.records ||
        retention.failure_samples != usual.failure_samples)
        spdlog::warn("retention is set, but this version deletes nothing");
}

/// Mail that an earlier run took and did not finish.
asio::awaitable<void> finish_backlog(const ingest::Digester& digester) {
    const Result<ingest::Tally> tally = co_await digester.resume();
    if (!tally)
        spdlog::error("mail that waits could not be read: {}", tally.error().detail);
    else if (tally->mails > 0)
        spdlog::info("{}", summary(*tally, "Read what an earlier run had taken:"));
}

asio::awaitable<void> stop_on_signal(asio::signal_set& signals, http::Server& server) {
    auto token = asio::use_awaitable;
    const int signal = co_await signals.async_wait(token);
    spdlog::info("stopping (signal {})", signal);
    co_await server.finish(kFarewell);
}

}  // namespace

ExitCode serve(const config::Config& config) {
    auto suffixes = public_suffixes(config);
    if (!suffixes) {
        fmt::print(stderr, "sendpath: {}\n", suffixes.error().detail);
        return ExitCode::usage;
    }
    auto writer = store::Writer::open(config.store.path, our_domains(config), {});
    if (!writer) return store_failure(writer.error());
    auto reader = store::Reader::open(config.store.path, kReaders);
    if (!reader) return store_failure(reader.error());
    House house(*std::move(suffixes), *std::move(writer), *std::move(reader),
                limits_of(config.limits));

    asio::io_context io(1);
    const http::Services services{.reader = &house.reader,
                                  .suffixes = &house.suffixes,
                                  .decoding = limits_of(config.limits),
                                  .intake = &house.intake,
                                  .digester = &house.digester,
                                  .now = now};
    auto server = http::Server::open(io, services, http_settings(config));
    if (!server) {
        fmt::print(stderr, "sendpath: http.listen: {}\n", server.error().detail);
        return ExitCode::usage;
    }
    warn_of_retention(config.retention);
    asio::signal_set signals(io, SIGINT, SIGTERM);
    asio::co_spawn(io, stop_on_signal(signals, **server), asio::detached);
    asio::co_spawn(io, finish_backlog(house.digester), asio::detached);
    (*server)->start();
    for (const net::Endpoint& each : (*server)->endpoints())
        spdlog::info("the dashboard is at http://{}{}", net::text(each), config.http.base_path);
    io.run();
    return ExitCode::ok;
}

}  // namespace sendpath::app
