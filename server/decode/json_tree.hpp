#pragma once

#include "base/result.hpp"
#include "decode/limits.hpp"
#include "model/reasons.hpp"

#include <boost/json/memory_resource.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string_view>

namespace sendpath::decode {

/// Memory for one JSON tree: throws std::bad_alloc once `limit` octets are in use.
class BoundedMemory final : public boost::json::memory_resource {
public:
    explicit BoundedMemory(std::size_t limit) : left_(limit) {}

private:
    void* do_allocate(std::size_t size, std::size_t alignment) override;
    void do_deallocate(void* at, std::size_t size, std::size_t alignment) override;
    bool do_is_equal(const memory_resource& other) const noexcept override {
        return this == &other;
    }

    std::size_t left_;
};

/// The outcome of parse_json(): a tree, or why there is none.
struct JsonTree {
    std::optional<boost::json::value> root;  ///< lives in the memory given to parse_json()
    std::size_t used = 0;                    ///< octets of the text up to the end of the value
    model::Held problem;  ///< where there is no root; `part` is left to the caller
};

/// Reads the JSON value that `text` begins with, within `memory` and limits.xml_depth.
[[nodiscard]] JsonTree parse_json(std::string_view text, const Limits& limits,
                                  BoundedMemory& memory);

}  // namespace sendpath::decode
