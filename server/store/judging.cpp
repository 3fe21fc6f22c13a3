#include "store/judging.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

using analysis::IdentityKind;
using analysis::PathEvidence;
using model::Disposition;

constexpr std::size_t kNone = SIZE_MAX;

analysis::Outcome read(Outcome outcome, std::int64_t messages) {
    analysis::Outcome read;
    read.dkim_pass = (outcome & 1U) != 0;
    read.spf_pass = (outcome & 2U) != 0;
    switch ((outcome >> 2U) & 3U) {
        case 1: read.disposition = Disposition::quarantine; break;
        case 2: read.disposition = Disposition::reject; break;
        case 3: read.disposition = Disposition::unknown; break;
        default: read.disposition = Disposition::none; break;
    }
    read.override_class = static_cast<model::OverrideClass>(outcome >> kOverrideShift);
    read.messages = messages;
    return read;
}

/// The part of SenderIdentity::key() after its kind.
std::string_view value_of(std::string_view key) {
    const std::size_t colon = key.find(':');
    return colon == std::string_view::npos ? std::string_view() : key.substr(colon + 1);
}

}  // namespace

Judging::Judging(const PathDirectory& directory, const PathSums& sums, const JudgingFacts& facts)
    : directory_(&directory),
      sums_(&sums),
      facts_(&facts),
      place_(directory.paths().size(), kNone) {
    for (const auto& [row, domain] : directory.domains()) {
        const auto modes = facts.modes.find(domain.organization);
        modes_[row] = modes == facts.modes.end() ? analysis::Modes() : modes->second;
    }
}

const std::string& Judging::organization_of(std::int64_t path) const {
    return directory_->domain_of(directory_->path(path)).organization;
}

void Judging::find_entries() {
    entries_.reserve(sums_->days.size());
    for (const PathDays& days : sums_->days) {
        place_[static_cast<std::size_t>(days.path)] = entries_.size();
        Entry& entry = entries_.emplace_back();
        entry.path = days.path;
        entry.evidence.first = day(days.first);
        entry.evidence.last = day(days.last);
        entry.evidence.days = days.days;
    }
}

void Judging::fill_key_book() {
    for (const CellSum& sum : sums_->cells) {
        const PathDirectory::Class& of = directory_->flow_class(class_of(sum.cell));
        if (of.keys.empty()) continue;
        const analysis::Outcome outcome = read(outcome_of(sum.cell), sum.messages);
        for (const PathDirectory::Key& key : of.keys) {
            analysis::KeySight sight{sum.messages};
            if (key.passed && outcome.dkim_pass) sight.passed = sum.messages;
            if (outcome.spf_pass) sight.with_spf = sight.passed;
            keys_.add({*key.domain, *key.selector}, directory_->path(of.path).sender, sight);
        }
    }
}

Judging::View Judging::view_of(const PathDirectory::Class& of) const {
    View view;
    view.flow.facts = of.facts;
    view.flow.modes = modes_.at(directory_->path(of.path).domain);
    const std::int64_t sender = directory_->path(of.path).sender;
    for (const PathDirectory::Key& key : of.keys) {
        const analysis::KeyName name{*key.domain, *key.selector};
        if (!key.passed) {
            if (keys_.passes_elsewhere(name, sender)) view.flow.key_passes_elsewhere = true;
        } else if (const auto home = keys_.home_elsewhere(name, sender)) {
            view.flow.key_at_home_elsewhere = true;
            view.home = *home;
        }
    }
    return view;
}

void Judging::add_cells() {
    std::int64_t flow_class = 0;
    View view;
    for (const CellSum& sum : sums_->cells) {  // the cells of a class follow each other
        const std::int64_t row = class_of(sum.cell);
        const PathDirectory::Class& of = directory_->flow_class(row);
        if (row != flow_class) {
            flow_class = row;
            view = view_of(of);
        }
        Entry& entry = entry_of(of.path);
        add(entry.evidence, view.flow, read(outcome_of(sum.cell), sum.messages));
        if (view.home != 0) entry.home = view.home;
        if (of.named_after) entry.evidence.account_named_after_you = true;
    }
}

void Judging::add_reporters() {
    for (const ReporterSum& sum : sums_->reporters)
        add_reporter(entry_of(sum.path).evidence, sum.messages, sum.failing);
}

