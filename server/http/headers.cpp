#include "http/headers.hpp"

#include "http/gzip.hpp"
#include "http/request.hpp"

#include <algorithm>

namespace sendpath::http {
namespace {

constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
// What is no page of ours may do nothing at all, even where a browser shows it as one.
constexpr std::string_view kOtherPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

bool is_text(std::string_view type) {
    return type.starts_with("text/") || type.find("json") != std::string_view::npos;
}

}  // namespace

void add_security_fields(Answer& answer) {
    const bool page = answer.type.starts_with("text/html");
    answer.fields.push_back(
        {"Content-Security-Policy", std::string(page ? kPagePolicy : kOtherPolicy)});
    answer.fields.push_back({"X-Content-Type-Options", "nosniff"});
    answer.fields.push_back({"X-Frame-Options", "DENY"});
    answer.fields.push_back({"Referrer-Policy", "no-referrer"});
    answer.fields.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    answer.fields.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
    answer.fields.push_back({"Permissions-Policy", "camera=(), geolocation=(), microphone=()"});
    if (field(answer, "Cache-Control").empty())
        answer.fields.push_back({"Cache-Control", "no-store"});
}

void compress(Answer& answer, std::string_view accept_encoding) {
    if (answer.body.size() < kGzipMin || !is_text(answer.type) ||
        !field(answer, "Content-Encoding").empty())
        return;
    answer.fields.push_back({"Vary", "Accept-Encoding"});
    if (!accepts_coding(accept_encoding, "gzip")) return;
    std::optional<std::string> smaller = gzipped(answer.body);
    if (!smaller || smaller->size() >= answer.body.size()) return;
    answer.body = *std::move(smaller);
    answer.fields.push_back({"Content-Encoding", "gzip"});
}

std::string_view field(const Answer& answer, std::string_view name) {
    const auto found = std::ranges::find(answer.fields, name, &Answer::Field::name);
    return found == answer.fields.end() ? std::string_view() : std::string_view(found->value);
}

}  // namespace sendpath::http
