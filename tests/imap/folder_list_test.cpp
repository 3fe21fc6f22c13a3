#include "imap/folder_list.hpp"

#include "imap/script.hpp"

namespace sendpath::imap {
namespace {

constexpr const char* kList = "C: S1 LIST \"\" \"*\"";
using Names = std::vector<std::string>;

TEST(FolderList, FindsTheTrashByItsUse) {
    Peer peer;
    FolderList list(peer);
    play(list,
         {kList, "S: * LIST (\\HasNoChildren) \"/\" INBOX",
          "S: * LIST (\\HasNoChildren \\Trash) \"/\" \"[Gmail]/Papierkorb\"",
          "S: * LIST (\\Trash) \"/\" Other", "S: S1 OK done", "DONE"},
         list.begin());
    EXPECT_EQ(list.trash(), "[Gmail]/Papierkorb");
}

TEST(FolderList, MayFindNoTrash) {
    Peer peer;
    FolderList list(peer);
    play(list, {kList, "S: * LIST () \"/\" Trash", "S: S1 OK done", "DONE"}, list.begin());
    EXPECT_EQ(list.trash(), "");
}

TEST(FolderList, U7_HasTheFoldersThatCanHoldMessages) {
    Peer peer;
    FolderList list(peer);
    play(list,
         {kList, "S: * LIST () \"/\" INBOX", "S: * LIST (\\Noselect) \"/\" \"[Gmail]\"",
          "S: * LIST (\\NonExistent) \"/\" Gone", "S: * LIST () \"/\" \"[Gmail]/All\"",
          "S: S1 OK done", "DONE"},
         list.begin());
    EXPECT_EQ(list.folders(), (Names{"INBOX", "[Gmail]/All"}));
}

TEST(FolderList, U7_KeepsSoMany) {
    Peer peer;
    FolderList list(peer);
    Script script{kList};
    for (std::size_t i = 0; i <= FolderList::kFoldersMax; ++i)
        script.push_back("S: * LIST () \"/\" F" + std::to_string(i));
    script.insert(script.end(), {"S: * LIST (\\Trash) \"/\" Bin", "S: S1 OK done", "DONE"});
    play(list, script, list.begin());
    EXPECT_EQ(list.folders().size(), FolderList::kFoldersMax);
    EXPECT_EQ(list.trash(), "Bin");
}

TEST(FolderList, MayBeRefused) {
    Peer peer;
    FolderList list(peer);
    play(list, {kList, "S: S1 NO not for you", "STOP folder_refused"}, list.begin());
}

TEST(DeletesByTrash, WhereDeletingLeavesTheMessage) {
    EXPECT_TRUE(deletes_by_trash(Capabilities::of("IMAP4rev1 X-GM-EXT-1")));
    EXPECT_FALSE(deletes_by_trash(Capabilities::of("IMAP4rev1 UIDPLUS MOVE")));
}

}  // namespace
}  // namespace sendpath::imap
