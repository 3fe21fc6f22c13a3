#include "imap/failure.hpp"

#include "imap/advice.hpp"

namespace sendpath::imap {
namespace {

bool is_for_now(CodeName code) {
    return code == CodeName::unavailable || code == CodeName::in_use || code == CodeName::limit;
}

}  // namespace

std::string_view name(Trouble trouble) {
    switch (trouble) {
        case Trouble::no_start_tls: return "no_start_tls";
        case Trouble::preauth_in_clear: return "preauth_in_clear";
        case Trouble::login_disabled: return "login_disabled";
        case Trouble::no_way_to_log_in: return "no_way_to_log_in";
        case Trouble::login_refused: return "login_refused";
        case Trouble::unavailable: return "unavailable";
        case Trouble::said_bye: return "said_bye";
        case Trouble::folder_missing: return "folder_missing";
        case Trouble::folder_refused: return "folder_refused";
        case Trouble::not_understood: return "not_understood";
    }
    return {};
}

Failure failure_of(const Status& status, Trouble otherwise, std::string_view what) {
    Failure failure{.trouble = otherwise,
                    .detail = std::string(what),
                    .back_off = suggested_back_off(status.text)};
    if (!status.text.empty()) failure.detail += ": " + status.text;
    if (failure.back_off || is_for_now(status.code.name)) failure.trouble = Trouble::unavailable;
    return failure;
}

}  // namespace sendpath::imap
