#pragma once

#include "http/answer.hpp"
#include "http/settings_state.hpp"

namespace sendpath::http {

inline constexpr std::string_view kSettingsPath = "/api/v1/settings";

/// GET /api/v1/settings
[[nodiscard]] Answer settings_answer(const SettingsState& settings);

}  // namespace sendpath::http
