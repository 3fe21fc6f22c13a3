#include "http/table_columns.hpp"

#include "http/embedded.hpp"
#include "http/route.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

constexpr std::string_view kLineEnd = "\r\n";

const json::value& contract() {
    static const json::value document = json::parse(schema_files().front().octets);
    return document;
}

/// Follows "#/components/schemas/NAME", and takes the one of two schemas that is not null.
const json::object& resolved(const json::object& schema) {
    if (const json::value* const reference = schema.if_contains("$ref")) {
        const std::string_view path = reference->as_string();
        return resolved(contract()
                            .at("components")
                            .at("schemas")
                            .at(path.substr(path.rfind('/') + 1))
                            .as_object());
    }
    if (const json::value* const one = schema.if_contains("oneOf"))
        for (const json::value& each : one->as_array())
            if (!each.as_object().contains("type") || each.at("type") != "null")
                return resolved(each.as_object());
    return schema;
}

bool has_members(const json::object& schema) {
    return schema.contains("properties") || schema.contains("allOf");
}

void collect(const json::object& given, std::vector<std::string>& place,
             std::vector<Column>& columns) {
    const json::object& schema = resolved(given);
    if (const json::value* const all = schema.if_contains("allOf"))
        for (const json::value& each : all->as_array()) collect(each.as_object(), place, columns);
    const json::value* const properties = schema.if_contains("properties");
    if (properties == nullptr) return;
    for (const auto& each : properties->as_object()) {
        place.emplace_back(each.key());
        if (has_members(resolved(each.value().as_object()))) {
            collect(each.value().as_object(), place, columns);
        } else {
            Column column{place, {}};
            for (const std::string& part : place)
                column.name.append(column.name.empty() ? "" : ".").append(part);
            columns.push_back(std::move(column));
        }
        place.pop_back();
    }
}

bool is_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos;
}

void append_cell(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\r\n") == text.npos) {
        line.append(text);
        return;
    }
    line += '"';
    for (const char c : text) line.append(c == '"' ? 2 : 1, c);
    line += '"';
}

/// nullptr where the row has nothing in that place.
const json::value* value_at(const json::object& row, const std::vector<std::string>& place) {
    const json::object* object = &row;
    const json::value* value = nullptr;
    for (const std::string& part : place) {
        if (object == nullptr) return nullptr;
        value = object->if_contains(part);
        object = value == nullptr ? nullptr : value->if_object();
    }
    return value;
}

std::string text_of(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    const json::array* const list = value.if_array();
    const auto is_text = [](const json::value& each) { return each.is_string(); };
    if (list == nullptr || !std::ranges::all_of(*list, is_text)) return json::serialize(value);
    std::string texts;
    for (const json::value& each : *list)
        texts.append(texts.empty() ? "" : "; ").append(std::string_view(each.as_string()));
    return texts;
}

std::string cell_of(const json::value& value) {
    if (value.is_null()) return {};
    std::string text = text_of(value);
    const bool made_by_others = value.is_string() || value.is_array();
    return made_by_others && is_formula(text) ? '\'' + text : text;
}

}  // namespace

std::vector<Column> columns_of(std::string_view pattern) {
    const std::string path = std::string(kApiPrefix).append(pattern);
    const json::value& answer = contract().at("paths").at(path).at("get").at("responses").at("200");
    const json::value& rows = answer.at("content")
                                  .at("application/json")
                                  .at("schema")
                                  .at("properties")
                                  .at("data")
                                  .at("items");
    std::vector<Column> columns;
    std::vector<std::string> place;
    collect(rows.as_object(), place, columns);
    return columns;
}

std::string csv_head(const std::vector<Column>& columns) {
    std::string line;
    for (const Column& column : columns) {
        if (!line.empty()) line += ',';
        append_cell(line, column.name);
    }
    return line.append(kLineEnd);
}

std::string csv_row(const std::vector<Column>& columns, const json::object& row) {
    std::string line;
    bool first = true;
    for (const Column& column : columns) {
        if (!first) line += ',';
        first = false;
        const json::value* const value = value_at(row, column.place);
        if (value != nullptr) append_cell(line, cell_of(*value));
    }
    return line.append(kLineEnd);
}

}  // namespace sendpath::http