void Judging::mark_senders() {
    for (Entry& entry : entries_) {
        const PathDirectory::Path& path = directory_->path(entry.path);
        const PathDirectory::Sender& sender = directory_->sender_of(path);
        PathEvidence& evidence = entry.evidence;
        evidence.listed_service = sender.kind == IdentityKind::service;
        evidence.signing_sender = evidence.listed_service || sender.kind == IdentityKind::signer;
        evidence.gathered = sender.kind == IdentityKind::unknown;
        if (sender.kind == IdentityKind::label) {
            const auto label = facts_->words.labels.find(std::string(value_of(sender.key)));
            if (label != facts_->words.labels.end()) evidence.use = label->second;
        }
        const auto word = facts_->words.paths.find({directory_->domain_of(path).name, sender.key});
        if (word != facts_->words.paths.end() && word->second.use != analysis::Use::unknown)
            evidence.use = word->second.use;
    }
}

void Judging::mark_known_networks() {
    struct Known {
        std::string_view organization;
        std::int64_t path = 0;  // with aligned SPF; 0: there are several
    };
    std::unordered_map<std::int64_t, std::vector<Known>> networks;
    const auto known = [&](const PathDirectory::Class& of) -> Known* {
        const auto network = networks.find(of.network);
        if (network == networks.end()) return nullptr;
        const auto found =
            std::ranges::find(network->second, organization_of(of.path), &Known::organization);
        return found == network->second.end() ? nullptr : &*found;
    };
    for (const CellSum& sum : sums_->cells) {
        const PathDirectory::Class& of = directory_->flow_class(class_of(sum.cell));
        if (of.network == 0 || (outcome_of(sum.cell) & 2U) == 0) continue;
        if (Known* const found = known(of))
            found->path = found->path == of.path ? of.path : 0;
        else
            networks[of.network].push_back({organization_of(of.path), of.path});
    }
    for (const CellSum& sum : sums_->cells) {
        const PathDirectory::Class& of = directory_->flow_class(class_of(sum.cell));
        if (of.network == 0) continue;
        const Known* const found = known(of);
        if (found != nullptr && found->path != of.path)
            entry_of(of.path).evidence.network_known = true;
    }
}

void Judging::mark_used() {
    std::unordered_map<std::int64_t, std::int64_t> proofs;  // by sender: the path, 0 for several
    for (const Entry& entry : entries_) {
        if (!proves_use(entry.evidence)) continue;
        const std::int64_t sender = directory_->path(entry.path).sender;
        const auto [proof, is_new] = proofs.try_emplace(sender, entry.path);
        if (!is_new) proof->second = 0;
    }
    for (Entry& entry : entries_) {
        const PathDirectory::Path& path = directory_->path(entry.path);
        const auto proof = proofs.find(path.sender);
        if (proof != proofs.end() && proof->second != entry.path)
            entry.evidence.uses_elsewhere = true;
        const PathDirectory::Sender& sender = directory_->sender_of(path);
        const bool named =
            sender.kind == IdentityKind::signer || sender.kind == IdentityKind::reverse_name;
        if (named && facts_->own.contains(std::string(value_of(sender.key))))
            entry.evidence.uses_elsewhere = true;
    }
}

/// Sets what nothing vouches for beside the rest of it, and gathers the small ones.
void Judging::gather_unknown(JudgedPaths& into) {
    std::map<std::string_view, std::int64_t> unvouched;
    std::map<std::int64_t, std::int64_t> unknown;  // by From domain
    for (const Entry& entry : entries_)
        if (is_unvouched(entry.evidence))
            unvouched[organization_of(entry.path)] += entry.evidence.messages;
    for (std::size_t row = 1; row < directory_->paths().size(); ++row) {
        const PathDirectory::Path& path = directory_->paths()[row];
        if (path.sender != 0 && directory_->sender_of(path).kind == IdentityKind::unknown)
            unknown[path.domain] = static_cast<std::int64_t>(row);
    }
    const std::size_t entries = entries_.size();
    for (std::size_t i = 0; i < entries; ++i) {
        PathEvidence& evidence = entries_[i].evidence;
        evidence.unvouched_messages = unvouched[organization_of(entries_[i].path)];
        const std::int64_t path = entries_[i].path;
        const auto home = unknown.find(directory_->path(path).domain);
        if (home == unknown.end() || home->second == path || !is_gathered(evidence)) continue;
        std::size_t& place = place_[static_cast<std::size_t>(home->second)];
        if (place == kNone) {
            place = entries_.size();
            entries_.push_back({.path = home->second});
        }
        analysis::gather(entries_[place].evidence, entries_[i].evidence);
        into.gathered.emplace_back(path, home->second);
    }
    std::ranges::sort(into.gathered);
    unite_days(into);
    unite_reporters(into);
}

