#include "smtp/refusal.hpp"

namespace sendpath::smtp {

std::string_view name(Refusal refusal) {
    switch (refusal) {
        case Refusal::unknown_recipient: return "unknown_recipient";
        case Refusal::relay_denied: return "relay_denied";
        case Refusal::too_many_recipients: return "too_many_recipients";
        case Refusal::too_large: return "too_large";
        case Refusal::bare_line_end: return "bare_line_end";
        case Refusal::too_many_received: return "too_many_received";
        case Refusal::storage_full: return "storage_full";
        case Refusal::memory_full: return "memory_full";
        case Refusal::storage_error: return "storage_error";
        case Refusal::too_many_sessions: return "too_many_sessions";
        case Refusal::too_many_per_address: return "too_many_per_address";
        case Refusal::too_fast: return "too_fast";
        case Refusal::too_many_errors: return "too_many_errors";
        case Refusal::pipelining: return "pipelining";
        case Refusal::not_smtp: return "not_smtp";
        case Refusal::timeout: return "timeout";
        case Refusal::tls_required: return "tls_required";
        case Refusal::tls_failed: return "tls_failed";
        case Refusal::bad_proxy_header: return "bad_proxy_header";
        case Refusal::early_talker: return "early_talker";
        case Refusal::bad_command: return "bad_command";
        case Refusal::shutting_down: return "shutting_down";
    }
    return "unknown";
}

}  // namespace sendpath::smtp
