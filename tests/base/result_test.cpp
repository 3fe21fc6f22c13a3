#include "base/result.hpp"

#include <gtest/gtest.h>

namespace sendpath {
namespace {

TEST(Error, IsToldFromOneRoomFurtherOut) {
    const Error inner{Errc::bad_syntax, "not a number"};
    const Error outer = inner.within("row/count").within("record 3");
    EXPECT_EQ(outer.code, Errc::bad_syntax);
    EXPECT_EQ(outer.detail, "record 3: row/count: not a number");
    EXPECT_EQ(inner.detail, "not a number");
}

TEST(Result, ThrowsItsSentenceWhenNobodyLooked) {
    const Result<int> nothing = Error{Errc::io, "disk is full"};
    try {
        static_cast<void>(nothing.value());
        FAIL() << "no exception";
    } catch (const std::runtime_error& problem) {
        EXPECT_STREQ(problem.what(), "disk is full");
    }
    EXPECT_EQ(Result<int>(7).value(), 7);
}

}  // namespace
}  // namespace sendpath
