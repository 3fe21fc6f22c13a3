#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/http_access.hpp"
#include "app/imap_accounts.hpp"
#include "app/log.hpp"
#include "app/name_lookups.hpp"
#include "app/reading.hpp"
#include "app/retention_keeper.hpp"
#include "app/settings_reload.hpp"
#include "app/setup_state.hpp"
#include "app/shown_settings.hpp"
#include "app/smtp_sink.hpp"
#include "app/summary.hpp"
#include "app/trials.hpp"
#include "config/endpoint.hpp"
#include "http/server.hpp"
#include "imap/poller.hpp"
#include "ingest/digest_queue.hpp"
#include "ingest/intake.hpp"
#include "ingest/mailbox_book.hpp"
#include "store/reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <thread>

namespace sendpath::app {
namespace {

using namespace std::chrono_literals;
using config::ExitCode;
namespace asio = boost::asio;

constexpr int kReaders = 2;      // threads that ask the store
constexpr auto kFarewell = 5s;   // for requests that have begun when we are told to stop
constexpr auto kLastNames = 1s;  // for name servers that are being asked then

/// The rooms of a running server, lowest first, so that they end in the opposite order.
struct House {
    const analysis::PublicSuffixes& suffixes;
    std::unique_ptr<store::Writer> writer;
    store::Reader reader;
    asio::thread_pool packers;  // so that taking mail never waits for the reading of it
    ingest::Decoders decoders;
    ingest::Intake intake;
    ingest::MailboxBook mailboxes;
    ingest::Digester digester;

