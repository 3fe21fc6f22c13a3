#include "app/commands.hpp"
#include "app/imap_accounts.hpp"
#include "imap/walk.hpp"

#include <fmt/format.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>

namespace sendpath::app {
namespace {

using config::ExitCode;
namespace asio = boost::asio;

std::string known_accounts(const config::Config& config) {
    std::string out;
    for (const config::ImapAccount& each : config.imap)
        out += (out.empty() ? "" : ", ") + each.name;
    return out.empty() ? "there is none: add a table [[imap]] to the configuration"
                       : "there is: " + out;
}

}  // namespace

ExitCode test_imap(const config::CommandLine& line, const config::Config& config) {
    const auto settings = std::ranges::find(config.imap, line.account, &config::ImapAccount::name);
    if (settings == config.imap.end()) {
        fmt::print(stderr, "sendpath: no account {} in [[imap]]; {}\n", line.account,
                   known_accounts(config));
        return ExitCode::usage;
    }
    const Result<imap::Account> account = imap_account(*settings);
    if (!account) {
        fmt::print(stderr, "sendpath: {}\n", account.error().detail);
        return ExitCode::usage;
    }
    fmt::print("{}: {} as {}\n", account->name, url(*account), account->user);
    asio::io_context io(1);
    std::optional<imap::Stumble> stumble;
    std::exception_ptr thrown;
    const auto told = [](imap::Part /*part*/, std::string_view words) {
        fmt::print("  ok  {}\n", words);
        std::fflush(stdout);
    };
    asio::co_spawn(io, walk(*account, told),
                   [&](const std::exception_ptr& problem, std::optional<imap::Stumble> outcome) {
                       thrown = problem;
                       stumble = std::move(outcome);
                   });
    io.run();
    if (thrown) std::rethrow_exception(thrown);
    if (!stumble) {
        fmt::print("All is well. Nothing in the mailbox was changed.\n");
        return ExitCode::ok;
    }
    const imap::Failure& failure = stumble->failure;
    fmt::print("  NO  {}: {}\n      {}\n", name(failure.trouble), failure.detail,
               what_to_do(failure.trouble));
    return ExitCode::mailbox_failed;
}

}  // namespace sendpath::app
