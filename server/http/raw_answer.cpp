#include "http/raw_answer.hpp"

namespace sendpath::http {
namespace {

constexpr std::size_t kNameMax = 100;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

}  // namespace

std::string attachment(std::string_view name, std::string_view fallback) {
    std::string safe;
    for (const char c : name) {
        if (safe.size() == kNameMax) break;
        if (is_plain(c) || (c == '.' && !safe.empty() && safe.back() != '.'))
            safe += c;
        else if (c != '.' && !safe.empty() && safe.back() != '_')
            safe += '_';
    }
    while (!safe.empty() && (safe.back() == '.' || safe.back() == '_')) safe.pop_back();
    if (safe.empty()) safe = fallback;
    return "attachment; filename=\"" + safe + '"';
}

Answer original_answer(store::RawMessage raw, std::string_view fallback_name) {
    Answer answer;
    answer.type = "application/octet-stream";
    answer.fields.push_back({"Content-Disposition", attachment(raw.name, fallback_name)});
    answer.body = std::move(raw.trace) + raw.octets;
    return answer;
}

}  // namespace sendpath::http
