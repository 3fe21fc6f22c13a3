#include "http/form.hpp"

#include "base/text.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

bool is_json(std::string_view content_type) {
    return text::iequals(text::trimmed(content_type.substr(0, content_type.find(';'))),
                         "application/json");
}

}  // namespace

Form::Form(const Request& request) {
    if (!is_json(request.content_type)) {
        problem_ = http::problem(415, "send application/json");
        return;
    }
    boost::system::error_code broken;
    const json::value value = json::parse(request.body, broken);
    if (broken || !value.is_object())
        problem_ = http::problem(400, "the body is no JSON object");
    else
        members_ = value.as_object();
}

const json::value* Form::member(std::string_view name) {
    asked_.emplace_back(name);
    return members_.if_contains(name);
}

std::string Form::text(std::string_view name) {
    const json::value* value = member(name);
    if (value != nullptr && value->is_string()) return std::string(value->as_string());
    fail(name, value == nullptr ? "is missing" : "is no text");
    return {};
}

std::optional<std::int64_t> Form::integer(std::string_view name, std::int64_t least,
                                          std::int64_t most) {
    const json::value* value = member(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_int64() && value->as_int64() >= least && value->as_int64() <= most)
        return value->as_int64();
    fail(name, "is no whole number of " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

std::string Form::line(std::string_view name, std::size_t octets_max) {
    const json::value* value = member(name);
    if (value == nullptr || value->is_null()) return {};
    if (!value->is_string()) {
        fail(name, "is no text");
        return {};
    }
    std::string text(value->as_string());
    if (text.size() > octets_max)
        fail(name, "is longer than " + std::to_string(octets_max) + " octets");
    if (std::ranges::any_of(
            text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        fail(name, "has a control character");
    return text;
}

std::vector<std::int64_t> Form::row_ids(std::string_view name, std::size_t most) {
    const json::value* value = member(name);
    std::vector<std::int64_t> ids;
    if (value != nullptr && value->is_array() && value->as_array().size() <= most)
        for (const json::value& each : value->as_array())
            if (each.is_int64() && each.as_int64() > 0) ids.push_back(each.as_int64());
    const bool sound = !ids.empty() && ids.size() == value->as_array().size();
    std::ranges::sort(ids);
    if (!sound || std::ranges::adjacent_find(ids) != ids.end())
        fail(name, "is no list of 1 to " + std::to_string(most) + " ids, each once");
    return ids;
}

void Form::fail(std::string_view name, std::string_view why) {
    if (!problem_) problem_ = http::problem(BadParameter{std::string(name), std::string(why)});
}

std::optional<Answer> Form::problem() const {
    if (problem_) return problem_;
    for (const auto& each : members_)
        if (std::ranges::find(asked_, std::string_view(each.key())) == asked_.end())
            return http::problem(BadParameter{std::string(each.key()), "no such member here"});
    return std::nullopt;
}

std::optional<Answer> any_parameter(const Request& request) {
    if (request.query.all().empty()) return std::nullopt;
    return problem(BadParameter{request.query.all().front().name, "no such parameter here"});
}

}  // namespace sendpath::http