    House(const analysis::PublicSuffixes& list, std::unique_ptr<store::Writer> writing,
          store::Reader reading, const decode::Limits& limits)
        : suffixes(list),
          writer(std::move(writing)),
          reader(std::move(reading)),
          packers(std::max(1U, std::thread::hardware_concurrency())),
          decoders(std::max(1U, std::thread::hardware_concurrency())),
          intake(*writer, packers),
          mailboxes(*writer),
          digester(*writer, decoders, {limits, &suffixes}) {}
};

http::Server::Settings http_settings(const config::Config& config) {
    http::Server::Settings settings;
    for (const config::Endpoint& each : config.http.listen)
        settings.listen.push_back({each.address.str(), each.port});
    settings.base_path = config.http.base_path;
    settings.run = std::to_string(count(now()));
    settings.limits.body = config.limits.message;
    settings.access = http_access(config.http);
    return settings;
}

void tell_backlog(const ingest::Tally& tally) {
    spdlog::info("{}", summary(tally, "Read what an earlier run had taken:"));
}

/// Opens the sink's ports; null where smtp.listen names none. Errors: as smtp::Server::open().
Result<std::unique_ptr<smtp::Server>> open_sink(asio::io_context& io, const House& house,
                                                ingest::DigestQueue& digests,
                                                const config::Config& config) {
    if (config.smtp.listen.empty() && config.smtp.tls.implicit_listen.empty()) return nullptr;
    smtp::Server::Services services{
        .intake = &house.intake,
        .stored = [&digests](model::IntakeId id) { digests.push(id); },
        .storage_low = [&config] { return is_storage_low(config); },
        .now = now,
    };
    return smtp::Server::open(io, std::move(services), smtp_settings(config));
}

imap::Services poller_services(const House& house, ingest::DigestQueue& digests) {
    return {.intake = &house.intake,
            .book = &house.mailboxes,
            .stored = [&digests](model::IntakeId id) { digests.push(id); },
            .now = now};
}

/// What the API may ask and tell.
http::Services http_services(const House& house, ingest::DigestQueue& digests,
                             const smtp::Server* sink, imap::Poller& poller, NameLookups* names,
                             const config::Config& config, const http::SettingsState& shown,
                             const http::SetupState& setup) {
    http::Services services{.reader = &house.reader,
                            .suffixes = &house.suffixes,
                            .decoding = limits_of(config.limits),
                            .intake = &house.intake,
                            .digests = &digests,
                            .now = now,
                            .settings = [&shown] { return shown; },
                            .setup = [&setup] { return setup; },
                            .writer = house.writer.get()};
    if (sink != nullptr) services.sink = [sink, &config] { return sink_state(*sink, config); };
    if (names != nullptr) services.names = [names] { return names->counts(); };
    if (names != nullptr) services.questions = &names->questions();
    services.mailboxes = [&poller] {
        std::vector<http::MailboxState> states;
        for (const imap::Mailbox& each : poller.mailboxes()) states.push_back(mailbox_state(each));
        return states;
    };
    services.poll_mailbox = [&poller](std::int64_t id) { return poller.poll(id); };
    return services;
}

/// What is open to the world, and the work behind it.
struct Doors {
    http::Server& http;
    smtp::Server* smtp;  // null: no sink
    imap::Poller& imap;
    NameLookups* names;  // null: switched off
    ingest::DigestQueue& digests;
    RetentionKeeper& retention;
    SettingsReload& settings;
    http::SettingsState& shown;  // as the API tells them
    http::SetupState& setup;     // likewise
    asio::signal_set ends;
    asio::signal_set hangups;
};

/// In order: what lets mail in first, what reads it last.
asio::awaitable<void> stop_on_signal(Doors& doors, std::chrono::seconds sink_grace) {
    auto token = asio::use_awaitable;
    const int signal = co_await doors.ends.async_wait(token);
    spdlog::info("stopping (signal {})", signal);
    doors.retention.stop();
    if (doors.names != nullptr) co_await doors.names->finish(kLastNames);
    co_await doors.imap.finish(kFarewell);
    if (doors.smtp != nullptr) co_await doors.smtp->finish(sink_grace);
    co_await doors.http.finish(kFarewell);
    co_await doors.digests.finish(kFarewell);
    doors.hangups.cancel();
}

/// "a, b"; "none"
std::string listed(const std::vector<std::string>& keys) {
    return keys.empty() ? "none" : fmt::format("{}", fmt::join(keys, ", "));
}

/// Puts in force what can change while the server runs. What is wrong changes nothing.
void reload_settings(Doors& doors) {
    const Result<SettingsReload::News> news = doors.settings.read();
    if (!news)
        return spdlog::error("the settings stay as they were, since they are wrong now: {}",
                             news.error().detail);
    const http::SettingsState shown = shown_settings(news->config);
    doors.shown.retention = shown.retention;
    doors.shown.smtp.recipients = shown.smtp.recipients;
    doors.setup.addresses = setup_state(news->config).addresses;
    set_up_log(news->config.log);
    doors.retention.set(news->config.retention);
    if (doors.smtp != nullptr)
        doors.smtp->set_recipients(smtp_settings(news->config).rules.recipients);
    spdlog::info("the settings were read again; in force now: {}; after the next start: {}",
                 listed(news->at_once), listed(news->at_restart));
}

/// Conversations keep the certificate they began with.
void reload_certificate(smtp::Server& sink) {
    const Result<void> reloaded = sink.reload_certificate();
    if (reloaded)
        spdlog::info("smtp: the certificate was read again");
    else
        spdlog::error("smtp: the old certificate stays in use: {}", reloaded.error().detail);
}

/// Certificates are renewed and settings changed while the server runs; SIGHUP says so.
asio::awaitable<void> reload_on_signal(Doors& doors) {
    boost::system::error_code ended;
    auto token = asio::redirect_error(asio::use_awaitable, ended);
    for (;;) {
        co_await doors.hangups.async_wait(token);
        if (ended) co_return;
        if (doors.smtp != nullptr) reload_certificate(*doors.smtp);
        reload_settings(doors);
    }
}

/// Opens the doors, tells where they are, and serves until a signal ends it.
void run(asio::io_context& io, Doors& doors, const config::Config& config) {
    asio::co_spawn(io, stop_on_signal(doors, config.smtp.shutdown), asio::detached);
    asio::co_spawn(io, reload_on_signal(doors), asio::detached);
    doors.digests.start(tell_backlog);
    if (doors.smtp != nullptr) {
        doors.smtp->start();
        announce(*doors.smtp, config);
    }
    doors.imap.start();
    if (doors.names != nullptr) doors.names->start();
    doors.http.start();
    asio::co_spawn(io, doors.retention.run(), asio::detached);
    for (const net::Endpoint& each : doors.http.endpoints())
        spdlog::info("the dashboard is at http://{}{}", net::text(each), config.http.base_path);
    io.run();
}

}  // namespace

ExitCode serve(const config::Config& config, const config::Sources& sources,
               SettingsReload::Reread reread) {
    set_up_log(config.log);
    const auto suffixes = public_suffixes(config);
    if (!suffixes) {
        fmt::print(stderr, "sendpath: {}\n", suffixes.error().detail);
        return ExitCode::usage;
    }
    auto writer = store::Writer::open(config.store.path, our_domains(config), {}, &*suffixes);
    if (!writer) return store_failure(writer.error());
    if (const auto guarded = check_protected(config); !guarded) {
        fmt::print(stderr, "sendpath: {}\n", guarded.error().detail);
        return ExitCode::usage;
    }
    auto reader = store::Reader::open(config.store.path, kReaders);
    if (!reader) return store_failure(reader.error());
    House house(*suffixes, *std::move(writer), *std::move(reader), limits_of(config.limits));

    allow_many_files();
    give_large_memory_back();
    asio::io_context io(1);
    ingest::DigestQueue digests(io.get_executor(), house.digester);
    auto sink = open_sink(io, house, digests, config);
    if (!sink) {
        fmt::print(stderr, "sendpath: smtp: {}\n", sink.error().detail);
        return ExitCode::usage;
    }
    auto accounts = imap_accounts(config);
    if (!accounts) {
        fmt::print(stderr, "sendpath: {}\n", accounts.error().detail);
        return ExitCode::usage;
    }
    imap::Poller poller(io.get_executor(), *std::move(accounts), poller_services(house, digests));
    const auto names = name_lookups(io.get_executor(), config.dns, house.reader, *house.writer);
    http::SettingsState shown = shown_settings(config);
    http::SetupState setup = setup_state(config);
    auto services =
        http_services(house, digests, sink->get(), poller, names.get(), config, shown, setup);
    Trials trials(sink->get(), config);
    trials.put_into(services, digests);
    auto server = http::Server::open(io, std::move(services), http_settings(config));
    if (!server) {
        fmt::print(stderr, "sendpath: http.listen: {}\n", server.error().detail);
        return ExitCode::usage;
    }
    RetentionKeeper retention(io.get_executor(), *house.writer, config.retention);
    SettingsReload settings(sources, std::move(reread));
    Doors doors{.http = **server,
                .smtp = sink->get(),
                .imap = poller,
                .names = names.get(),
                .digests = digests,
                .retention = retention,
                .settings = settings,
                .shown = shown,
                .setup = setup,
                .ends = asio::signal_set(io, SIGINT, SIGTERM),
                .hangups = asio::signal_set(io, SIGHUP)};
    run(io, doors, config);
    return ExitCode::ok;
}

}  // namespace sendpath::app
