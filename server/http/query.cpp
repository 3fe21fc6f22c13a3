#include "http/query.hpp"

#include <boost/url/params_view.hpp>
#include <boost/url/parse_query.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

Result<Query> Query::parse(std::string_view text) {
    const boost::urls::string_view encoded_text(text.data(), text.size());
    const auto encoded = boost::urls::parse_query(encoded_text);
    if (text.empty()) return Query();
    if (!encoded) return Error{Errc::bad_syntax, "not a query string"};
    if (encoded->size() > kParametersMax) return Error{Errc::too_large, "too many parameters"};
    boost::urls::encoding_opts options;
    options.space_as_plus = true;
    Query query;
    for (const auto& each : boost::urls::params_view(encoded_text, options)) {
        if (each.key.empty() && each.value.empty()) continue;  // "a=b&"
        if (std::ranges::any_of(each.key, is_control) ||
            std::ranges::any_of(each.value, is_control))
            return Error{Errc::bad_syntax, "a control character in the query string"};
        query.parameters_.push_back({each.key, each.value});
    }
    return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
    const auto found = std::ranges::find(parameters_, name, &Parameter::name);
    if (found == parameters_.end()) return std::nullopt;
    return found->value;
}

void Query::set(std::string_view name, std::string value) {
    take(name);
    parameters_.push_back({std::string(name), std::move(value)});
}

std::string Query::take(std::string_view name) {
    std::string value(find(name).value_or(""));
    std::erase_if(parameters_, [name](const Parameter& each) { return each.name == name; });
    return value;
}

}  // namespace sendpath::http
