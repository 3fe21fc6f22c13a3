#include "analysis/key_book.hpp"

#include <gtest/gtest.h>

namespace sendpath::analysis {
namespace {

constexpr KeyBook::Sender kServer = 1;
constexpr KeyBook::Sender kForwarder = 2;
constexpr KeyBook::Sender kList = 3;
constexpr KeyBook::Sender kService = 4;
constexpr KeyName kOwn{"example.com", "s1"};
constexpr KeyName kNewsletter{"example.com", "k2"};
constexpr KeyName kNotTold{"example.com", ""};

/// A server, a forwarder that hands on its mail, a list that breaks its signatures, and a
/// newsletter service with a key of its own and a return path of its own.
KeyBook book() {
    KeyBook keys;
    keys.add(kOwn, kServer, {100, 99, 98});
    keys.add(kOwn, kForwarder, {500, 480, 0});
    keys.add(kOwn, kList, {50, 0, 0});
    keys.add(kNewsletter, kService, {1000, 1000, 0});
    return keys;
}

TEST(KeyBook, KnowsWhereAKeyIsAtHome) {
    const KeyBook keys = book();
    EXPECT_EQ(keys.home_elsewhere(kOwn, kForwarder), kServer);
    EXPECT_EQ(keys.home_elsewhere(kOwn, kServer), std::nullopt);
    EXPECT_EQ(keys.home_elsewhere(kNewsletter, kService), std::nullopt);
    EXPECT_EQ(keys.home_elsewhere(kNewsletter, kServer), std::nullopt);
    EXPECT_EQ(keys.home_elsewhere({"example.net", "s1"}, kForwarder), std::nullopt);
}

TEST(KeyBook, KnowsWhetherABrokenKeyPassesElsewhere) {
    const KeyBook keys = book();
    EXPECT_TRUE(keys.passes_elsewhere(kOwn, kList));
    EXPECT_TRUE(keys.passes_elsewhere(kOwn, kForwarder));
    EXPECT_FALSE(keys.passes_elsewhere(kOwn, kServer)) << "though it passes with the forwarder";
    EXPECT_FALSE(keys.passes_elsewhere(kNewsletter, kService));
    EXPECT_TRUE(keys.passes_elsewhere(kNewsletter, kList));
    EXPECT_FALSE(keys.passes_elsewhere({"example.com", "s9"}, kList));

    KeyBook dead;
    dead.add(kOwn, kList, {50, 0, 0});
    EXPECT_FALSE(dead.passes_elsewhere(kOwn, kServer)) << "it passes nowhere";
}

// Some reporters leave the selector out; what others tell of the same sender stands in.
TEST(KeyBook, TakesAKeyThatIsNotNamedForTheOneThatOthersTell) {
    KeyBook keys = book();
    keys.add(kNotTold, kService, {1000, 1000, 1000});  // says nothing about any key
    keys.add({"example.com", "z9"}, kForwarder, {5, 5, 0});
    keys.add({"example.com", "z9"}, kService, {5, 5, 5});
    EXPECT_EQ(keys.home_elsewhere(kNotTold, kForwarder), kServer) << "by its most frequent key";
    EXPECT_EQ(keys.home_elsewhere(kNotTold, kService), std::nullopt);
    EXPECT_EQ(keys.home_elsewhere(kNotTold, 99), std::nullopt);
    EXPECT_TRUE(keys.passes_elsewhere(kNotTold, kList));
    EXPECT_FALSE(keys.passes_elsewhere(kNotTold, kService));
    EXPECT_TRUE(keys.passes_elsewhere(kNotTold, 99)) << "any of the domain's";
}

}  // namespace
}  // namespace sendpath::analysis
