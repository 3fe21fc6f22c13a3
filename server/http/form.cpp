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

void Form::fail(std::string_view name, std::string_view why) {
    if (problem_) return;
    problem_ = http::problem(400, std::string(name).append(": ").append(why));
}

std::optional<Answer> Form::problem() const {
    if (problem_) return problem_;
    for (const auto& each : members_)
        if (std::ranges::find(asked_, std::string_view(each.key())) == asked_.end())
            return http::problem(400, std::string(each.key()) + ": no such member here");
    return std::nullopt;
}

std::optional<Answer> any_parameter(const Request& request) {
    if (request.query.all().empty()) return std::nullopt;
    return problem(BadParameter{request.query.all().front().name, "no such parameter here"});
}

}  // namespace sendpath::http
