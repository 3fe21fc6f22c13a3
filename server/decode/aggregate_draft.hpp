#pragma once

#include "base/text.hpp"
#include "decode/findings.hpp"
#include "decode/limits.hpp"
#include "decode/xml_elements.hpp"
#include "decode/xml_tree.hpp"
#include "model/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sendpath::decode {

/// The sets of authentication results of one report, each kept once.
class AuthSets {
public:
    /// The index of `set` in `all`, where it is put when it is new.
    std::uint32_t intern(const model::AuthSet& set, std::vector<model::AuthSet>& all);

private:
    void grow(const std::vector<model::AuthSet>& all);

    std::vector<std::uint32_t> slots_;  // index + 1, open addressing, a power of two
};

/// A report while it is being read: what it says so far, and what it does not say. A missing value
/// is filled in, or the report given up, only when all of the document has been seen.
struct AggregateDraft {
    model::AggregateReport report;
    Findings findings;
    std::vector<model::SkippedRecord> skipped;

    std::optional<std::string> policy_domain;  ///< as written, when it is no domain name
    std::optional<Seconds> begin;
    std::optional<Seconds> end;
    bool metadata_seen = false;
    bool org_name_seen = false;  ///< the element; it may be empty
    bool date_range_seen = false;
    bool policy_seen = false;
    bool p_seen = false;
    std::uint32_t records_seen = 0;
    std::uint32_t unknown_elements = 0;
    std::size_t xml_depth = 0;             ///< limits.xml_depth
    bool too_deep = false;                 ///< something that is not read is nested deeper
    std::uint64_t faults = 0;              ///< repairs of the markup so far
    std::uint32_t selector_absent_in = 0;  ///< first record where; 0: nowhere
    std::uint32_t records_without_from = 0;

    AuthSets auth_sets;
    model::AuthSet auth;  // of the record being read; kept for its memory
    std::string joined;   // for text_of()
};

/// What one document may hold besides what limits.tree allows at a time: too_many_elements.
inline constexpr std::uint32_t kRecordsMax = 500'000;
inline constexpr std::uint32_t kSkippedMax = 100'000;
inline constexpr std::uint32_t kUnknownMax = 100'000;

/// text_of() an element that has more below it than its own text.
[[nodiscard]] std::string_view joined_text(pugi::xml_node node, AggregateDraft& draft);

/// The text of an element, trimmed; of several pieces (comments, CDATA) joined. Valid until the
/// next call with the same draft.
[[nodiscard]] inline std::string_view text_of(pugi::xml_node node, AggregateDraft& draft) {
    return is_none(node.first_child()) ? text::trimmed(node.value()) : joined_text(node, draft);
}

/// As text_of(), for a value that is kept: nullopt when empty.
[[nodiscard]] std::optional<std::string> kept_text(pugi::xml_node node, AggregateDraft& draft);
/// As text_of(), for a text of a record: absent when empty.
[[nodiscard]] model::Word word_of(pugi::xml_node node, AggregateDraft& draft);

/// Counts and measures an element that is not read.
void pass_over(Element element, pugi::xml_node node, AggregateDraft& draft);

/// The parts of a report. Each adds to `draft` what it finds and notes what it forgives.
void read_metadata(pugi::xml_node node, const Elements& elements, AggregateDraft& draft);
void read_policy(pugi::xml_node node, const Elements& elements, AggregateDraft& draft);
void read_record(pugi::xml_node node, const Elements& elements, AggregateDraft& draft);
/// Fills draft.auth.
void read_auth_results(pugi::xml_node node, const Elements& elements, AggregateDraft& draft);

/// Reads what stands below the root of `tree`, which may be a slice of the document. Ends early
/// when the draft has grown over a limit.
void read_feedback(const XmlTree& tree, AggregateDraft& draft);

}  // namespace sendpath::decode
