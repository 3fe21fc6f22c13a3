#pragma once

#include "store/filter.hpp"

namespace sendpath::http {

/// `position` as text that fits into a URL as it is, bound to `question`: path and filter. It
/// guards against mistakes, not against forgery: a made-up position shows nothing that the filter
/// would not.
[[nodiscard]] std::string write_cursor(const store::Position& position, std::string_view question);

/// Errors: bad_syntax for what write_cursor() did not make, or not for this question.
[[nodiscard]] Result<store::Position> read_cursor(std::string_view cursor,
                                                  std::string_view question);

}  // namespace sendpath::http
