#pragma once

#include "base/time.hpp"
#include "model/names.hpp"

#include <optional>
#include <string>
#include <vector>

namespace sendpath::store {

/// Report days, both ends included; an absent end is open.
struct Period {
    std::optional<Day> from;
    std::optional<Day> to;
};

/// What a page asks about. A domain stands for itself and every name below it; none for all.
struct Filter {
    std::vector<model::DomainName> domains;
    Period period;
};

/// Where the next page of a list starts: the sort key of the last row shown. Opaque to callers,
/// who hand back what they were given; a Position only fits the question it came from.
struct Position {
    std::vector<std::int64_t> key;
};

/// One page of a list.
template <class Row>
struct Page {
    std::vector<Row> rows;
    std::optional<Position> next;  ///< nullopt: this was the last page
};

}  // namespace sendpath::store
