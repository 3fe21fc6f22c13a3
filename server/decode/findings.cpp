#include "decode/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::decode {

void Findings::note(std::string_view code, std::string_view what, std::uint32_t record,
                    std::string_view value) {
    for (Finding& known : findings_) {
        if (known.code != code || known.what != what) continue;
        ++known.times;
        return;
    }
    findings_.push_back({code, what, record, 1, excerpt(value)});
}

bool Findings::has(std::string_view code) const {
    return std::ranges::any_of(findings_, [&](const Finding& each) { return each.code == code; });
}

std::vector<model::Warning> Findings::warnings() const {
    std::vector<model::Warning> out;
    out.reserve(findings_.size());
    for (const Finding& each : findings_) {
        std::string detail;
        if (each.record != 0) detail = fmt::format("record {}: ", each.record);
        detail += each.what;
        if (!each.value.empty()) detail += ": " + each.value;
        if (each.times > 1) detail += fmt::format(" (and {} more)", each.times - 1);
        out.push_back({std::string(each.code), std::move(detail)});
    }
    return out;
}

std::string excerpt(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string(text.substr(0, most)) + "...";
}

}  // namespace sendpath::decode
