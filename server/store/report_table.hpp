#pragma once

#include "store/flow_grouper.hpp"
#include "store/identity.hpp"
#include "store/our_domains.hpp"
#include "store/report_details.hpp"
#include "store/rollup.hpp"

namespace sendpath::store {

/// What became of a report that was handed in.
enum class Added : std::uint8_t {
    counted,    ///< new, and in the totals
    duplicate,  ///< here already, with this content; only the delivery was written down
    conflict,   ///< here already with other content: both are kept, the larger one counts
    foreign,    ///< about a domain that is not ours: kept, not in the totals
};
[[nodiscard]] std::string_view name(Added added);

/// note.kind
enum class NoteKind : std::uint8_t { warning = 1, skipped, reporter_error };

/// Reports from the writing side. All switching between counted and not counted happens here.
class ReportTable {
public:
    ReportTable(sqlite3& db, Failure& failure, const analysis::PublicSuffixes& suffixes);

    struct Arrival {
        model::IntakeId intake;
        Seconds received{};
        std::int64_t disagreed = 0;  ///< records whose evaluated result we cannot follow
        std::int64_t disagreed_messages = 0;
    };
    Added add(const model::Report& report, const Arrival& arrival, const OurDomains& ours);

    /// The report that the last add() made or, for a duplicate, met.
    [[nodiscard]] model::ReportId last_id() const { return {last_id_}; }

    /// Takes away every report that came with `intake`, and its deliveries of others.
    void remove_all_of(model::IntakeId intake);

    /// Takes a report away for good, with the deliveries of it.
    void expire(model::ReportId report);

    /// Counts what has become ours, and stops counting what no longer is. True when `ours` differs
    /// from the last time; the reports are only looked through then.
    bool adopt(const OurDomains& ours);

    [[nodiscard]] Dictionaries& dictionaries() { return dictionaries_; }
    [[nodiscard]] FlowGrouper& grouper() { return grouper_; }

    /// Writes what the rollups have gathered so far.
    void flush_rollups();
    void replace_sheet(std::int64_t key, std::vector<SheetItem> items) {
        rollup_.sheets().replace(key, std::move(items));
    }

    /// Writes the rollups; call before the commit.
    void flush();
    /// The transaction failed: row numbers given out in it are void.
    void forget();

private:
    struct Packed {
        std::string octets;
        std::vector<RollupRecord> records;
        std::int64_t messages = 0;
        std::int64_t failing = 0;
        bool stray = false;  ///< a From domain is not the policy domain, nor below or above it
    };
    struct Sibling {  ///< a report of the same identity
        std::int64_t id = 0;
        ReportState state{};
        std::int64_t flags = 0;
        std::int64_t messages = 0;
        std::int64_t policy = 0;
        std::int64_t intake = 0;
        std::string part;
        std::string content;
    };

    Packed pack_records(const model::AggregateReport& report);
    std::vector<Sibling> siblings_of(const Digest& identity);
    std::optional<std::int64_t> same_as(const std::vector<Sibling>& siblings,
                                        const model::Report& report, std::int64_t policy,
                                        std::string_view packed);
    std::int64_t insert(const model::Report& report, const ReportFacts& facts,
                        const Digest& identity, const Arrival& arrival, const Packed& packed,
                        ReportState state);
    void add_notes(std::int64_t id, const model::Report& report);
    void settle(const Digest& identity);
    void count_stored(std::int64_t id, int sign);
    void set_state(std::int64_t id, ReportState state, std::int64_t flags);
    void remove(std::int64_t id, ReportState state);

    Failure* failure_;
    std::int64_t last_id_ = 0;
    std::vector<std::pair<Digest, std::int64_t>> removed_;  // in this transaction: identity, row
    Dictionaries dictionaries_;
    FlowGrouper grouper_;
    Rollup rollup_;
    ReportDetails details_;

    Command find_siblings_;
    Command same_records_;
    Command add_report_;
    Command add_records_;
    Command add_note_;
    Command add_duplicate_;
    Command bump_;
    Command load_report_;
    Command load_records_;
    Command load_flow_;
    Command set_state_;
    Command of_intake_;
    Command to_expire_;
    Command drop_duplicates_of_intake_;
    Command drop_duplicates_of_report_;
    Command repoint_duplicates_;
    Command drop_stray_duplicates_;
    Command drop_report_;
    Command drop_records_;
    Command drop_notes_;
    Command ours_seen_;
    Command keep_ours_;
    Command domains_;
    Command of_domain_;
};

}  // namespace sendpath::store
