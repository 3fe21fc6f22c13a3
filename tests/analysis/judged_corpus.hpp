#pragma once

#include "analysis/path_evidence.hpp"
#include "analysis/sender_identity.hpp"
#include "analysis/verdict.hpp"
#include "model/aggregate.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace sendpath::test {

/// What the maker of a corpus says of a source.
struct Label {
    std::string header_from;
    std::string source;
    std::string sender_class;
};

/// Messages of one class of one source on a path.
struct ClassOfSource {
    std::string sender_class;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

struct JudgedPath {
    std::string header_from;
    std::string identity;
    analysis::PathEvidence evidence;
    analysis::Verdict verdict{};
    analysis::Reason reason{};
    std::vector<ClassOfSource> classes;

    /// The class of most messages, or of most failing ones.
    [[nodiscard]] const std::string& main_class(bool of_failing) const;
};

/// Takes reports in and judges their paths, all in memory: what the store does with its rollups, in
/// the plainest way.
class JudgedCorpus {
public:
    void take(const model::AggregateReport& report);
    void take(Label label);

    [[nodiscard]] std::vector<JudgedPath> judge();

private:
    /// One From domain, source and set of results; owns its texts.
    struct Flow {
        std::string header_from;
        model::IpAddress source;
        std::vector<std::string> texts;
        analysis::Facts facts;
        std::map<std::pair<Day, int>, analysis::Outcome> outcomes;
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> reporters;

        analysis::FlowFacts bits;
        std::vector<analysis::OwnKey> keys;
        std::string organization;
        std::string identity;
        analysis::IdentityKind kind{};
        bool listed = false;
        bool named_after = false;
    };
    struct Path {
        JudgedPath judged;
        std::string organization;
        std::set<Day> days;
        std::set<model::IpAddress> sources;
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> reporters;
        std::set<std::string> networks;
    };
    using Paths = std::map<std::pair<std::string, std::string>, Path>;

    Flow& flow_of(const model::AggregateReport& report, const model::Record& record);
    void find_out(Flow& flow);
    void fill(Paths& paths);
    void mark_known_networks(Paths& paths);
    static void mark_used(Paths& paths);
    static void count_distinct(Path& path);
    static void gather_unknown(Paths& paths);
    [[nodiscard]] std::string class_of(const Flow& flow) const;
    std::int64_t number_of(const std::string& identity);

    std::map<std::string, std::unique_ptr<Flow>> flows_;
    std::map<std::string, std::pair<Seconds, analysis::Modes>> modes_;  // by organisation
    std::map<std::pair<std::string, std::string>, std::set<std::string>> labels_;
    std::map<std::string, std::int64_t> numbers_;
    analysis::PublicSuffixes suffixes_ = analysis::PublicSuffixes::builtin();
    analysis::Labels no_labels_;
};

}  // namespace sendpath::test
