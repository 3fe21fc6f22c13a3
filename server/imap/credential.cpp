#include "imap/credential.hpp"

#include <utility>

namespace sendpath::imap {
namespace {

/// A secret that stands somewhere as it is.
class Written final : public CredentialSource {
public:
    Written(SecretReader reader, bool is_token) : reader_(std::move(reader)), is_token_(is_token) {}

    boost::asio::awaitable<Result<Credential>> get() override {
        Result<std::string> secret = reader_();
        if (!secret) co_return Error{Errc::missing_field, secret.error().detail};
        co_return Credential{.secret = *std::move(secret), .is_token = is_token_};
    }

private:
    SecretReader reader_;
    bool is_token_;
};

}  // namespace

std::unique_ptr<CredentialSource> password_from(SecretReader reader) {
    return std::make_unique<Written>(std::move(reader), false);
}

std::unique_ptr<CredentialSource> token_from(SecretReader reader) {
    return std::make_unique<Written>(std::move(reader), true);
}

}  // namespace sendpath::imap
