#include "imap/mailbox.hpp"

namespace sendpath::imap {

std::string_view name(Phase phase) {
    switch (phase) {
        case Phase::connecting: return "connecting";
        case Phase::working: return "working";
        case Phase::waiting: return "waiting";
        case Phase::backing_off: return "backing_off";
    }
    return {};
}

}  // namespace sendpath::imap
