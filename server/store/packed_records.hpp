#pragma once

#include "model/outcomes.hpp"
#include "store/counts.hpp"
#include "store/packing.hpp"

#include <vector>

namespace sendpath::store {

/// A record as record_list.packed keeps it; words are numbers of table `word`, 0 for absent.
struct PackedRecord {
    std::uint64_t flow = 0;
    std::int64_t messages = 0;
    model::Disposition disposition = model::Disposition::absent;
    model::Evaluated dkim = model::Evaluated::absent;
    model::Evaluated spf = model::Evaluated::absent;
    model::OverrideClass override_class = model::OverrideClass::none;
    bool header_from_inferred = false;
    std::uint64_t envelope_from = 0;
    std::uint64_t envelope_to = 0;
    std::uint64_t disposition_text = 0;
    std::uint64_t dkim_text = 0;
    std::uint64_t spf_text = 0;
    struct Reason {
        std::uint64_t type = 0;
        std::uint64_t comment = 0;
    };
    std::vector<Reason> reasons;
};

[[nodiscard]] Outcome outcome_of(const PackedRecord& record);

/// Writes records one after the other: flow, messages, one octet of results, one octet that says
/// which of the rest follow. About nine octets a record.
void pack(const PackedRecord& record, Packer& into);

/// Reads packed records from the first to the last.
class RecordCursor {
public:
    explicit RecordCursor(std::string_view packed) : read_(packed) {}

    /// Fills `record` and returns true; false at the end. The vector of `record` is reused.
    /// Errors: bad_syntax (the octets are not what pack() writes).
    [[nodiscard]] Result<bool> next(PackedRecord& record);

private:
    Unpacker read_;
};

}  // namespace sendpath::store
