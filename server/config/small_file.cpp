#include "config/small_file.hpp"

#include <fstream>

namespace sendpath::config {

Result<std::string> read_small_file(const std::string& name, std::size_t most) {
    std::ifstream file(name, std::ios::binary);
    if (!file.is_open()) return Error{Errc::io, "cannot open " + name};
    std::string text(most + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    // A folder opens like a file and fails only here.
    if (file.bad()) return Error{Errc::io, "cannot read " + name};
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > most)
        return Error{Errc::too_large, name + " is over " + std::to_string(most) + " octets"};
    return text;
}

}  // namespace sendpath::config
