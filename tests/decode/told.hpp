#pragma once

#include "decode/decode.hpp"

#include <string>

namespace sendpath::decode::test {

/// What came out of decode(), in one line that a table can hold: "aggregate r1 [2/report.xml]
/// +crc; held encrypted [3]". Details are left out: they are for people.
[[nodiscard]] std::string told(const model::Decoded& decoded);

/// The same of some octets.
[[nodiscard]] std::string told(std::string octets, const Limits& limits = {},
                               const std::string& file_name = {});

/// The detail of the first held entry; empty when there is none.
[[nodiscard]] std::string held_detail(const model::Decoded& decoded);

}  // namespace sendpath::decode::test
