#include "smtp/memory_budget.hpp"

#include <gtest/gtest.h>

namespace sendpath::smtp {
namespace {

TEST(MemoryBudget, IsSharedAndGivenBack) {  // S41
    MemoryBudget budget(100);
    {
        MemoryBudget::Share one(budget);
        MemoryBudget::Share other(budget);
        EXPECT_TRUE(one.set(60));
        EXPECT_TRUE(other.set(40));
        EXPECT_FALSE(other.set(41));
        EXPECT_EQ(budget.used(), 60U) << "who finds no room holds nothing";
        EXPECT_TRUE(one.set(100));
        EXPECT_FALSE(other.set(1));
        EXPECT_TRUE(one.set(0));
        EXPECT_TRUE(other.set(100));
    }
    EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace sendpath::smtp
