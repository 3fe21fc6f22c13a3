#include "decode/xml_tree.hpp"

#include "decode/xml_elements.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <memory>

namespace sendpath::decode {
namespace {

/// Octets that the tree of this thread may still take; the largest value when no tree is parsed.
thread_local std::size_t room_left = SIZE_MAX;

// The library does not say how much it gives back, so each block remembers its size in front.
constexpr std::size_t kHeader = alignof(std::max_align_t);

struct Free {
    void operator()(char* block) const noexcept { std::free(block); }  // NOLINT: for a C interface
};

/// The library's pages are all of one size and above what malloc() hands out quickly: the last one
/// given back is kept for the next document.
struct Spare {
    static constexpr std::size_t kMost = 64U << 10U;  // octets
    std::unique_ptr<char, Free> block;
    std::size_t size = 0;
};
thread_local Spare spare;

void* allocate(std::size_t size) {
    if (size > room_left) return nullptr;
    auto* const block = spare.block && spare.size == size
                            ? spare.block.release()
                            : static_cast<char*>(std::malloc(size + kHeader));  // NOLINT: as above
    if (block == nullptr) return nullptr;
    std::memcpy(block, &size, sizeof size);
    if (room_left != SIZE_MAX) room_left -= size;
    return block + kHeader;
}

void release(void* pointer) {
    if (pointer == nullptr) return;
    auto* const block = static_cast<char*>(pointer) - kHeader;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    if (room_left != SIZE_MAX) room_left += size;
    if (size <= Spare::kMost) {
        spare.block.reset(block);
        spare.size = size;
    } else {
        Free{}(block);
    }
}

/// While one lives, the trees of this thread share `octets`.
class Budget {
public:
    explicit Budget(std::size_t octets) {
        [[maybe_unused]] static const bool installed = [] {
            pugi::set_memory_management_functions(allocate, release);
            return true;
        }();
        room_left = octets;
    }
    ~Budget() { room_left = SIZE_MAX; }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
};

constexpr std::size_t kOwnDepth = 8;  // no element of the standards stands deeper

constexpr unsigned kFlags = pugi::parse_minimal | pugi::parse_escapes | pugi::parse_cdata |
                            pugi::parse_trim_pcdata | pugi::parse_embed_pcdata;

}  // namespace

XmlTree::Outcome XmlTree::parse(std::string xml, const Limits& limits) {
    text_ = std::move(xml);
    const std::size_t size = text_.size();
    text_.append(kNameSlack, '\0');
    const std::size_t root_end = text_.find('>');
    has_attributes_ =
        root_end != std::string::npos && text_.find('=', root_end) != std::string::npos;
    {
        const Budget budget(limits.tree);
        result_ = document_.load_buffer_inplace(text_.data(), size, kFlags, pugi::encoding_utf8);
    }
    root_ = document_.document_element();
    if (result_.status == pugi::status_out_of_memory) return Outcome::over_budget;
    if (!result_ || !root_) return Outcome::malformed;
    const bool look = limits.xml_depth < kOwnDepth;
    return look && is_deeper(root_, limits.xml_depth) ? Outcome::too_deep : Outcome::sound;
}

std::string XmlTree::problem() const {
    return fmt::format("{} at octet {}", result_.description(), result_.offset);
}

bool is_deeper(pugi::xml_node node, std::size_t most) {
    if (most == 0) return true;
    std::size_t depth = 1;
    const pugi::xml_node top = node;
    while (true) {
        if (const pugi::xml_node child = node.first_child()) {
            node = child;
            if (child.type() == pugi::node_element && depth >= most) return true;
            ++depth;
            continue;
        }
        while (node != top && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (node == top) return false;
        node = node.next_sibling();
        if (node.type() == pugi::node_element && depth > most) return true;
    }
}

}  // namespace sendpath::decode
