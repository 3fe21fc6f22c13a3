#include "decode/aggregate_document.hpp"

#include "decode/aggregate_slices.hpp"
#include "decode/xml_repair.hpp"
#include "decode/xml_tree.hpp"

#include <algorithm>

namespace sendpath::decode {
namespace {

using model::Held;
using model::HeldReason;
using Outcome = XmlTree::Outcome;

constexpr std::size_t kWholeMax = 1U << 20U;       // octets read as one tree
constexpr std::size_t kSliceWanted = 256U << 10U;  // octets of a slice of a longer document
constexpr std::size_t kSliceMax = 4U << 20U;       // octets: no child of the root is that long
constexpr std::size_t kRecordOctets = 512;         // of an ordinary record, for a first guess
constexpr std::size_t kFirstAuthSets = 8;
constexpr std::size_t kRootTagMax = 64U << 10U;  // octets: it is read again with each slice

/// A copy with the room that the tree wants behind it.
std::string joined(std::string_view a, std::string_view b, std::string_view c, std::string_view d,
                   std::string_view e) {
    std::string out;
    out.reserve(a.size() + b.size() + c.size() + d.size() + e.size() + kNameSlack);
    out.append(a).append(b).append(c).append(d).append(e);
    return out;  // itself, not a copy of exactly its size
}

Held too_deep(const Limits& limits) {
    return {HeldReason::too_deep,
            "elements nested more than " + std::to_string(limits.xml_depth) + " deep",
            {}};
}

Held over_budget(const Limits& limits) {
    return {HeldReason::too_many_elements,
            "the elements take more than " + std::to_string(limits.tree) + " octets of memory",
            {}};
}

/// What a whole document or a slice of one came to.
class PartReader {
public:
    PartReader(const AggregateDocument& document, const Limits& limits, AggregateDraft& draft)
        : document_(document), limits_(limits), draft_(draft) {}

    /// @param copy  the part as it is; the tree overwrites it
    /// @param part  the same, to be repaired when the tree will not have it
    std::optional<Held> read(std::string copy, std::string_view part) {
        if (document_.broken_references) return repair(part);
        XmlTree tree;
        const Outcome outcome = tree.parse(std::move(copy), limits_);
        if (outcome == Outcome::malformed && document_.may_repair) return repair(part);
        return take(tree, outcome);
    }

private:
    std::optional<Held> repair(std::string_view part) {
        RepairedXml repaired = repaired_xml(part, limits_, document_.drop_entities);
        if (repaired.too_deep) return too_deep(limits_);
        draft_.faults += repaired.faults;
        if (draft_.faults > kFaultsMax)
            return Held{HeldReason::bad_xml,
                        "more than " + std::to_string(kFaultsMax) + " faults in the markup",
                        {}};
        XmlTree tree;
        const Outcome outcome = tree.parse(std::move(repaired.xml), limits_);
        if (auto held = take(tree, outcome)) return held;
        Findings& findings = draft_.findings;
        if (repaired.malformed)
            findings.note("malformed", "the XML was not well formed and was repaired");
        if (repaired.truncated)
            findings.note("truncated", "the document ends before its root does");
        if (repaired.control) findings.note("ctrl", "control characters were dropped");
        for (std::uint32_t cut = 0; cut < repaired.records_cut; ++cut) {
            ++draft_.records_seen;
            draft_.skipped.push_back({repaired.truncated ? "truncated" : "malformed",
                                      draft_.records_seen, "the end of the record is absent"});
        }
        return std::nullopt;
    }

    std::optional<Held> take(const XmlTree& tree, Outcome outcome) {
        switch (outcome) {
            case Outcome::over_budget: return over_budget(limits_);
            case Outcome::too_deep: return too_deep(limits_);
            case Outcome::malformed: return Held{HeldReason::bad_xml, tree.problem(), {}};
            case Outcome::sound: read_feedback(tree, draft_); break;
        }
        if (draft_.too_deep) return too_deep(limits_);
        if (draft_.unknown_elements > kUnknownMax)
            return Held{HeldReason::too_many_elements,
                        "more than " + std::to_string(kUnknownMax) + " unknown elements",
                        {}};
        if (draft_.skipped.size() > kSkippedMax || draft_.records_seen > kRecordsMax)
            return Held{HeldReason::too_many_elements,
                        "too many records, or too many without a "
                        "source and count",
                        {}};
        return std::nullopt;
    }

    const AggregateDocument& document_;
    const Limits& limits_;
    AggregateDraft& draft_;
};

std::optional<Held> read_slices(const AggregateDocument& document, const Limits& limits,
                                AggregateDraft& draft) {
    PartReader reader(document, limits, draft);
    Slices slices(document.xml, kSliceWanted, kSliceMax, limits);
    while (true) {
        const Slices::Slice slice = slices.next();
        if (slices.too_deep()) return too_deep(limits);
        if (slice.octets.size() > kSliceMax || slices.root_tag().size() > kRootTagMax)
            return Held{HeldReason::too_many_elements,
                        "one element of more than " + std::to_string(kSliceMax) + " octets",
                        {}};
        const std::string whole =
            slice.cut ? joined(slices.root_tag(), slice.octets, {}, {}, {})
                      : joined(slices.root_tag(), slice.octets, "</", slices.root_name(), ">");
        std::string copy = joined(whole, {}, {}, {}, {});
        if (auto held = reader.read(std::move(copy), whole)) return held;
        if (slice.last) return std::nullopt;
    }
}

}  // namespace

std::optional<Held> read_document(const AggregateDocument& document, const Limits& limits,
                                  AggregateDraft& draft) {
    draft.xml_depth = limits.xml_depth;
    draft.report.records.reserve(std::min(document.xml.size(), kWholeMax) / kRecordOctets);
    draft.report.auth_sets.reserve(kFirstAuthSets);
    if (document.xml.size() > kWholeMax) return read_slices(document, limits, draft);
    std::string copy = joined(document.xml, {}, {}, {}, {});
    return PartReader(document, limits, draft).read(std::move(copy), document.xml);
}

}  // namespace sendpath::decode
