#include "imap/failure.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

Failure failure(CodeName code, std::string text) {
    const Status status{
        .condition = Condition::no, .code = {.name = code}, .text = std::move(text)};
    return failure_of(status, Trouble::login_refused, "login");
}

TEST(Failure, IsForNowWhereTheServerSaysSo) {  // I19
    EXPECT_EQ(failure(CodeName::authentication_failed, "wrong"),
              (Failure{Trouble::login_refused, "login: wrong", {}}));
    EXPECT_EQ(failure(CodeName::none, ""), (Failure{Trouble::login_refused, "login", {}}));
    for (const CodeName code : {CodeName::unavailable, CodeName::in_use, CodeName::limit})
        EXPECT_EQ(failure(code, "later").trouble, Trouble::unavailable);
    EXPECT_EQ(failure(CodeName::none, "Suggested Backoff Time: 7 milliseconds"),
              (Failure{Trouble::unavailable, "login: Suggested Backoff Time: 7 milliseconds",
                       std::chrono::milliseconds(7)}));
}

}  // namespace
}  // namespace sendpath::imap
