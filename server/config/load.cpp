#include "config/load.hpp"

#include "config/contradictions.hpp"
#include "config/field.hpp"
#include "config/imap_defaults.hpp"
#include "config/nearest.hpp"
#include "config/toml_settings.hpp"

#include <algorithm>
#include <map>

namespace sendpath::config {
namespace {

std::string unknown_key(const std::string& key) {
    std::vector<std::string_view> known;
    for (const Field& field : fields()) known.push_back(field.key);
    const std::string section = key + '.';
    if (std::ranges::any_of(known, [&](auto name) { return name.starts_with(section); }))
        return "is a section; write [" + key + "] and its settings below";
    const std::string_view near = nearest(key, known);
    std::string text = "there is no such setting";
    if (!near.empty()) text.append("; did you mean ").append(near).append("?");
    return text;
}

/// Puts settings into a Config one by one and gathers what is wrong with them.
class Loader {
public:
    void add_mistakes(const std::vector<std::string>& mistakes) {
        mistakes_.insert(mistakes_.end(), mistakes.begin(), mistakes.end());
    }

    void apply(const std::vector<Setting>& settings) {
        for (const Setting& setting : settings) apply(setting);
    }

    /// Rules that need more than one setting. Only asked when each setting is sound by itself.
    void check_together() {
        if (!mistakes_.empty()) return;
        for (const Contradiction& each : contradictions(config_))
            mistakes_.push_back(origin(each) + each.key + ": " + each.detail);
    }

    Result<Config> finish() {
        if (mistakes_.empty()) {
            for (ImapAccount& account : config_.imap) fill_in(account);
            return std::move(config_);
        }
        std::string all;
        for (const std::string& mistake : mistakes_) {
            if (!all.empty()) all += '\n';
            all += mistake;
        }
        return Error{Errc::bad_syntax, std::move(all)};
    }

private:
    /// A key, and the table of a list it stands in; a list that was never written as one has a
    /// first table all the same.
    using Place = std::pair<std::string, std::size_t>;

    /// Where the setting stands that is to be changed, or else where its table begins.
    std::string origin(const Contradiction& about) const {
        auto found = origins_.find(Place(about.key, about.element.value_or(0)));
        if (found == origins_.end() && about.element)
            found = origins_.find(Place(section(about.key), *about.element));
        return found == origins_.end() ? "" : found->second + ": ";
    }

    static std::string section(const std::string& key) { return key.substr(0, key.find('.')); }

    void apply(const Setting& setting) {
        const std::string place = setting.origin + ": " + setting.key + ": ";
        const Field* field = find_field(setting.key);
        if (field == nullptr) {
            mistakes_.push_back(place + unknown_key(setting.key));
            return;
        }
        if (setting.element && !field->repeated) {
            mistakes_.push_back(place + "its section stands once, in single brackets");
            return;
        }
        const Result<void> taken = field->take(config_, setting);
        if (!taken) mistakes_.push_back(place + taken.error().detail);
        const std::size_t element = setting.element.value_or(0);
        origins_[Place(setting.key, element)] = setting.origin;
        if (field->repeated)
            origins_.try_emplace(Place(section(setting.key), element), setting.origin);
    }

    Config config_;
    std::map<Place, std::string> origins_;  // who set a key last, and a table first
    std::vector<std::string> mistakes_;
};

}  // namespace

Result<Config> load(const Sources& sources) {
    Loader loader;
    const TomlSettings file = read_toml(sources.file_text, sources.file_name);
    loader.add_mistakes(file.mistakes);
    loader.apply(file.settings);
    const EnvironmentSettings environment = read_environment(sources.environment);
    loader.add_mistakes(environment.mistakes);
    loader.apply(environment.settings);
    loader.apply(sources.flags);
    loader.check_together();
    return loader.finish();
}

}  // namespace sendpath::config
