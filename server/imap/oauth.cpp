#include "imap/oauth.hpp"

#include "imap/one_at_a_time.hpp"
#include "imap/token_endpoint.hpp"
#include "net/connect.hpp"
#include "net/tcp_wire.hpp"

#include <spdlog/spdlog.h>

#include <optional>
#include <utility>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

/// Asks the endpoint at `url` once. What goes wrong on the way to it may go well another time, a
/// certificate included: many a captive network answers in everybody's name.
asio::awaitable<Result<HttpAnswer>> post(HttpUrl url, std::string ca_file, std::string form,
                                         net::Wire::Time until) {
    Result<net::TlsTrust> trust = net::TlsTrust{};
    if (url.tls) trust = net::load_tls_trust(url.host, ca_file);
    if (!trust) co_return Error{Errc::io, trust.error().detail};
    auto found = co_await net::look_up(url.host, url.port, until);
    if (!found) co_return found.error();
    auto socket = co_await net::connect(*std::move(found), until);
    if (!socket) co_return socket.error();
    net::TcpWire wire(*std::move(socket), *trust);
    if (url.tls) {
        const Result<std::string> secured = co_await wire.start_tls(until);
        if (!secured) co_return secured.error();
    }
    auto posting = post_form(wire, std::move(url), std::move(form), until);
    co_return co_await std::move(posting);
}

Result<std::string> read(const SecretReader& reader) {
    if (!reader) return std::string();
    Result<std::string> secret = reader();
    if (!secret) return Error{Errc::missing_field, secret.error().detail};
    return *std::move(secret);
}

class OAuthSource final : public CredentialSource {
public:
    OAuthSource(OAuthGrant grant, std::function<net::Wire::Time()> now)
        : grant_(std::move(grant)), now_(std::move(now)) {}

    asio::awaitable<Result<Credential>> get() override {
        auto entering = asking_.enter();
        const OneAtATime::Turn turn = co_await std::move(entering);
        if (turn.waited() && failure_) co_return *failure_;
        if (!kept_ || now_() >= kept_->renew) {
            failure_.reset();
            const Result<void> asked = co_await ask();
            if (!asked) failure_ = asked.error().within(grant_.token_url);
            if (failure_) co_return *failure_;
        }
        co_return Credential{.secret = kept_->token, .is_token = true};
    }

    void refused(const Credential& credential) override {
        if (kept_ && kept_->token == credential.secret) kept_.reset();
    }

    [[nodiscard]] bool can_renew() const override { return true; }

private:
    struct Kept {
        std::string token;
        net::Wire::Time renew;  ///< from this moment on it is not given out
    };

    asio::awaitable<Result<void>> ask() {
        kept_.reset();
        const Result<HttpUrl> url = parse_http_url(grant_.token_url);
        if (!url) co_return url.error();
        const Result<TokenRequest> request = next_request();
        if (!request) co_return request.error();
        auto posting =
            post(*url, grant_.ca_file, form_of(*request), net::Wire::Clock::now() + grant_.time);
        const Result<HttpAnswer> answer = co_await std::move(posting);
        if (!answer)
            co_return Error{answer.error().code == Errc::timeout ? Errc::timeout : Errc::io,
                            answer.error().detail};
        Result<GivenToken> given = read_token(*answer, *request);
        if (!given) co_return given.error();
        const bool is_newer =
            !given->refresh_token.empty() && given->refresh_token != request->refresh_token;
        if (is_newer && !request->refresh_token.empty())
            replace_refresh_token(std::move(given->refresh_token));
        kept_ = Kept{std::move(given->token), now_() + given->lifetime - kRenewBefore};
        co_return Result<void>();
    }

    Result<TokenRequest> next_request() {
        const Result<std::string> client_secret = read(grant_.client_secret);
        if (!client_secret) return client_secret.error();
        const Result<std::string> refresh_token = read(grant_.refresh_token);
        if (!refresh_token) return refresh_token.error();
        if (*refresh_token != told_) newer_.clear();
        told_ = *refresh_token;
        return TokenRequest{.client_id = grant_.client_id,
                            .client_secret = *client_secret,
                            .refresh_token = newer_.empty() ? told_ : newer_,
                            .scope = grant_.scope};
    }

    void replace_refresh_token(std::string newer) {
        newer_ = std::move(newer);
        if (!grant_.keep_refresh_token) return;
        const Result<void> kept = grant_.keep_refresh_token(newer_);
        if (!kept)
            spdlog::warn("imap: the new refresh token is used, and could not be kept for later: {}",
                         kept.error().detail);
    }

    OAuthGrant grant_;
    std::function<net::Wire::Time()> now_;
    OneAtATime asking_;
    std::optional<Kept> kept_;
    std::optional<Error> failure_;  // of the last question
    std::string told_;              // the refresh token as `grant_` last read it
    std::string newer_;             // what came in its place
};

}  // namespace

std::unique_ptr<CredentialSource> token_by_oauth(OAuthGrant grant,
                                                 std::function<net::Wire::Time()> now) {
    return std::make_unique<OAuthSource>(std::move(grant), std::move(now));
}

}  // namespace sendpath::imap
