#pragma once

#include "http/query_reader.hpp"

namespace sendpath::http {

/// A choice of all values of an enum that begins at 0, each by its word of the API. `kValues` grows
/// with the enum.
template <class Enum, std::size_t kValues>
[[nodiscard]] const std::array<QueryReader::Choice<Enum>, kValues>& choices_by_name() {
    static const auto all = [] {
        std::array<QueryReader::Choice<Enum>, kValues> made{};
        for (std::size_t i = 0; i < kValues; ++i) {
            const auto value = static_cast<Enum>(i);
            made.at(i) = {name(value), value};
        }
        return made;
    }();
    return all;
}

}  // namespace sendpath::http
