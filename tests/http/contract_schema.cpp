#include "http/contract_schema.hpp"

#include "http/embedded.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <vector>

namespace sendpath::http {
namespace {

namespace json = boost::json;

bool is_of_type(const json::value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "boolean") return value.is_bool();
    return type == "null" && value.is_null();
}

bool has_type(const json::value& value, const json::value& types) {
    if (types.is_string()) return is_of_type(value, types.as_string());
    return std::ranges::any_of(types.as_array(), [&](const json::value& type) {
        return is_of_type(value, type.as_string());
    });
}

/// Collects the names a schema knows, through its allOf.
void collect(const json::object& schema, std::vector<std::string>& names) {
    const json::object& whole = resolved(schema);
    if (const json::value* properties = whole.if_contains("properties"))
        for (const auto& each : properties->as_object()) names.emplace_back(each.key());
    if (const json::value* all = whole.if_contains("allOf"))
        for (const json::value& each : all->as_array()) collect(each.as_object(), names);
}

}  // namespace

const json::value& contract() {
    static const json::value document = json::parse(schema_files().front().octets);
    return document;
}

const json::object& resolved(const json::object& schema) {
    const json::value* reference = schema.if_contains("$ref");
    if (reference == nullptr) return schema;
    const std::string_view path = reference->as_string();
    const auto name = path.substr(path.rfind('/') + 1);
    const bool response = path.find("/responses/") != std::string_view::npos;
    return contract().at("components").at(response ? "responses" : "schemas").at(name).as_object();
}

std::string wrong(const json::value& value, const json::object& given, const std::string& place) {
    const json::object& schema = resolved(given);
    if (const json::value* all = schema.if_contains("allOf"))
        for (const json::value& each : all->as_array())
            if (std::string found = wrong(value, each.as_object(), place); !found.empty())
                return found;
    if (const json::value* one = schema.if_contains("oneOf")) {
        const auto fits = std::ranges::count_if(one->as_array(), [&](const json::value& each) {
            return wrong(value, each.as_object(), place).empty();
        });
        if (fits != 1) return place + ": fits " + std::to_string(fits) + " of oneOf";
    }
    if (const json::value* type = schema.if_contains("type"); type && !has_type(value, *type))
        return place + ": not a " + json::serialize(*type);
    if (const json::value* words = schema.if_contains("enum"))
        if (std::ranges::find(words->as_array(), value) == words->as_array().end())
            return place + ": not in enum: " + json::serialize(value);
    if (const json::value* items = schema.if_contains("items"); items && value.is_array())
        for (const json::value& each : value.as_array())
            if (std::string found = wrong(each, items->as_object(), place + "[]"); !found.empty())
                return found;
    if (!value.is_object()) return {};
    if (const json::value* required = schema.if_contains("required"))
        for (const json::value& name : required->as_array())
            if (!value.as_object().contains(name.as_string()))
                return place + ": lacks " + std::string(name.as_string());
    if (const json::value* properties = schema.if_contains("properties"))
        for (const auto& each : properties->as_object())
            if (const json::value* member = value.as_object().if_contains(each.key()))
                if (std::string found = wrong(*member, each.value().as_object(),
                                              place + '.' + std::string(each.key()));
                    !found.empty())
                    return found;
    return {};
}

std::string unknown_name(const json::value& value, const json::object& schema) {
    if (!value.is_object()) return {};
    std::vector<std::string> names;
    collect(schema, names);
    for (const auto& each : value.as_object())
        if (std::ranges::find(names, each.key()) == names.end()) return std::string(each.key());
    return {};
}

const json::object& media(std::string_view path, std::string_view method, std::string_view status) {
    const json::object& response =
        resolved(contract().at("paths").at(path).at(method).at("responses").at(status).as_object());
    return response.at("content").as_object().begin()->value().as_object();
}

}  // namespace sendpath::http
