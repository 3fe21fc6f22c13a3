#include "http/metrics_text.hpp"

namespace sendpath::http {
namespace {

void put_escaped(std::string& out, std::string_view value) {
    for (const char c : value) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == '"') out += '\\';
        out += c;
    }
}

}  // namespace

void MetricsText::begin(std::string_view name, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(help);
    text_.append("\n# TYPE ")
        .append(name)
        .append(name.ends_with("_total") ? " counter\n" : " gauge\n");
}

void MetricsText::sample(std::int64_t value, Labels labels) {
    text_ += name_;
    char before = '{';
    for (const auto& [label, of] : labels) {
        text_ += before;
        text_.append(label).append("=\"");
        put_escaped(text_, of);
        text_ += '"';
        before = ',';
    }
    if (labels.size() > 0) text_ += '}';
    text_.append(" ").append(std::to_string(value)).append("\n");
}

void MetricsText::one(std::string_view name, std::string_view help, std::int64_t value) {
    begin(name, help);
    sample(value);
}

}  // namespace sendpath::http
