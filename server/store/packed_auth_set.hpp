#pragma once

#include "model/aggregate.hpp"
#include "store/packing.hpp"

#include <functional>

namespace sendpath::store {

/// Turns the word of a report into the store's word number and back; 0 is kNoWord in both.
using WordMap = std::function<std::uint64_t(model::Word)>;
using WordUnmap = std::function<model::Word(std::uint64_t)>;

/// An authentication set as auth_set.packed keeps it: the number of DKIM results, then for each
/// domain, selector, result, result text and human result; the same for SPF with scope in the place
/// of selector. Words are numbers of table `word`, 0 for absent. Equal sets pack equally.
void pack(const model::AuthSet& set, const WordMap& words, Packer& into);

/// Errors: bad_syntax (the octets are not what pack() writes).
[[nodiscard]] Result<model::AuthSet> unpack_auth_set(std::string_view packed,
                                                     const WordUnmap& words);

}  // namespace sendpath::store
