#include "imap/part.hpp"

namespace sendpath::imap {

std::string_view name(Part part) {
    switch (part) {
        case Part::credential: return "credential";
        case Part::look_up: return "look_up";
        case Part::connection: return "connection";
        case Part::tls: return "tls";
        case Part::login: return "login";
        case Part::server: return "server";
        case Part::folders: return "folders";
        case Part::folder: return "folder";
        case Part::filing: return "filing";
    }
    return {};
}

Part part_of_arrival(Trouble trouble) {
    const bool of_tls = trouble == Trouble::no_start_tls || trouble == Trouble::preauth_in_clear ||
                        trouble == Trouble::tls_failed || trouble == Trouble::certificate_refused;
    return of_tls ? Part::tls : Part::login;
}

}  // namespace sendpath::imap
