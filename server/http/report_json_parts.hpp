#pragma once

#include "model/aggregate.hpp"
#include "model/failure.hpp"
#include "model/tls.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::http {

/// The three bodies of report_json().
[[nodiscard]] boost::json::object aggregate_json(const model::AggregateReport& report);
[[nodiscard]] boost::json::object failure_json(const model::FailureReport& report);
[[nodiscard]] boost::json::object tls_json(const model::TlsReport& report);

/// A text, or null for an empty one.
[[nodiscard]] inline boost::json::value text_or_null(std::string_view text) {
    if (text.empty()) return nullptr;
    return boost::json::value(boost::json::string_view(text.data(), text.size()));
}
[[nodiscard]] inline boost::json::value optional_text(const std::optional<std::string>& text) {
    return text_or_null(text ? std::string_view(*text) : std::string_view());
}
[[nodiscard]] inline boost::json::value optional_number(const std::optional<std::int64_t>& number) {
    return number ? boost::json::value(*number) : boost::json::value(nullptr);
}
[[nodiscard]] boost::json::array text_array(const std::vector<std::string>& texts);

}  // namespace sendpath::http
