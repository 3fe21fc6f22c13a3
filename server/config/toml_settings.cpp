#include "config/toml_settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace sendpath::config {
namespace {

/// Walks the parsed tree. toml++ bounds how deep values nest (256), and the file is the operator's
/// own, so it may recurse.
class Flattener {
public:
    explicit Flattener(std::string_view file_name) : file_name_(file_name) {}

    void table(const toml::table& table, const std::string& prefix,
               std::optional<std::size_t> element) {
        for (const auto& [key, node] : table) {
            std::string name = prefix;
            if (!prefix.empty()) name += '.';
            name += key.str();
            // The key's own place: a value may begin some lines further down.
            const auto line =
                key.source().begin ? key.source().begin.line : node.source().begin.line;
            node_at(node, std::move(name), line, element);
        }
    }

    TomlSettings finish() {
        std::ranges::sort(found_, {}, [](const Found& found) {
            return std::pair<std::size_t, std::string_view>(found.line, found.setting.key);
        });
        for (Found& found : found_) out_.settings.push_back(std::move(found.setting));
        return std::move(out_);
    }

private:
    struct Found {
        std::size_t line;
        Setting setting;
    };

    void node_at(const toml::node& node, std::string key, std::size_t line,
                 std::optional<std::size_t> element) {
        const std::string origin = file_name_ + ':' + std::to_string(line);
        if (const toml::table* inner = node.as_table()) {
            table(*inner, key, element);
        } else if (const toml::array* array = node.as_array()) {
            array_at(*array, std::move(key), line, element);
        } else if (const auto* text = node.as_string()) {
            add(line, {std::move(key), origin, text->get(), element});
        } else if (const auto* number = node.as_integer()) {
            add(line, {std::move(key), origin, number->get(), element});
        } else if (const auto* flag = node.as_boolean()) {
            add(line, {std::move(key), origin, flag->get(), element});
        } else {
            out_.mistakes.push_back(origin + ": " + key +
                                    ": no setting takes a fraction, a date or a time");
        }
    }

    /// A list of texts is one setting. A list with a table in it is a list of elements, each with
    /// its own: [[imap]], or `recipients = ["a@b.example", {address = ..., takes = ...}]`.
    void array_at(const toml::array& array, std::string key, std::size_t line,
                  std::optional<std::size_t> element) {
        const std::string origin = file_name_ + ':' + std::to_string(line);
        const bool elements = std::ranges::any_of(array, &toml::node::is_table);
        std::vector<std::string> list;
        std::size_t index = 0;
        for (const toml::node& node : array) {
            if (elements && node.is_table()) {
                table(*node.as_table(), key, index++);
            } else if (const auto* text = node.as_string(); text == nullptr) {
                out_.mistakes.push_back(
                    fmt::format("{}: {}: expected texts in quotes in the list", origin, key));
                return;
            } else if (elements) {
                add(line, {key, origin, text->get(), index++});
            } else {
                list.push_back(text->get());
            }
        }
        if (!elements) add(line, {std::move(key), origin, std::move(list), element});
    }

    void add(std::size_t line, Setting setting) { found_.push_back({line, std::move(setting)}); }

    std::string file_name_;
    std::vector<Found> found_;
    TomlSettings out_;
};

}  // namespace

TomlSettings read_toml(std::string_view text, std::string_view file_name) {
    // The library as Debian builds it tells of bad syntax by an exception; it goes no further.
    try {
        const toml::table table = toml::parse(text, file_name);
        Flattener flattener(file_name);
        flattener.table(table, "", std::nullopt);
        return flattener.finish();
    } catch (const toml::parse_error& error) {
        return {{},
                {std::string(file_name) + ':' + std::to_string(error.source().begin.line) + ": " +
                 std::string(error.description())}};
    }
}

}  // namespace sendpath::config
