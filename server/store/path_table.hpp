#pragma once

#include "analysis/verdict.hpp"
#include "store/sheet_making.hpp"
#include "store/strangers.hpp"

namespace sendpath::store {

/// The operator's name for a sender, as he wrote it down.
struct LabelRow {
    std::int64_t id = 0;
    analysis::LabelRule rule;
    std::string note;
    Seconds changed{};
    std::string author;
};

/// The operator's word on one path. The newest of a path counts; the older ones are its history.
struct PathWord {
    std::string domain;                          ///< header From
    std::string sender;                          ///< analysis::SenderIdentity::key()
    std::optional<analysis::Verdict> verdict;    ///< nullopt: the machine's own is shown
    analysis::Use use = analysis::Use::unknown;  ///< the answer to a question
    std::string note;
    Seconds changed{};
    std::string author;
};

/// What the operator says of paths, and how flows come to them: the writing side.
class PathTable {
public:
    PathTable(sqlite3& db, Failure& failure, ReportTable& reports);

    /// Writes a label; one of the same kind and pattern is replaced. Flows are regrouped later.
    /// Returns its row. Errors: bad_syntax, as analysis::Labels::make(); nothing is written then.
    [[nodiscard]] Result<std::int64_t> put(const LabelRow& label);
    /// False when there is none.
    bool remove_label(std::int64_t id);

    void say(const PathWord& word);

    /// Begins to regroup when the rules, the services, the suffixes or the labels are no longer
    /// those of the last time. True when that was written down.
    bool adopt();

    /// Whether flows are to be looked at or sheets to be made again. Cheap.
    [[nodiscard]] bool is_regrouping() const { return regrouping_; }
    /// Whether there is that to do or, when there is time for it, strangers to look at. Cheap.
    [[nodiscard]] bool has_work();

    /// One small step: looks at some flows, makes some sheets again from the records, or looks at
    /// the strangers of a From domain. Within a transaction, of which it may be a part. Paths keep
    /// their numbers. False: there was nothing.
    bool regroup();

    /// Leaves the rest of regrouping for later.
    void pause() { regrouping_ = strangers_wait_ = false; }
    void resume() { regrouping_ = strangers_wait_ = true; }

    /// The transaction failed.
    void forget() { making_.reset(); }

private:
    void look_for_work();
    void look_at_flows(std::int64_t first);
    void make_sheets(std::int64_t first);
    [[nodiscard]] std::vector<std::int64_t> related_domains(std::string_view name);
    void start_over();

    sqlite3* db_;
    Failure* failure_;
    ReportTable* reports_;
    Strangers strangers_;
    std::optional<SheetMaking> making_;
    bool regrouping_ = true;
    bool strangers_wait_ = true;

    Command put_label_;
    Command drop_label_;
    Command add_word_;
    Command state_;
    Command set_state_;
    Command some_flows_;
    Command some_flow_;
    Command set_class_;
    Command make_stale_;
    Command next_stale_;
    Command stale_of_domain_;
    Command domain_name_;
    Command under_;
    Command named_;
};

/// Flows that one step looks at; sheets that it makes, and records after which it makes no more.
inline constexpr std::int64_t kFlowsAStep = 1'000;
inline constexpr std::int64_t kSheetsAStep = 128;
inline constexpr std::int64_t kRecordsAStep = 20'000;

}  // namespace sendpath::store
