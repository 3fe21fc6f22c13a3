#include "config/log_fields.hpp"

#include "config/kinds.hpp"

#include <array>

namespace sendpath::config {
namespace {

template <class Value>
struct Choice {
    std::string_view word;
    Value value;
};

constexpr Choice<Log::Format> kFormats[] = {{"text", Log::Format::text},
                                            {"json", Log::Format::json}};
constexpr Choice<Log::Level> kLevels[] = {{"debug", Log::Level::debug},
                                          {"info", Log::Level::info},
                                          {"warning", Log::Level::warning},
                                          {"error", Log::Level::error}};

template <class Value, std::size_t N>
Result<void> take_choice(Value& into, const Choice<Value> (&of)[N], std::string_view what,
                         const Setting& setting) {
    const Result<std::string> text = read_text(setting.value, what);
    if (!text) return text.error();
    for (const Choice<Value>& each : of) {
        if (each.word != *text) continue;
        into = each.value;
        return {};
    }
    return unexpected(what, setting.value);
}

Result<void> take_format(Config& config, const Setting& setting) {
    return take_choice(config.log.format, kFormats, "\"text\" or \"json\"", setting);
}

Result<void> take_level(Config& config, const Setting& setting) {
    return take_choice(config.log.level, kLevels, "\"debug\", \"info\", \"warning\" or \"error\"",
                       setting);
}

constexpr std::array kFields{
    Field{"log.format", take_format},
    Field{"log.level", take_level},
};

}  // namespace

std::span<const Field> log_fields() {
    return kFields;
}

}  // namespace sendpath::config
