#pragma once

#include "analysis/verdict.hpp"

#include <initializer_list>
#include <utility>

namespace sendpath::test {

/// Evidence of a path that passes and fails so often, for a plain sender that nobody knows, on
/// enough days and with enough reporters to be steady.
inline analysis::PathEvidence evidence(
    std::int64_t passing,
    std::initializer_list<std::pair<analysis::FailureCause, std::int64_t>> causes) {
    analysis::PathEvidence made;
    made.both_aligned = passing;
    for (const auto& [cause, messages] : causes) {
        made.causes[static_cast<std::size_t>(cause)] += messages;
        made.failing += messages;
    }
    made.messages = made.passing() + made.failing;
    made.unvouched_messages = made.messages;
    made.days = 30;
    made.reporters = 5;
    made.sources = 1;
    return made;
}

}  // namespace sendpath::test
