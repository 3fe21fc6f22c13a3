#include "dns/questions.hpp"

#include <ares.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;

// Types of records. Source: RFC 1035 section 3.2.2; RFC 3596 section 2.1.
constexpr int kA = 1;
constexpr int kNs = 2;
constexpr int kPtr = 12;
constexpr int kMx = 15;
constexpr int kTxt = 16;
constexpr int kAaaa = 28;

/// What came of a question.
struct Answer {
    int status = ARES_ECANCELLED;
    std::string octets;
};

/// Shared with the channel: an answer may come when who asked has been cancelled.
struct Waiting {
    explicit Waiting(const asio::any_io_executor& executor) : done(executor) {
        done.expires_at(asio::steady_timer::time_point::max());
    }

    asio::steady_timer done;  // never due; cancelled by the answer
    bool answered = false;
    Answer answer;
};

asio::awaitable<Answer> ask(Channel& channel, std::string name, int type) {
    auto waiting = std::make_shared<Waiting>(co_await asio::this_coro::executor);
    channel.ask(name, type, [waiting](int status, std::string_view octets) {
        waiting->answered = true;
        waiting->answer = {status, std::string(octets)};
        waiting->done.cancel();
    });
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    if (!waiting->answered) co_await waiting->done.async_wait(token);
    co_return std::move(waiting->answer);
}

/// The answer as `read` reads it, with what it is about in its error.
template <class Read>
auto read_answer(const Answer& answer, std::string_view name, Read read)
    -> decltype(read(answer.octets)) {
    if (answer.status != ARES_SUCCESS) return error_of(answer.status).within(name);
    auto found = read(answer.octets);
    if (!found) return found.error().within(name);
    return found;
}

}  // namespace

Resolver::Resolver(Channel channel) : channel_(std::move(channel)) {}

Result<Resolver> Resolver::open(asio::any_io_executor executor, const Servers& servers) {
    Result<Channel> channel = Channel::open(std::move(executor), servers);
    if (!channel) return channel.error();
    return Resolver(*std::move(channel));
}

asio::awaitable<Result<std::vector<model::DomainName>>> Resolver::reverse(
    model::IpAddress address) {
    const std::string name = pointer_name(address);
    const Answer answer = co_await ask(channel_, name, kPtr);
    co_return read_answer(answer, name, read_pointers);
}

asio::awaitable<Result<std::vector<model::IpAddress>>> Resolver::forward(model::DomainName name,
                                                                         Family family) {
    const bool v4 = family == Family::v4;
    const int type = v4 ? kA : kAaaa;
    const Answer answer = co_await ask(channel_, name.str(), type);
    co_return read_answer(answer, name.str(), v4 ? read_addresses_v4 : read_addresses_v6);
}

asio::awaitable<Result<std::vector<MailExchanger>>> Resolver::mail_exchangers(
    model::DomainName name) {
    const Answer answer = co_await ask(channel_, name.str(), kMx);
    co_return read_answer(answer, name.str(), read_exchangers);
}

asio::awaitable<Result<std::vector<std::string>>> Resolver::texts(model::DomainName name) {
    const Answer answer = co_await ask(channel_, name.str(), kTxt);
    co_return read_answer(answer, name.str(), read_texts);
}

// Every server knows the root, or says that it does not.
asio::awaitable<bool> Resolver::is_answered() {
    const Answer answer = co_await ask(channel_, ".", kNs);
    co_return was_answered(answer.status);
}

}  // namespace sendpath::dns
