#include "app/mailbox_trial.hpp"

#include "app/imap_accounts.hpp"
#include "config/imap_account.hpp"
#include "imap/utf8.hpp"
#include "imap/walk.hpp"

#include <fmt/format.h>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace sendpath::app {
namespace {

namespace asio = boost::asio;
using asio::experimental::awaitable_operators::operator||;
using http::BadParameter;
using http::MailboxTried;

constexpr std::uint16_t kImplicitPort = 993;  // RFC 8314 section 7.3
constexpr std::uint16_t kClearPort = 143;     // RFC 9051 section 2.1

/// As if it stood in the settings.
Result<config::ImapAccount> described(const http::MailboxToTry& mailbox, std::string& wrong) {
    config::ImapAccount account;
    account.name = "trial";
    wrong = "host";
    Result<std::string> host = config::read_host(mailbox.host);
    if (!host) return host.error();
    account.host = *std::move(host);
    account.start_tls = mailbox.start_tls;
    account.port = mailbox.start_tls ? kClearPort : kImplicitPort;
    if (mailbox.port) account.port = static_cast<std::uint16_t>(*mailbox.port);
    account.user = mailbox.user;
    account.password.text = mailbox.password;
    if (!mailbox.folder.empty()) account.folders = {mailbox.folder};
    account.after = config::After::leave;
    if (mailbox.fingerprint.empty()) return account;
    wrong = "fingerprint";
    Result<std::string> fingerprint = config::read_fingerprint(mailbox.fingerprint);
    if (!fingerprint) return fingerprint.error();
    account.fingerprint = *std::move(fingerprint);
    return account;
}

Result<config::ImapAccount> wanted(const config::Config& config, const http::MailboxToTry& mailbox,
                                   std::string& wrong) {
    if (mailbox.name.empty()) return described(mailbox, wrong);
    wrong = "name";
    const auto found = std::ranges::find(config.imap, mailbox.name, &config::ImapAccount::name);
    if (found == config.imap.end())
        return Error{Errc::missing_field, "no account of [[imap]] has this name"};
    return *found;
}

asio::awaitable<std::optional<imap::Stumble>> give_up_later(std::chrono::milliseconds patience) {
    asio::steady_timer timer(co_await asio::this_coro::executor, patience);
    co_await timer.async_wait(asio::use_awaitable);
    co_return imap::Stumble{imap::Part::server,
                            {imap::Trouble::timed_out,
                             fmt::format("all of it took longer than {} s",
                                         std::chrono::ceil<std::chrono::seconds>(patience).count()),
                             {}}};
}

/// The part behind the last one that was done.
imap::Part after(std::optional<imap::Part> done) {
    if (!done) return imap::Part::credential;
    return *done == imap::Part::filing ? *done
                                       : static_cast<imap::Part>(static_cast<int>(*done) + 1);
}

}  // namespace

asio::awaitable<MailboxTried> try_mailbox(const config::Config& config, http::MailboxToTry mailbox,
                                          std::chrono::milliseconds patience) {
    MailboxTried tried;
    std::string wrong;
    const auto settings = wanted(config, mailbox, wrong);
    if (!settings) {
        tried.bad = BadParameter{wrong, settings.error().detail};
        co_return tried;
    }
    const Result<imap::Account> account = imap_account(*settings);
    if (!account) {
        tried.bad = BadParameter{"name", account.error().detail};
        co_return tried;
    }
    tried.server = url(*account);
    std::optional<imap::Part> done;
    const imap::Told told = [&](imap::Part part, std::string_view words) {
        done = part;
        tried.steps.push_back({name(part), imap::for_people(words)});
    };
    auto racing = walk(*account, told) || give_up_later(patience);
    const auto outcome = co_await std::move(racing);
    const bool late = outcome.index() == 1;
    const std::optional<imap::Stumble>& stumble =
        late ? std::get<1>(outcome) : std::get<0>(outcome);
    if (!stumble) co_return tried;
    tried.failed = {name(late ? after(done) : stumble->part),
                    imap::for_people(stumble->failure.detail)};
    tried.reason = name(stumble->failure.trouble);
    tried.advice = what_to_do(stumble->failure.trouble);
    co_return tried;
}

}  // namespace sendpath::app
