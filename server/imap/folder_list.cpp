#include "imap/folder_list.hpp"

#include <algorithm>

namespace sendpath::imap {
namespace {

bool has(const Listed& folder, std::string_view attribute) {
    return std::ranges::find(folder.attributes, attribute) != folder.attributes.end();
}

}  // namespace

Step FolderList::begin() {
    return run(text(R"(LIST "" "*")").done());
}

bool FolderList::note(const Response& response) {
    const auto* listed = std::get_if<Listed>(&response);
    if (listed == nullptr) return true;
    if (trash_.empty() && has(*listed, "\\trash")) trash_ = listed->name;
    const bool holds_messages = !has(*listed, "\\noselect") && !has(*listed, "\\nonexistent");
    if (holds_messages && folders_.size() < kFoldersMax) folders_.push_back(listed->name);
    return true;
}

Step FolderList::ended() {
    if (running().is_ok()) return {.next = Next::done};
    return refused(Trouble::folder_refused, "listing the folders");
}

bool deletes_by_trash(const Capabilities& capabilities) {
    return capabilities.has("X-GM-EXT-1");
}

}  // namespace sendpath::imap
