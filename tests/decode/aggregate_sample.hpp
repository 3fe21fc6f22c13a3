#pragma once

#include "decode/aggregate_xml.hpp"

#include <string>
#include <string_view>

namespace sendpath::decode::test {

/// A sound report of two records; every test is one change to it.
[[nodiscard]] std::string sound_report();

/// The sound report with the first `from` in it replaced; fails the test when there is none.
[[nodiscard]] std::string report_with(std::string_view from, std::string_view to);

[[nodiscard]] model::Decoded read(std::string xml, const Hints& hints = {},
                                  const Limits& limits = {});

/// The only report's body. Throws when there is none, with the reason it is held for.
[[nodiscard]] const model::AggregateReport& body(const model::Decoded& decoded);

/// Org, id, window, policy domain and p: "rep.example r1 1767225600-1767311999 example.com none".
[[nodiscard]] std::string head(const model::Decoded& decoded);

/// Each record: "192.0.2.1 x7 none dkim=pass spf=fail from=example.com; ...". Words outside the
/// standards stand as "unknown(word)".
[[nodiscard]] std::string records(const model::Decoded& decoded);

/// The results behind the first record: "d=example.com s=s1 pass, mfrom=b.example fail".
[[nodiscard]] std::string auth(const model::Decoded& decoded);

/// The override reasons of the first record: "forwarded(text) null(null)".
[[nodiscard]] std::string reasons(const model::Decoded& decoded);

/// What was forgiven: "+malformed -no-ip@2", "held bad_xml"; empty for a sound report.
[[nodiscard]] std::string marks(const model::Decoded& decoded);

}  // namespace sendpath::decode::test
