#pragma once

#include <string>
#include <string_view>

namespace sendpath::sample {

std::string gzip(std::string_view octets);

/// A zip archive with one file. Source: APPNOTE 6.3.
std::string zip(std::string_view name, std::string_view octets);

/// In lines of 76 characters, the last one ended as well. Source: RFC 2045 section 6.8.
std::string base64(std::string_view octets);

}  // namespace sendpath::sample
