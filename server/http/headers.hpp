#pragma once

#include "http/answer.hpp"

namespace sendpath::http {

/// Adds what every answer carries: no sniffing, no framing, no referrer, nothing from elsewhere, no
/// script but our own.
void add_security_fields(Answer& answer);

/// Compresses the body when the client takes that and it gains something.
void compress(Answer& answer, std::string_view accept_encoding);

/// The value of that field, empty when there is none.
[[nodiscard]] std::string_view field(const Answer& answer, std::string_view name);

}  // namespace sendpath::http
