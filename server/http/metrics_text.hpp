#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sendpath::http {

/// Writes samples in the text format of Prometheus: each metric with its HELP and TYPE before it.
/// Source: Prometheus "Exposition formats", text format.
class MetricsText {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// Begins a metric; its samples follow. `name` ends in "_total" for a counter.
    void begin(std::string_view name, std::string_view help);
    void sample(std::int64_t value, Labels labels = {});
    /// A metric of one sample.
    void one(std::string_view name, std::string_view help, std::int64_t value);

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string name_;
    std::string text_;
};

}  // namespace sendpath::http
