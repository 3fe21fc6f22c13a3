#pragma once

#include "http/answer.hpp"
#include "store/queries.hpp"

namespace sendpath::http {

/// The octets as a file to save, behind our Return-Path and Received where they came by SMTP: never
/// shown as a page, whatever they are.
[[nodiscard]] Answer original_answer(store::RawMessage raw, std::string_view fallback_name);

/// The Content-Disposition of a file to save. Of `name` only letters, digits, '-', '_' and single
/// dots inside are kept, at most 100; `fallback` stands in when nothing is left.
[[nodiscard]] std::string attachment(std::string_view name, std::string_view fallback);

}  // namespace sendpath::http
