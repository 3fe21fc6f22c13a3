#include "imap/token_command.hpp"

#include "imap/child_process.hpp"
#include "imap/one_at_a_time.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <fmt/format.h>

#include <sys/wait.h>

#include <algorithm>
#include <utility>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

Error no_token(std::string detail) {
    return {Errc::missing_field, "token_command: " + std::move(detail)};
}

/// The one line that was printed. None of it comes into an error: it may be half a token.
Result<Credential> token_in(std::string printed, const std::string& program) {
    while (printed.ends_with('\n') || printed.ends_with('\r')) printed.pop_back();
    if (printed.empty()) return no_token(program + " printed nothing");
    const auto is_odd = [](char c) { return c <= ' ' || c >= '\x7f'; };
    if (std::ranges::any_of(printed, is_odd))
        return no_token(program + " printed more than one word; it is to print the token alone");
    return Credential{.secret = std::move(printed), .is_token = true};
}

std::string ending(int status) {
    return WIFSIGNALED(status) ? fmt::format("was ended by signal {}", WTERMSIG(status))
                               : fmt::format("failed with exit status {}", WEXITSTATUS(status));
}

class TokenCommand final : public CredentialSource {
public:
    TokenCommand(std::vector<std::string> argv, TokenCommandLimits limits)
        : argv_(std::move(argv)), limits_(limits) {}

    asio::awaitable<Result<Credential>> get() override {
        auto entering = running_.enter();
        const OneAtATime::Turn turn = co_await std::move(entering);
        const auto executor = co_await asio::this_coro::executor;
        const std::string& program = argv_.front();
        auto started = ChildProcess::start(argv_, executor);
        if (!started) co_return no_token(started.error().detail);
        // Shared with the timer, which may ring when it has ended.
        const std::shared_ptr<ChildProcess> child = *std::move(started);
        auto rang = std::make_shared<bool>(false);
        asio::steady_timer deadline(executor, limits_.time);
        deadline.async_wait([child, rang](const boost::system::error_code& stopped) {
            if (stopped) return;
            *rang = true;
            child->kill();
        });
        std::string printed = co_await child->output(limits_.output);
        const bool too_much = printed.size() > limits_.output;
        if (too_much) child->kill();
        const int status = co_await child->ended();
        deadline.cancel();
        if (*rang)
            co_return Error{Errc::timeout,
                            fmt::format("token_command: {} did not end within {} s", program,
                                        std::chrono::duration<double>(limits_.time).count())};
        if (too_much)
            co_return no_token(fmt::format("{} printed over {} octets", program, limits_.output));
        if (status != 0) co_return no_token(program + ' ' + ending(status));
        co_return token_in(std::move(printed), program);
    }

private:
    std::vector<std::string> argv_;
    TokenCommandLimits limits_;
    OneAtATime running_;
};

}  // namespace

std::unique_ptr<CredentialSource> token_from_command(std::vector<std::string> argv,
                                                     TokenCommandLimits limits) {
    return std::make_unique<TokenCommand>(std::move(argv), limits);
}

}  // namespace sendpath::imap
