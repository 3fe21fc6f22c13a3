#include "analysis/fill_in.hpp"

#include <algorithm>

namespace sendpath::analysis {

std::string fill_in(std::string_view text, Blanks values) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        out += text.substr(0, open);
        if (close == std::string_view::npos) {
            if (open != std::string_view::npos) out += text.substr(open);
            break;
        }
        const std::string_view name = text.substr(open + 1, close - open - 1);
        const auto found =
            std::ranges::find(values, name, [](const auto& each) { return each.first; });
        out += found == values.end() ? text.substr(open, close - open + 1)
                                     : std::string_view(found->second);
        text.remove_prefix(close + 1);
    }
    return out;
}

bool has_blank(std::string_view text) {
    const std::size_t open = text.find('{');
    return open != std::string_view::npos && text.find('}', open) != std::string_view::npos;
}

}  // namespace sendpath::analysis
