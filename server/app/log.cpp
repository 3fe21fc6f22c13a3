#include "app/log.hpp"

#include <fmt/chrono.h>
#include <spdlog/formatter.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/spdlog.h>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sendpath::app {
namespace {

namespace json = boost::json;

std::string_view view(spdlog::string_view_t text) {
    return {text.data(), text.size()};
}

class JsonFormatter : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& into) override {
        const std::string line =
            json_line(message.time, view(spdlog::level::to_string_view(message.level)),
                      view(message.payload));
        into.append(line.data(), line.data() + line.size());
    }
    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override {
        return std::make_unique<JsonFormatter>();
    }
};

spdlog::level::level_enum level_of(config::Log::Level level) {
    switch (level) {
        case config::Log::Level::debug: return spdlog::level::debug;
        case config::Log::Level::info: return spdlog::level::info;
        case config::Log::Level::warning: return spdlog::level::warn;
        case config::Log::Level::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

/// What a mail says may stand in a message, and need not be UTF-8.
std::string plain(std::string_view text) {
    boost::system::error_code broken;
    (void)json::parse(json::serialize(json::string(text)), broken);
    std::string same(text);
    if (broken)
        std::ranges::replace_if(
            same, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    return same;
}

}  // namespace

std::string json_line(std::chrono::system_clock::time_point time, std::string_view level,
                      std::string_view message) {
    using std::chrono::milliseconds;
    const auto since = std::chrono::floor<milliseconds>(time.time_since_epoch());
    const auto whole = std::chrono::floor<std::chrono::seconds>(since);
    json::object object;
    object["time"] = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(whole.count()),
                                 (since - whole).count());
    object["level"] = level;
    object["message"] = plain(message);
    return json::serialize(object) + '\n';
}

void set_up_log(const config::Log& log) {
    spdlog::set_level(level_of(log.level));
    if (log.format == config::Log::Format::json)
        spdlog::set_formatter(std::make_unique<JsonFormatter>());
    else
        spdlog::set_formatter(std::make_unique<spdlog::pattern_formatter>());
}

}  // namespace sendpath::app
