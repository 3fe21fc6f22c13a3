#include "model/account_name.hpp"

#include <gtest/gtest.h>

namespace sendpath::model {
namespace {

TEST(AccountName, IsOneNameInAnyCase) {
    EXPECT_EQ(AccountName::parse("Ann.B@Example.com")->str(), "ann.b@example.com");
    EXPECT_EQ(AccountName::parse("a")->str(), "a");
    EXPECT_EQ(AccountName::parse("grafana_1-x+y")->str(), "grafana_1-x+y");
}

TEST(AccountName, HasLettersAndLengthsOfItsOwn) {
    EXPECT_EQ(AccountName::parse("").error().code, Errc::missing_field);
    EXPECT_TRUE(AccountName::parse(std::string(64, 'a')));
    EXPECT_EQ(AccountName::parse(std::string(65, 'a')).error().code, Errc::too_large);
    for (const char* text : {" ann", "ann ", "a n", "a/b", "a:b", "<b>", "ann\n", "\xc3\xa4nn"})
        EXPECT_EQ(AccountName::parse(text).error().code, Errc::bad_syntax) << text;
}

}  // namespace
}  // namespace sendpath::model
