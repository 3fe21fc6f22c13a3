#include "analysis/judged_corpus.hpp"

#include "analysis/key_book.hpp"
#include "model/report_day.hpp"

#include <algorithm>

namespace sendpath::test {
namespace {

using analysis::FlowFacts;
using analysis::IdentityKind;
using analysis::KeyBook;
using analysis::PathEvidence;

int outcome_key(const analysis::Outcome& outcome) {
    return (outcome.dkim_pass ? 1 : 0) + (outcome.spf_pass ? 2 : 0) +
           4 * static_cast<int>(outcome.disposition) +
           64 * static_cast<int>(outcome.override_class);
}

analysis::Outcome outcome_of(const model::AggregateReport& report, const model::Record& record) {
    analysis::Outcome outcome;
    outcome.dkim_pass = record.dkim == model::Evaluated::pass;
    outcome.spf_pass = record.spf == model::Evaluated::pass;
    outcome.disposition = record.disposition;
    if (record.reason_count > 0) {
        const model::OverrideReason& reason = report.reasons[record.first_reason];
        outcome.override_class = model::parse_override(report.words.text(reason.type),
                                                       report.words.text(reason.comment));
    }
    return outcome;
}

/// Senders that work for one operator alone: what comes from beside a service's host may be
/// anybody's.
bool is_own_kind(IdentityKind kind) {
    return kind == IdentityKind::network || kind == IdentityKind::reverse_name ||
           kind == IdentityKind::asn;
}

}  // namespace

const std::string& JudgedPath::main_class(bool of_failing) const {
    std::map<std::string, std::int64_t> sums;
    for (const ClassOfSource& each : classes)
        sums[each.sender_class] += of_failing ? each.failing : each.messages;
    const auto most =
        std::ranges::max_element(sums, {}, [](const auto& sum) { return sum.second; });
    return std::ranges::find(classes, most->first, &ClassOfSource::sender_class)->sender_class;
}

void JudgedCorpus::take(Label label) {
    labels_[{label.header_from, label.source}].insert(label.sender_class);
}

JudgedCorpus::Flow& JudgedCorpus::flow_of(const model::AggregateReport& report,
                                          const model::Record& record) {
    const model::Words& words = report.words;
    const model::AuthSet& auth = report.auth_sets[record.auth_set];
    std::string key(words.text(record.header_from));
    key += ' ' + record.source.str();
    std::vector<std::string> texts;
    for (const model::DkimAuth& each : auth.dkim) {
        texts.emplace_back(words.text(each.domain));
        texts.emplace_back(words.text(each.selector));
        key += " d " + texts[texts.size() - 2] + ' ' + texts.back() + ' ' +
               std::string(name(each.result));
    }
    for (const model::SpfAuth& each : auth.spf) {
        texts.emplace_back(words.text(each.domain));
        key += " s " + texts.back() + ' ' + std::string(name(each.scope)) + ' ' +
               std::string(name(each.result));
    }
    std::unique_ptr<Flow>& flow = flows_[key];
    if (flow) return *flow;
    flow = std::make_unique<Flow>();
    flow->header_from = words.text(record.header_from);
    flow->source = record.source;
    flow->texts = std::move(texts);
    std::size_t at = 0;
    for (const model::DkimAuth& each : auth.dkim) {
        flow->facts.dkim.push_back({flow->texts[at], flow->texts[at + 1], each.result});
        at += 2;
    }
    for (const model::SpfAuth& each : auth.spf)
        flow->facts.spf.push_back({flow->texts[at++], each.scope, each.result});
    return *flow;
}

void JudgedCorpus::take(const model::AggregateReport& report) {
    auto& [seen, modes] = modes_[report.policy.domain.str()];
    if (report.policy.adkim && report.policy.aspf && report.begin >= seen) {
        seen = report.begin;
        modes = {*report.policy.adkim == "s", *report.policy.aspf == "s"};
    }
    const Day day = model::report_days(report.begin, report.end).middle;
    for (const model::Record& record : report.records) {
        Flow& flow = flow_of(report, record);
        const analysis::Outcome outcome = outcome_of(report, record);
        const auto messages = static_cast<std::int64_t>(record.messages);
        const auto kept =
            flow.outcomes.emplace(std::pair(day, outcome_key(outcome)), outcome).first;
        kept->second.messages += messages;
        auto& [all, failing] = flow.reporters[report.org_name];
        all += messages;
        if (!outcome.dkim_pass && !outcome.spf_pass) failing += messages;
    }
}

void JudgedCorpus::find_out(Flow& flow) {
    analysis::Organizations organizations(suffixes_);
    const analysis::OwnNames names(flow.header_from, organizations);
    flow.organization = names.organization();
    flow.bits = flow_facts(flow.facts, names);
    flow.keys = own_keys(flow.facts, names);
    const analysis::SenderTraits traits = sender_traits(flow.facts, flow.source);
    const analysis::SenderTable& table = analysis::SenderTable::builtin();
    const analysis::SenderIdentity identity =
        identity_of(traits, names, {no_labels_, table, suffixes_});
    flow.identity = identity.key();
    flow.kind = identity.kind;
    flow.listed = identity.kind == IdentityKind::service;
    for (const std::string_view domain : traits.dkim)
        if (analysis::names_account_after(domain, flow.organization)) flow.named_after = true;
}

std::int64_t JudgedCorpus::number_of(const std::string& identity) {
    return numbers_.emplace(identity, static_cast<std::int64_t>(numbers_.size()) + 1).first->second;
}

std::string JudgedCorpus::class_of(const Flow& flow) const {
    const auto found = labels_.find({flow.header_from, flow.source.str()});
    if (found == labels_.end()) return "unlabelled";
    if (found->second.size() == 1) return *found->second.begin();
    // Several senders at one address: told apart by what the maker lets each of them show.
    const FlowFacts bits = flow.bits;
    const auto can_be = [&](const std::string& sender_class) {
        if (sender_class == "flaky")
            return bits.has(FlowFacts::kOwnDkimTemperror | FlowFacts::kOwnDkimPermerror);
        if (sender_class == "list") return bits.has(FlowFacts::kOwnDkimFailed);
        if (sender_class == "spoof") return flow.facts.dkim.empty();
        if (sender_class == "forward-srs")
            return bits.has(FlowFacts::kDkimOrganization) && bits.has(FlowFacts::kForeignSpfPass);
        if (sender_class == "forward")
            return bits.has(FlowFacts::kDkimOrganization) && bits.has(FlowFacts::kOwnSpfFailed);
        if (sender_class == "esp-unaligned")
            return bits.has(FlowFacts::kForeignDkimPass) &&
                   !bits.has(FlowFacts::kDkimOrganization | FlowFacts::kSpfOrganization);
        return bits.has(FlowFacts::kDkimOrganization | FlowFacts::kSpfOrganization);
    };
    for (const std::string& sender_class : found->second)
        if (can_be(sender_class)) return sender_class;
    return *found->second.begin();
}

void JudgedCorpus::fill(Paths& paths) {
    KeyBook keys;
    for (auto& [key, flow] : flows_) {
        find_out(*flow);
        for (const analysis::OwnKey& own : flow->keys)
            for (const auto& [when, outcome] : flow->outcomes) {
                analysis::KeySight sight{outcome.messages};
                if (own.passed && outcome.dkim_pass) sight.passed = outcome.messages;
                if (outcome.spf_pass) sight.with_spf = sight.passed;
                keys.add({own.domain, own.selector}, number_of(flow->identity), sight);
            }
    }
    for (const auto& [key, flow] : flows_) {
        Path& path = paths[{flow->header_from, flow->identity}];
        PathEvidence& evidence = path.judged.evidence;
        path.judged.header_from = flow->header_from;
        path.judged.identity = flow->identity;
        path.organization = flow->organization;
        analysis::PathFlow view{flow->bits, modes_[flow->organization].second};
        const std::int64_t sender = number_of(flow->identity);
        for (const analysis::OwnKey& own : flow->keys) {
            if (own.passed && keys.home_elsewhere({own.domain, own.selector}, sender))
                view.key_at_home_elsewhere = true;
            if (!own.passed && keys.passes_elsewhere({own.domain, own.selector}, sender))
                view.key_passes_elsewhere = true;
        }
        ClassOfSource of_class{class_of(*flow)};
        for (const auto& [when, outcome] : flow->outcomes) {
            add(evidence, view, outcome);
            path.days.insert(when.first);
            of_class.messages += outcome.messages;
            if (!outcome.dkim_pass && !outcome.spf_pass) of_class.failing += outcome.messages;
        }
        path.judged.classes.push_back(std::move(of_class));
        path.sources.insert(flow->source);
        if (is_own_kind(flow->kind)) path.networks.insert(analysis::network_of(flow->source));
        for (const auto& [reporter, sums] : flow->reporters) {
            path.reporters[reporter].first += sums.first;
            path.reporters[reporter].second += sums.second;
        }
        evidence.listed_service = flow->listed;
        evidence.signing_sender = flow->kind == IdentityKind::signer || flow->listed;
        evidence.account_named_after_you |= flow->named_after;
    }
    for (auto& [key, path] : paths) count_distinct(path);
}

void JudgedCorpus::count_distinct(Path& path) {
    PathEvidence& evidence = path.judged.evidence;
    evidence.days = static_cast<std::int64_t>(path.days.size());
    evidence.sources = static_cast<std::int64_t>(path.sources.size());
    evidence.reporters = 0;
    for (const auto& [reporter, sums] : path.reporters)
        add_reporter(evidence, sums.first, sums.second);
}

void JudgedCorpus::mark_known_networks(Paths& paths) {
    std::map<std::pair<std::string, std::string>, std::set<const Path*>> known;
    for (const auto& [key, path] : paths)
        if (path.judged.evidence.both_aligned + path.judged.evidence.spf_only > 0)
            for (const std::string& network : path.networks)
                known[{path.organization, network}].insert(&path);
    for (auto& [key, path] : paths)
        for (const std::string& network : path.networks) {
            const auto found = known.find({path.organization, network});
            if (found != known.end() &&
                (found->second.size() > 1 || !found->second.contains(&path)))
                path.judged.evidence.network_known = true;
        }
}

void JudgedCorpus::mark_used(Paths& paths) {
    std::map<std::string, std::set<const Path*>> proofs;
    for (const auto& [key, path] : paths)
        if (proves_use(path.judged.evidence)) proofs[path.judged.identity].insert(&path);
    for (auto& [key, path] : paths) {
        const auto found = proofs.find(path.judged.identity);
        if (found == proofs.end()) continue;
        path.judged.evidence.uses_elsewhere =
            found->second.size() > 1 || !found->second.contains(&path);
    }
}

void JudgedCorpus::gather_unknown(Paths& paths) {
    std::map<std::string, std::int64_t> unvouched;
    for (const auto& [key, path] : paths)
        if (is_unvouched(path.judged.evidence))
            unvouched[path.organization] += path.judged.evidence.messages;
    Paths unknown;
    for (auto it = paths.begin(); it != paths.end();) {
        Path& path = it->second;
        path.judged.evidence.unvouched_messages = unvouched[path.organization];
        if (!is_gathered(path.judged.evidence)) {
            ++it;
            continue;
        }
        Path& into = unknown[{path.judged.header_from, "unknown"}];
        into.sources.insert(path.sources.begin(), path.sources.end());
        into.days.insert(path.days.begin(), path.days.end());
        for (const auto& [reporter, sums] : path.reporters) {
            into.reporters[reporter].first += sums.first;
            into.reporters[reporter].second += sums.second;
        }
        into.judged.header_from = path.judged.header_from;
        into.judged.identity = "unknown";
        analysis::gather(into.judged.evidence, path.judged.evidence);
        into.judged.classes.insert(into.judged.classes.end(), path.judged.classes.begin(),
                                   path.judged.classes.end());
        it = paths.erase(it);
    }
    for (auto& [key, path] : unknown) count_distinct(path);
    paths.merge(unknown);
}

std::vector<JudgedPath> JudgedCorpus::judge() {
    Paths paths;
    fill(paths);
    mark_known_networks(paths);
    mark_used(paths);
    gather_unknown(paths);
    std::vector<JudgedPath> judged;
    for (auto& [key, path] : paths) {
        const analysis::Judgement found = analysis::judge(path.judged.evidence);
        path.judged.verdict = found.verdict;
        path.judged.reason = found.reason;
        judged.push_back(std::move(path.judged));
    }
    return judged;
}

}  // namespace sendpath::test
