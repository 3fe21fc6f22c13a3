#include "app/settings_reload.hpp"

#include "config/changed.hpp"

#include <algorithm>

namespace sendpath::app {
namespace {

/// Keys, and sections of them, that hold from the moment they are read again.
constexpr std::string_view kAtOnce[] = {"log.", "retention.", "smtp.recipients"};

bool holds_at_once(std::string_view key) {
    return std::ranges::any_of(kAtOnce, [key](auto begin) { return key.starts_with(begin); });
}

}  // namespace

SettingsReload::SettingsReload(config::Sources began, Reread reread)
    : began_(std::move(began)), now_(began_), reread_(std::move(reread)) {}

Result<SettingsReload::News> SettingsReload::read() {
    Result<config::Sources> sources = reread_();
    if (!sources) return sources.error();
    Result<config::Config> config = config::load(*sources);
    if (!config) return config.error();
    News news{.config = *std::move(config),
              .at_once = config::changed_settings(now_, *sources),
              .at_restart = config::changed_settings(began_, *sources)};
    std::erase_if(news.at_once, [](const std::string& key) { return !holds_at_once(key); });
    std::erase_if(news.at_restart, holds_at_once);
    now_ = *std::move(sources);
    return news;
}

}  // namespace sendpath::app
