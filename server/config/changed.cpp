#include "config/changed.hpp"

#include "config/toml_settings.hpp"

#include <map>
#include <set>

namespace sendpath::config {
namespace {

/// A key in a table of a list, and all that was written for it there.
using Places = std::map<std::pair<std::string, std::size_t>, std::vector<Written>>;

/// What one source sets stands in the place of what earlier ones did.
void lay_over(Places& places, const std::vector<Setting>& settings) {
    Places own;
    for (const Setting& each : settings)
        own[{each.key, each.element.value_or(0)}].push_back(each.value);
    for (auto& [place, written] : own) places[place] = std::move(written);
}

Places places_of(const Sources& sources) {
    Places places;
    lay_over(places, read_toml(sources.file_text, sources.file_name).settings);
    lay_over(places, read_environment(sources.environment).settings);
    lay_over(places, sources.flags);
    return places;
}

/// Adds the keys of `one` that the other lacks or has otherwise.
void compare(const Places& one, const Places& other, std::set<std::string>& changed) {
    for (const auto& [place, written] : one) {
        const auto same = other.find(place);
        if (same == other.end() || same->second != written) changed.insert(place.first);
    }
}

}  // namespace

std::vector<std::string> changed_settings(const Sources& before, const Sources& after) {
    const Places were = places_of(before);
    const Places are = places_of(after);
    std::set<std::string> changed;
    compare(were, are, changed);
    compare(are, were, changed);
    return {changed.begin(), changed.end()};
}

}  // namespace sendpath::config
