#include "imap/trash_search.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

constexpr const char* kList = "C: S1 LIST \"\" \"*\"";

TEST(TrashSearch, FindsTheFolderByItsUse) {
    Peer peer;
    TrashSearch search(peer);
    play(search,
         {kList, "S: * LIST (\\HasNoChildren) \"/\" INBOX",
          "S: * LIST (\\HasNoChildren \\Trash) \"/\" \"[Gmail]/Papierkorb\"",
          "S: * LIST (\\Trash) \"/\" Other", "S: S1 OK done", "DONE"},
         search.begin());
    EXPECT_EQ(search.folder(), "[Gmail]/Papierkorb");
}

TEST(TrashSearch, MayFindNone) {
    Peer peer;
    TrashSearch search(peer);
    play(search, {kList, "S: * LIST () \"/\" Trash", "S: S1 OK done", "DONE"}, search.begin());
    EXPECT_EQ(search.folder(), "");
}

TEST(TrashSearch, IsForServersWhereDeletingLeavesTheMessage) {
    EXPECT_TRUE(deletes_by_trash(Capabilities::of("IMAP4rev1 X-GM-EXT-1")));
    EXPECT_FALSE(deletes_by_trash(Capabilities::of("IMAP4rev1 UIDPLUS MOVE")));
}

}  // namespace
}  // namespace sendpath::imap
