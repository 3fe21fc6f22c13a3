#include "imap/credential.hpp"

#include "support/memory_wire.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

Result<Credential> get(CredentialSource& source) {
    Result<Credential> out = Error{Errc::io, "not run"};
    auto task = [&]() -> boost::asio::awaitable<void> { out = co_await source.get(); };
    test::run(task());
    return out;
}

TEST(Credential, IsReadAnewForEachLogin) {
    std::string file = "one";
    const auto password = password_from([&] { return Result<std::string>(file); });
    EXPECT_EQ(*get(*password), (Credential{"one", false}));
    file = "two";
    EXPECT_EQ(*get(*password), (Credential{"two", false}));
    const auto token = token_from([&] { return Result<std::string>(file); });
    EXPECT_EQ(*get(*token), (Credential{"two", true}));
    EXPECT_FALSE(password->can_renew());
    EXPECT_FALSE(token->can_renew());
}

TEST(Credential, ThatIsNotThereIsMissingWhateverTheReason) {
    const auto source =
        password_from([] { return Result<std::string>(Error{Errc::io, "cannot open x"}); });
    const Result<Credential> out = get(*source);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, Errc::missing_field);
    EXPECT_EQ(out.error().detail, "cannot open x");
}

}  // namespace
}  // namespace sendpath::imap
