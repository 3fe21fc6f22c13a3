#include "imap/trash_search.hpp"

#include <algorithm>

namespace sendpath::imap {

Step TrashSearch::begin() {
    return run(text(R"(LIST "" "*")").done());
}

bool TrashSearch::note(const Response& response) {
    const auto* listed = std::get_if<Listed>(&response);
    if (listed && folder_.empty() &&
        std::ranges::find(listed->attributes, "\\trash") != listed->attributes.end())
        folder_ = listed->name;
    return true;
}

Step TrashSearch::ended() {
    if (running().is_ok()) return {.next = Next::done};
    return refused(Trouble::folder_refused, "listing the folders");
}

bool deletes_by_trash(const Capabilities& capabilities) {
    return capabilities.has("X-GM-EXT-1");
}

}  // namespace sendpath::imap
