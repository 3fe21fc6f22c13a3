#include "config/gather.hpp"

#include "config/small_file.hpp"

namespace sendpath::config {
namespace {

Environment read_variables(const char* const* environment) {
    Environment out;
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view entry(*environment);
        const std::size_t equals = entry.find('=');
        if (equals != std::string_view::npos)
            out.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return out;
}

std::string value_of(const Environment& environment, std::string_view name) {
    for (const auto& [key, value] : environment)
        if (key == name) return value;
    return {};
}

}  // namespace

Result<Sources> gather(const CommandLine& line, const char* const* environment) {
    Sources sources;
    sources.environment = read_variables(environment);
    sources.flags = line.overrides;
    std::string name = line.config_file;
    if (name.empty()) name = value_of(sources.environment, kConfigVariable);
    if (name.empty()) return sources;
    Result<std::string> text = read_small_file(name, kLargestConfigFile);
    if (!text) return text.error().within("configuration");
    sources.file_name = std::move(name);
    sources.file_text = *std::move(text);
    return sources;
}

}  // namespace sendpath::config
