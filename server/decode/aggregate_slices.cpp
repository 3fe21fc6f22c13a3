#include "decode/aggregate_slices.hpp"

#include <algorithm>

namespace sendpath::decode {

using Kind = XmlToken::Kind;

Slices::Slices(std::string_view xml, std::size_t wanted, std::size_t most, const Limits& limits)
    : xml_(xml), wanted_(wanted), most_(most), limits_(limits), scanner_(xml) {
    const XmlToken root = scanner_.next();
    root_tag_ = root.all;
    root_name_ = root.name;
    if (root.kind == Kind::open) open_.push_back(root.name);
}

Slices::Slice Slices::next() {
    const std::size_t from = scanner_.position();
    while (!open_.empty()) {
        const std::size_t before = scanner_.position();
        const XmlToken token = scanner_.next();
        switch (token.kind) {
            case Kind::end:
            case Kind::cut: return {xml_.substr(from, before - from), true, true};
            case Kind::open: open(token.name); break;
            case Kind::close: close(token.name); break;
            default: break;
        }
        if (too_deep_) return {xml_.substr(from, 0), true, true};
        if (open_.empty()) return {xml_.substr(from, before - from), true, false};
        const std::size_t size = scanner_.position() - from;
        if ((open_.size() == 1 && size >= wanted_) || size > most_)
            return {xml_.substr(from, size), false, false};
    }
    return {xml_.substr(from, 0), true, false};
}

void Slices::open(std::string_view name) {
    open_.push_back(name);
    too_deep_ = open_.size() > limits_.xml_depth;
}

/// A tag that nothing closes ends with the element around it; an end tag of nothing is passed over.
void Slices::close(std::string_view name) {
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found != open_.rend()) open_.erase(found.base() - 1, open_.end());
}

}  // namespace sendpath::decode
