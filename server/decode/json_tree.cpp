#include "decode/json_tree.hpp"

#include <boost/json/stream_parser.hpp>

#include <new>

namespace sendpath::decode {

// The library asks for no alignment beyond that of plain new, and gives memory back under another
// alignment than it asked for: so both are left out.
void* BoundedMemory::do_allocate(std::size_t size, std::size_t /*alignment*/) {
    if (size > left_) throw std::bad_alloc();
    void* const at = ::operator new(size);
    left_ -= size;
    return at;
}

void BoundedMemory::do_deallocate(void* at, std::size_t size, std::size_t /*alignment*/) {
    left_ += size;
    ::operator delete(at);
}

JsonTree parse_json(std::string_view text, const Limits& limits, BoundedMemory& memory) {
    using model::HeldReason;
    JsonTree tree;
    const auto fail = [&](HeldReason reason, std::string detail) {
        tree.problem = {reason, "JSON: " + std::move(detail), {}};
    };
    boost::json::parse_options options;
    options.max_depth = limits.xml_depth;
    options.allow_invalid_utf8 = true;  // repaired where a string is taken
    try {
        boost::json::stream_parser parser(&memory, options);
        parser.reset(&memory);
        boost::json::error_code error;
        tree.used = parser.write_some(text.data(), text.size(), error);
        if (!error && !parser.done()) parser.finish(error);
        if (error == boost::json::error::too_deep)
            fail(HeldReason::too_deep, "nested deeper than limits.xml_depth");
        else if (error)
            fail(HeldReason::bad_xml, error.message() + " at octet " + std::to_string(tree.used));
        if (!error) tree.root.emplace(parser.release());
    } catch (const std::bad_alloc&) {
        fail(HeldReason::too_many_elements, "its tree needs more than limits.tree");
    }
    return tree;
}

}  // namespace sendpath::decode
