#include "http/login.hpp"

#include "base/password.hpp"
#include "base/secret_text.hpp"
#include "base/text.hpp"
#include "http/client_address.hpp"
#include "http/credentials.hpp"
#include "http/form.hpp"
#include "http/guard.hpp"
#include "store/await_write.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

Answer busy() {
    Answer answer = problem(503, "too many logins at one time; try again");
    answer.fields.push_back({"Retry-After", "1"});
    return answer;
}

/// What failures are counted by: names that cannot be are as good as others, up to their length.
std::string name_key(std::string_view name) {
    return text::lowered(name.substr(0, model::AccountName::kMax));
}

/// Counts as long as it lives.
class Counted {
public:
    explicit Counted(std::size_t& count) : count_(count) { ++count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --count_; }

private:
    std::size_t& count_;
};

}  // namespace

Login::Login(const Services& services)
    : services_(services), decoy_(decoy_password()), threads_(kThreads) {}

asio::awaitable<Answer> Login::log_in(const Request& request) {
    Form form(request);
    Given given{.name = form.text("name"), .password = form.text("password")};
    if (auto bad = form.problem()) co_return *std::move(bad);
    if (auto bad = any_parameter(request)) co_return *std::move(bad);

    const Seconds now = services_.now();
    const std::string address = address_key(request.client);
    const std::string name = name_key(given.name);
    const auto wait = std::max(addresses_.wait(address, now), names_.wait(name, now));
    if (wait > 0s) co_return come_later("too many failed logins", wait);
    if (tries_ >= kTriesMax) co_return busy();
    addresses_.count(address, now);
    names_.count(name, now);
    const Counted counted(tries_);
    Answer answer = co_await try_in(request, std::move(given));
    if (answer.status == 200) {
        addresses_.forgive(address);
        names_.forgive(name);
    }
    co_return answer;
}

asio::awaitable<Answer> Login::try_in(const Request& request, Given given) {
    auto account = co_await account_of(given);
    if (!account) co_return store_problem(account.error());
    if (!*account) {
        spdlog::warn("a login from {} failed (request {})", request.client.str(), request.id);
        co_return unknown_caller("the name or the password is wrong", false);
    }
    co_return co_await open_session(request, std::move(**account));
}

/// The account whose password was given. What is looked up is always compared, and where nothing
/// was found, so is a decoy.
asio::awaitable<Result<std::optional<store::AccountRow>>> Login::account_of(const Given& given) {
    std::optional<store::Login> known;
    if (const auto name = model::AccountName::parse(given.name)) {
        auto question = [name = *name](sqlite3& db) { return store::find_login(db, name); };
        auto found = co_await services_.reader->ask(std::move(question));
        if (!found) co_return found.error();
        known = *std::move(found);
    }
    const std::string& stored = known ? known->password : decoy_;
    auto compare = [&given, &stored] {
        return is_password(std::string_view(given.password).substr(0, kPasswordMax), stored);
    };
    const bool right = co_await net::offload(threads_, std::move(compare));
    if (!right || !known || given.password.size() > kPasswordMax)
        co_return std::optional<store::AccountRow>();
    co_return std::optional(std::move(known->account));
}

asio::awaitable<Answer> Login::open_session(const Request& request, store::AccountRow account) {
    const std::string secret = random_secret();
    const std::string csrf = random_secret();
    const auto before = cookie(request.cookie, kSessionCookie);
    auto work = [&](store::Ledger& ledger) {
        if (before) ledger.accounts().close_session(whole_digest_of(*before));
        ledger.accounts().open_session({.account = account.id,
                                        .digest = whole_digest_of(secret),
                                        .csrf = csrf,
                                        .now = services_.now()});
    };
    const Result<void> stored = co_await store::written(*services_.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    spdlog::info("{} logged in from {}", account.name, request.client.str());
    Answer answer = me_answer({.by = Caller::By::session,
                               .account = account.id,
                               .name = account.name,
                               .role = account.role,
                               .csrf = csrf});
    answer.fields.push_back({"Set-Cookie", session_cookie(secret)});
    co_return answer;
}

asio::awaitable<Answer> Login::log_out(const Caller& caller) {
    if (caller.by != Caller::By::session) co_return problem(403, "there is no session to end");
    auto work = [&caller](store::Ledger& ledger) {
        ledger.accounts().close_session(caller.session);
    };
    const Result<void> stored = co_await store::written(*services_.writer, std::move(work));
    if (!stored) co_return not_stored(stored.error());
    Answer answer = me_answer({.name = {}, .csrf = {}});
    answer.fields.push_back({"Set-Cookie", session_cookie({})});
    co_return answer;
}

}  // namespace sendpath::http
