#pragma once

#include "http/json_parts.hpp"
#include "model/aggregate.hpp"

namespace sendpath::http {

/// A text of a report, null for kNoWord.
[[nodiscard]] boost::json::value text_json(const model::Words& words, model::Word word);

/// The word of the standards, or what stood there instead; null when nothing did.
template <class Outcome>
[[nodiscard]] boost::json::value outcome_json(Outcome outcome, const model::Words& words,
                                              model::Word as_it_came) {
    if (as_it_came != model::kNoWord) return text_json(words, as_it_came);
    return filled(name(outcome));
}

/// domain, selector, result, human_result of each signature.
[[nodiscard]] boost::json::array dkim_json(const model::AuthSet& auth, const model::Words& words);
/// domain, scope, result, human_result of each check.
[[nodiscard]] boost::json::array spf_json(const model::AuthSet& auth, const model::Words& words);

}  // namespace sendpath::http
