#pragma once

#include "config/config.hpp"
#include "config/setting.hpp"

namespace sendpath::config {

// Each reads a written value as one kind. Errors: bad_syntax, with what was expected and what was
// found, in words that follow "http.listen: ".

/// Any text but an empty one. `what` names it: "the name of a file".
[[nodiscard]] Result<std::string> read_text(const Written& value, std::string_view what);

/// A list; a text stands for its parts between commas, as the environment has no other lists.
[[nodiscard]] Result<std::vector<std::string>> read_list(const Written& value,
                                                         std::string_view what);

/// A whole number of `least` to `most`.
[[nodiscard]] Result<std::uint64_t> read_count(const Written& value, std::uint64_t least,
                                               std::uint64_t most);

/// Octets as parse_size() reads them, `least` to `most`.
[[nodiscard]] Result<std::uint64_t> read_size(const Written& value, std::uint64_t least,
                                              std::uint64_t most);

/// A duration as parse_duration() reads it, `least` or longer, or the word "forever".
[[nodiscard]] Result<Keep> read_keep(const Written& value, std::chrono::seconds least);

/// A duration as parse_duration() reads it, `least` to `most`.
[[nodiscard]] Result<std::chrono::seconds> read_time(const Written& value,
                                                     std::chrono::seconds least,
                                                     std::chrono::seconds most);

/// true or false.
[[nodiscard]] Result<bool> read_flag(const Written& value);

/// What read_endpoints() reads, in words.
inline constexpr std::string_view kEndpoints =
    "addresses with ports, like [\"127.0.0.1:8080\", \"[::1]:8080\"]";

/// A list of addresses with ports, each once; port 0 is another port each time.
[[nodiscard]] Result<std::vector<Endpoint>> read_endpoints(const Written& value);

/// A list of addresses and networks.
[[nodiscard]] Result<std::vector<model::IpNetwork>> read_networks(const Written& value);

/// "expected <what>, found <the value as it was written>": for kinds that only one field has.
[[nodiscard]] Error unexpected(std::string_view what, const Written& value);

}  // namespace sendpath::config
