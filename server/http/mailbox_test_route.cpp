#include "http/change.hpp"
#include "http/form.hpp"
#include "http/guard.hpp"
#include "http/json_parts.hpp"
#include "http/mailbox_tests.hpp"

#include <spdlog/spdlog.h>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::size_t kNameMax = 255;         // octets of an account's or folder's name
constexpr std::size_t kUserMax = 320;         // octets, a mail address at its longest
constexpr std::size_t kPasswordMax = 4'096;   // octets
constexpr std::size_t kFingerprintMax = 100;  // octets of 64 hex digits with colons between them
constexpr std::int64_t kPortMax = 65'535;

enum class Tls : std::uint8_t { implicit, start_tls };
constexpr std::array kTls{QueryReader::Choice<Tls>{"implicit", Tls::implicit},
                          QueryReader::Choice<Tls>{"starttls", Tls::start_tls}};

MailboxToTry read_mailbox(Form& form) {
    MailboxToTry mailbox;
    mailbox.name = form.line("name", kNameMax);
    mailbox.host = form.line("host", kNameMax);
    mailbox.port = form.integer("port", 1, kPortMax);
    const auto tls = form.choice("tls", kTls);
    mailbox.start_tls = tls == Tls::start_tls;
    mailbox.user = form.line("user", kUserMax);
    mailbox.password = form.line("password", kPasswordMax);
    mailbox.fingerprint = form.line("fingerprint", kFingerprintMax);
    mailbox.folder = form.line("folder", kNameMax);
    const bool described = !mailbox.host.empty() || mailbox.port || tls || !mailbox.user.empty() ||
                           !mailbox.password.empty() || !mailbox.fingerprint.empty() ||
                           !mailbox.folder.empty();
    if (!mailbox.name.empty() && described)
        form.fail("name", "stands alone: the settings have the rest");
    if (!mailbox.name.empty()) return mailbox;
    constexpr std::string_view why = "is missing: give an account, or the name of one";
    if (mailbox.host.empty()) form.fail("host", why);
    if (mailbox.user.empty()) form.fail("user", why);
    if (mailbox.password.empty()) form.fail("password", why);
    return mailbox;
}

json::object step_json(const MailboxTried::Step& step, std::string_view state) {
    json::object object;
    object["step"] = step.step;
    object["state"] = state;
    object["detail"] = step.detail;
    return object;
}

json::object tried_json(const MailboxTried& tried) {
    json::array steps;
    for (const MailboxTried::Step& each : tried.steps) steps.push_back(step_json(each, "done"));
    if (tried.failed) steps.push_back(step_json(*tried.failed, "failed"));
    json::object object;
    object["server"] = tried.server;
    object["ok"] = !tried.failed;
    object["steps"] = std::move(steps);
    object["reason"] = filled(tried.reason);
    object["advice"] = filled(tried.advice);
    return object;
}

}  // namespace

asio::awaitable<Answer> try_mailbox(const ChangeCall& call) {
    const Services& services = call.services;
    if (auto bad = any_parameter(call.request)) co_return *std::move(bad);
    if (services.mailbox_tests == nullptr) co_return problem(404, "no mailbox is read here");
    Form form(call.request);
    MailboxToTry mailbox = read_mailbox(form);
    if (auto bad = form.problem()) co_return *std::move(bad);
    if (const auto wait = services.mailbox_tests->enter(services.now()); wait.count() > 0)
        co_return come_later("too many mailboxes were tried just now", wait);

    auto trying = services.mailbox_tests->run(std::move(mailbox));
    const MailboxTried tried = co_await std::move(trying);
    if (tried.bad) co_return problem(*tried.bad);
    spdlog::info("the mailbox at {} was tried by {}: {}", tried.server,
                 call.caller.name.empty() ? "a token" : call.caller.name,
                 tried.failed ? tried.reason : "all is well");
    co_return json_answer({{"data", tried_json(tried)}});
}

}  // namespace sendpath::http
