#pragma once

#include "analysis/key_book.hpp"
#include "store/judged_paths.hpp"

#include <set>
#include <unordered_map>

namespace sendpath::store {

/// The operator's words on paths, as far as verdicts need them.
struct OperatorWords {
    struct Word {
        std::optional<analysis::Verdict> verdict;
        analysis::Use use{};
        std::string note;
    };
    std::map<std::pair<std::string, std::string>, Word> paths;  ///< by From domain and sender
    std::map<std::string, analysis::Use> labels;                ///< by name
};
[[nodiscard]] Result<OperatorWords> operator_words(sqlite3& db);

/// How strictly each organisation compares names, by the newest report that says it.
[[nodiscard]] Result<std::map<std::string, analysis::Modes>> modes_by_organization(
    sqlite3& db, const PathDirectory& directory);

/// Organisational domains that reports are about.
[[nodiscard]] Result<std::set<std::string>> own_organizations(sqlite3& db,
                                                              const PathDirectory& directory);

/// What judging looks up besides the sums.
struct JudgingFacts {
    OperatorWords words;
    std::map<std::string, analysis::Modes> modes;
    std::set<std::string> own;
};

/// Turns the sums of a period into evidence and verdicts, as server/README.md says under
/// "Verdicts". Used once.
class Judging {
public:
    Judging(const PathDirectory& directory, const PathSums& sums, const JudgingFacts& facts);

    [[nodiscard]] JudgedPaths judged() &&;

private:
    struct Entry {
        std::int64_t path = 0;
        analysis::PathEvidence evidence;
        std::int64_t home = 0;  // row of a sender
    };
    struct View {
        analysis::PathFlow flow;
        std::int64_t home = 0;
    };

    void find_entries();
    void fill_key_book();
    void add_cells();
    void add_reporters();
    void mark_senders();
    void mark_known_networks();
    void mark_used();
    void gather_unknown(JudgedPaths& into);
    void unite_days(const JudgedPaths& with);
    void unite_reporters(const JudgedPaths& with);
    void finish(JudgedPaths& into);
    [[nodiscard]] View view_of(const PathDirectory::Class& of) const;
    [[nodiscard]] Entry& entry_of(std::int64_t path) {
        return entries_[place_[static_cast<std::size_t>(path)]];
    }
    [[nodiscard]] const std::string& organization_of(std::int64_t path) const;
    [[nodiscard]] JudgedPath shown(const Entry& entry) const;

    const PathDirectory* directory_;
    const PathSums* sums_;
    const JudgingFacts* facts_;
    std::unordered_map<std::int64_t, analysis::Modes> modes_;  // by From domain
    analysis::KeyBook keys_;
    std::vector<std::size_t> place_;  // of a path's entry, by row
    std::vector<Entry> entries_;
};

}  // namespace sendpath::store
