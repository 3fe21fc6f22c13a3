#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::analysis {

// Records that are lists of tags: "v=DMARC1; p=none; rua=mailto:a@example.com".

/// Which record it is; `v` tells.
enum class TagRecordKind : std::uint8_t {
    dmarc,        ///< RFC 9989 section 4.7
    tls_reports,  ///< RFC 8460 section 3
};

/// What stands between two semicolons, without the spaces around it.
struct RecordTag {
    std::string name;                  ///< in lower case
    std::optional<std::string> value;  ///< as written; nullopt: there was no '='

    friend bool operator==(const RecordTag&, const RecordTag&) = default;
};

/// The tags in their order. `text` may be quoted as a zone file has it, also in several strings.
/// Errors: missing_field when it is no record of that kind, whose `v` comes first and is written
/// exactly so; bad_syntax for octets that are not printable ASCII.
[[nodiscard]] Result<std::vector<RecordTag>> parse_tag_record(TagRecordKind kind,
                                                              std::string_view text);

/// What becomes of a tag. Names of the API.
enum class TagChange : std::uint8_t { kept, added, changed, removed };

struct TagOutcome {
    std::string tag;
    std::optional<std::string> before;  ///< nullopt: it was not there
    std::optional<std::string> after;   ///< nullopt: it goes
    TagChange change{};

    friend bool operator==(const TagOutcome&, const TagOutcome&) = default;
};

/// What is odd in a record that is there already, or in its name.
enum class RecordOddity : std::uint8_t {
    no_policy,       ///< `p` is missing, which means none
    unknown_policy,  ///< `p` is none of the three words: it means none
    repeated_tag,    ///< the first counts
    bad_value,       ///< a tag whose value has no meaning: its default counts
    unknown_tag,     ///< receivers ignore it
    historic_tag,    ///< of RFC 7489; receivers that follow RFC 9989 ignore it
    bad_address,     ///< no mailto: or https: address, so no report goes there
    many_addresses,  ///< more than kAddressesSure
    name_too_long,   ///< the record's name is over 253 octets, so it cannot be
};

struct RecordWarning {
    RecordOddity oddity{};
    std::string tag;
    std::string value;

    friend bool operator==(const RecordWarning&, const RecordWarning&) = default;
};

/// So many report addresses every reporter takes; further ones may be left out.
/// Source: RFC 7489 section 6.2.
inline constexpr std::size_t kAddressesSure = 2;

/// A record that asks for reports, and how it came from the one before.
struct MergedRecord {
    std::string value;
    std::vector<TagOutcome> tags;  ///< in the order of `value`; those that go stand last
    std::vector<RecordWarning> warnings;

    /// Nothing has to change.
    [[nodiscard]] bool fits() const;
};

/// The record with `addresses` (URIs) among those of `rua`. Other addresses and tags stay, in
/// their order; tags that no receiver could read go.
/// @param existing  of parse_tag_record(); empty: there is none, and a new one asks for reports and
///                  for nothing else (p=none)
[[nodiscard]] MergedRecord with_addresses(TagRecordKind kind,
                                          const std::vector<RecordTag>& existing,
                                          const std::vector<std::string>& addresses);

/// The codes of the API.
[[nodiscard]] std::string_view name(TagChange change);
[[nodiscard]] std::string_view name(RecordOddity oddity);

}  // namespace sendpath::analysis