/// Days on which any of what an `unknown` path stands for was seen.
void Judging::unite_days(const JudgedPaths& with) {
    std::map<std::int64_t, std::set<std::int64_t>> days;
    for (const auto& [path, unknown] : with.gathered) {
        // find_entries() made an entry of each, in their order.
        const PathDays& seen = sums_->days[place_[static_cast<std::size_t>(path)]];
        days[unknown].insert(seen.early.begin(), seen.early.begin() + seen.days);
    }
    for (const UnknownDay& each : sums_->unknown)
        if (const auto of = days.find(each.path); of != days.end()) of->second.insert(each.day);
    for (const auto& [unknown, all] : days) entry_of(unknown).evidence.days = std::ssize(all);
}

/// What each reporter saw of all that an `unknown` path stands for.
void Judging::unite_reporters(const JudgedPaths& with) {
    std::map<std::int64_t, std::map<std::size_t, ReporterSum>> sums;
    std::unordered_map<std::int64_t, std::int64_t> shown_in(with.gathered.begin(),
                                                            with.gathered.end());
    for (const auto& [path, unknown] : with.gathered) shown_in[unknown] = unknown;
    for (const ReporterSum& sum : sums_->reporters) {
        const auto unknown = shown_in.find(sum.path);
        if (unknown == shown_in.end()) continue;
        ReporterSum& united = sums[unknown->second][sum.organization];
        united.messages += sum.messages;
        united.failing += sum.failing;
    }
    for (const auto& [unknown, reporters] : sums) {
        PathEvidence& evidence = entry_of(unknown).evidence;
        evidence.reporters = evidence.reporters_passing = evidence.reporters_failing = 0;
        for (const auto& [organization, sum] : reporters)
            add_reporter(evidence, sum.messages, sum.failing);
    }
}

JudgedPath Judging::shown(const Entry& entry) const {
    const PathDirectory::Path& row = directory_->path(entry.path);
    const PathDirectory::Domain& domain = directory_->domain_of(row);
    const PathDirectory::Sender& sender = directory_->sender_of(row);
    JudgedPath path;
    path.id = entry.path;
    path.domain_row = row.domain;
    path.sender_row = row.sender;
    path.domain = domain.name;
    path.organization = domain.organization;
    path.sender = sender.key;
    path.kind = sender.kind;
    path.evidence = entry.evidence;
    if (entry.home != 0)
        path.home_sender = directory_->senders()[static_cast<std::size_t>(entry.home)].key;
    std::optional<analysis::Verdict> set;
    const auto word = facts_->words.paths.find({domain.name, sender.key});
    if (word != facts_->words.paths.end()) {
        set = word->second.verdict;
        path.note = word->second.note;
    }
    path.verdict = with_override(judge(path.evidence), set);
    return path;
}

void Judging::finish(JudgedPaths& into) {
    std::vector<std::int64_t> shown_as(place_.size());
    for (std::size_t row = 0; row < shown_as.size(); ++row)
        shown_as[row] = static_cast<std::int64_t>(row);
    for (const auto& [path, unknown] : into.gathered)
        shown_as[static_cast<std::size_t>(path)] = unknown;
    into.paths.reserve(entries_.size());
    for (std::size_t path = 0; path < place_.size(); ++path)
        if (place_[path] != kNone && shown_as[path] == static_cast<std::int64_t>(path))
            into.paths.push_back(shown(entries_[place_[path]]));
    into.cells.reserve(sums_->cells.size());
    for (const CellSum& sum : sums_->cells) {
        const PathDirectory::Class& of = directory_->flow_class(class_of(sum.cell));
        into.cells.push_back({shown_as[static_cast<std::size_t>(of.path)], class_of(sum.cell),
                              outcome_of(sum.cell), sum.messages});
    }
    std::ranges::sort(into.cells, {}, [](const PathCell& cell) {
        return std::tuple(cell.path, cell.flow_class, cell.outcome);
    });
}

JudgedPaths Judging::judged() && {
    JudgedPaths found;
    found.strangers = sums_->strangers;
    find_entries();
    fill_key_book();
    add_cells();
    add_reporters();
    mark_senders();
    mark_known_networks();
    mark_used();
    gather_unknown(found);
    finish(found);
    return found;
}

}  // namespace sendpath::store
