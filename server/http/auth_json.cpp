#include "http/auth_json.hpp"

namespace sendpath::http {

namespace json = boost::json;

json::value text_json(const model::Words& words, model::Word word) {
    return word == model::kNoWord ? json::value(nullptr) : json::value(words.text(word));
}

json::array dkim_json(const model::AuthSet& auth, const model::Words& words) {
    json::array array;
    for (const model::DkimAuth& each : auth.dkim)
        array.push_back(json::object{{"domain", text_json(words, each.domain)},
                                     {"selector", text_json(words, each.selector)},
                                     {"result", outcome_json(each.result, words, each.result_text)},
                                     {"human_result", text_json(words, each.human_result)}});
    return array;
}

json::array spf_json(const model::AuthSet& auth, const model::Words& words) {
    json::array array;
    for (const model::SpfAuth& each : auth.spf)
        array.push_back(json::object{{"domain", text_json(words, each.domain)},
                                     {"scope", filled(name(each.scope))},
                                     {"result", outcome_json(each.result, words, each.result_text)},
                                     {"human_result", text_json(words, each.human_result)}});
    return array;
}

}  // namespace sendpath::http
