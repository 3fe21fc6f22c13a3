#include "config/environment.hpp"

#include "config/field.hpp"
#include "config/nearest.hpp"

#include <algorithm>

namespace sendpath::config {
namespace {

constexpr std::string_view kPrefix = "SENDPATH_";

/// Kubernetes puts these into every container beside a service named "sendpath".
bool is_of_kubernetes(std::string_view name) {
    return name == "SENDPATH_PORT" || name.starts_with("SENDPATH_PORT_") ||
           name.starts_with("SENDPATH_SERVICE_");
}

const Field* field_of(std::string_view variable) {
    const auto known = fields();
    const auto found = std::ranges::find_if(
        known, [&](const Field& field) { return variable_name(field.key) == variable; });
    return found == known.end() ? nullptr : &*found;
}

std::string unknown(std::string_view variable) {
    std::vector<std::string> names;
    for (const Field& field : fields()) names.push_back(variable_name(field.key));
    const std::vector<std::string_view> views(names.begin(), names.end());
    const std::string_view near = nearest(variable, views);
    std::string text = std::string(variable) + ": there is no such setting";
    if (!near.empty()) text.append("; did you mean ").append(near).append("?");
    return text;
}

}  // namespace

std::string variable_name(std::string_view key) {
    std::string name(kPrefix);
    for (const char c : key)
        name += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return name;
}

EnvironmentSettings read_environment(const Environment& environment) {
    EnvironmentSettings out;
    for (const auto& [name, value] : environment) {
        if (!name.starts_with(kPrefix) || name == kConfigVariable || value.empty() ||
            is_of_kubernetes(name))
            continue;
        if (const Field* field = field_of(name))
            out.settings.push_back({std::string(field->key), name, value, std::nullopt});
        else
            out.mistakes.push_back(unknown(name));
    }
    return out;
}

}  // namespace sendpath::config
