#include "imap/capabilities.hpp"

#include <gtest/gtest.h>

namespace sendpath::imap {
namespace {

TEST(Capabilities, AreKnownInAnyCase) {
    const Capabilities some = Capabilities::of(" IMAP4rev1 Idle  AUTH=PLAIN auth=xoauth2 ");
    EXPECT_TRUE(some.has("IDLE"));
    EXPECT_TRUE(some.has("imap4REV1"));
    EXPECT_TRUE(some.has_login_by("plain"));
    EXPECT_TRUE(some.has_login_by("XOAUTH2"));
    EXPECT_FALSE(some.has("MOVE"));
    EXPECT_FALSE(some.has("IDL"));
    EXPECT_FALSE(some.has_login_by("OAUTHBEARER"));
    EXPECT_TRUE(Capabilities::of("  ").empty());
}

TEST(Capabilities, OfANewServerIncludeWhatItsStandardDoes) {
    EXPECT_TRUE(Capabilities::of("IMAP4rev2").has("MOVE"));
    EXPECT_FALSE(Capabilities::of("IMAP4rev2").has("CONDSTORE"));
    // To who speaks the old form it lists them itself.
    EXPECT_FALSE(Capabilities::of("IMAP4rev1 IMAP4rev2").has("MOVE"));
}

}  // namespace
}  // namespace sendpath::imap
