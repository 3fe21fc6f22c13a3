#include "store/flow_grouper.hpp"

#include "base/digest.hpp"
#include "store/stranger_classes.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

using analysis::FlowFacts;
using analysis::IdentityKind;

constexpr std::int64_t kGroupingRules = 2;  // raised when the same names give other paths

std::size_t mixed(std::int64_t a, std::int64_t b, std::int64_t c = 0) {
    std::uint64_t sum = static_cast<std::uint64_t>(a) * 0x9e3779b97f4a7c15U;
    sum = (sum ^ static_cast<std::uint64_t>(b)) * 0xbf58476d1ce4e5b9U;
    sum = (sum ^ static_cast<std::uint64_t>(c)) * 0x94d049bb133111ebU;
    return sum ^ (sum >> 31U);
}

/// Whether the sender is a server of one operator alone, so that its network tells something.
bool is_own_kind(IdentityKind kind) {
    return kind == IdentityKind::network || kind == IdentityKind::reverse_name ||
           kind == IdentityKind::asn;
}

bool can_be_stranger(IdentityKind kind) {
    return is_own_kind(kind) || kind == IdentityKind::signer;
}

}  // namespace

const analysis::PublicSuffixes& usual_suffixes() {
    static const analysis::PublicSuffixes suffixes = analysis::PublicSuffixes::of_system();
    return suffixes;
}

std::size_t FlowGrouper::DraftKey::hash() const {
    return mixed(domain, auth_set);
}
std::size_t FlowGrouper::PathKey::hash() const {
    return mixed(domain, sender);
}
std::size_t FlowGrouper::ClassKey::hash() const {
    return mixed(draft, path, network);
}

FlowGrouper::FlowGrouper(sqlite3& db, Failure& failure, Dictionaries& words,
                         const analysis::PublicSuffixes& suffixes)
    : failure_(&failure),
      words_(&words),
      suffixes_(&suffixes),
      networks_(db, failure, kMayVouch),
      senders_(
          {db, failure, "SELECT id FROM sender WHERE key = ?1"},
          {db, failure, "INSERT INTO sender(key, kind) VALUES (?1, ?2) ON CONFLICT DO NOTHING"}),
      find_path_(db, failure, "SELECT id FROM path WHERE domain = ?1 AND sender = ?2"),
      add_path_(db, failure, "INSERT INTO path(domain, sender, stranger) VALUES (?1, ?2, ?3)"),
      count_strangers_(db, failure, "SELECT sum(stranger) FROM path WHERE domain = ?1"),
      find_class_(db, failure,
                  "SELECT id FROM flow_class WHERE path = ?1 AND facts = ?2 AND network = ?3"
                  " AND named_after = ?4 AND keys = ?5"),
      add_class_(db, failure,
                 "INSERT INTO flow_class(path, facts, network, named_after, keys, auth_set, source)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
      read_labels_(db, failure, "SELECT kind, pattern, name, use FROM label ORDER BY id"),
      write_mark_(db, failure, "INSERT OR IGNORE INTO stranger_mark VALUES (?1)"),
      write_all_marks_(db, failure,
                       "INSERT OR IGNORE INTO stranger_mark"
                       " SELECT domain FROM flow_class JOIN path ON path.id = path"
                       "  WHERE network = ?1") {}

std::int64_t FlowGrouper::class_of(const FlowSeen& flow,
                                   const std::function<analysis::Facts()>& facts) {
    load();
    const std::int64_t number = draft_of(flow, facts);
    const Draft& draft = drafts_[static_cast<std::size_t>(number - 1)];
    Sender sender = draft.sender;
    if (sender.row == 0 && !draft.by_network) {
        const analysis::SenderIdentity identity = identity_in(flow, facts());
        if (identity.kind != IdentityKind::network) sender = sender_row(identity);
    }
    if (sender.row == 0) return class_by_network(flow, number);
    return class_in(place_of(flow, draft, sender), flow, number);
}

std::int64_t FlowGrouper::class_by_network(const FlowSeen& flow, std::int64_t number) {
    const Network network = Network::of(flow.address);
    const std::uint32_t facts = drafts_[static_cast<std::size_t>(number - 1)].facts;
    const NetworkPaths::Path* known = networks_.find(flow.domain, network);
    if (known == nullptr) {
        const bool vouched = (facts & kVouches) != 0;
        const bool is_worth_it =
            (facts & kMayVouch) != 0 || flow.messages >= analysis::kFewMessages;
        const bool has_path =
            is_worth_it && give_path(flow.domain, flow.address,
                                     vouched ? Standing::proven : Standing::one_of_many);
        if (!has_path) return class_of_strangers(flow, number);
        known = networks_.find(flow.domain, network);
    }
    return class_in({known->path, known->sender}, flow, number);
}

std::int64_t FlowGrouper::class_of_strangers(const FlowSeen& flow, std::int64_t number) {
    const auto place = static_cast<std::size_t>(number - 1);
    if (drafts_[place].strangers == 0)
        drafts_[place].strangers =
            class_in({path_of_unknown(flow.domain), kNetworkOfStrangers}, flow, number);
    return drafts_[place].strangers;
}

std::int64_t FlowGrouper::class_in(Place place, const FlowSeen& flow, std::int64_t number) {
    const ClassKey key{number, place.path, place.network};
    if (const auto known = classes_.find(key)) return *known;
    const Draft& draft = drafts_[static_cast<std::size_t>(number - 1)];
    const std::int64_t bits = draft.facts;
    const std::int64_t named_after = draft.named_after ? 1 : 0;
    const Blob keys{draft.keys};
    std::optional<std::int64_t> row =
        find_class_.integer(place.path, bits, place.network, named_after, keys);
    if (!row) {
        row = add_class_.insert(place.path, bits, place.network, named_after, keys, flow.auth_set,
                                flow.source);
        if (place.network > 0 && (draft.facts & kMayVouch) != 0) vouch(Network::of(flow.address));
    }
    classes_.keep(key, *row);
    return *row;
}

std::int64_t FlowGrouper::draft_of(const FlowSeen& flow,
                                   const std::function<analysis::Facts()>& facts) {
    const DraftKey key{flow.domain, flow.auth_set};
    if (const auto known = draft_numbers_.find(key)) return *known;
    if (drafts_.size() >= kDraftsMax) {  // classes_ is by their numbers
        drafts_.clear();
        draft_numbers_.clear();
        classes_.clear();
    }
    drafts_.push_back(drafted(flow, facts()));
    const auto number = static_cast<std::int64_t>(drafts_.size());
    draft_numbers_.keep(key, number);
    return number;
}

FlowGrouper::Draft FlowGrouper::drafted(const FlowSeen& flow, const analysis::Facts& facts) {
    analysis::Organizations organizations(*suffixes_);
    const analysis::OwnNames names(flow.domain_name, organizations);
    const analysis::SenderTraits traits = sender_traits(facts, flow.address);
    Draft draft;
    draft.facts = flow_facts(facts, names).bits;
    for (const std::string_view domain : traits.dkim)
        if (analysis::names_account_after(domain, names.organization())) draft.named_after = true;
    Packer keys;
    for (const analysis::OwnKey& key : own_keys(facts, names))
        pack({words_->word(key.domain), key.selector.empty() ? 0 : words_->word(key.selector),
              key.passed},
             keys);
    draft.keys = keys.take();
    if (label_count_ > 0) return draft;  // they may know the address
    const analysis::SenderIdentity identity = identity_in(flow, facts);
    draft.by_network = identity.kind == IdentityKind::network;
    if (!draft.by_network) draft.sender = sender_row(identity);
    return draft;
}

analysis::SenderIdentity FlowGrouper::identity_in(const FlowSeen& flow,
                                                  const analysis::Facts& facts) const {
    analysis::Organizations organizations(*suffixes_);
    const analysis::OwnNames names(flow.domain_name, organizations);
    return identity_of(sender_traits(facts, flow.address), names,
                       {*labels_, analysis::SenderTable::builtin(), *suffixes_});
}

FlowGrouper::Sender FlowGrouper::sender_row(const analysis::SenderIdentity& identity) {
    const std::string key = identity.key();
    return {senders_.id(key, std::string_view(key), static_cast<std::int64_t>(identity.kind)),
            identity.kind};
}

/// The path of a sender that is known by more than its network.
FlowGrouper::Place FlowGrouper::place_of(const FlowSeen& flow, const Draft& draft, Sender sender) {
    const PathKey key{flow.domain, sender.row};
    std::optional<std::int64_t> row = paths_.find(key);
    if (!row) row = find_path_.integer(flow.domain, sender.row);
    if (!row) {
        const bool stranger = can_be_stranger(sender.kind) && (draft.facts & kVouches) == 0;
        if (stranger && !has_room_for_strangers(flow.domain)) return {path_of_unknown(flow.domain)};
        row = add_path(flow.domain, sender, stranger);
    }
    paths_.keep(key, *row);
    if (!is_own_kind(sender.kind)) return {*row};
    return {*row, sender_row({IdentityKind::network, analysis::network_of(flow.address)}).row};
}

std::int64_t FlowGrouper::add_path(std::int64_t domain, Sender sender, bool stranger) {
    const std::int64_t row =
        add_path_.insert(domain, sender.row, static_cast<std::int64_t>(stranger));
    if (!stranger) return row;
    ++strangers_[domain];
    static_cast<void>(path_of_unknown(domain));  // questions gather those of few messages into it
    return row;
}

std::int64_t FlowGrouper::path_of_unknown(std::int64_t domain) {
    const Sender unknown = sender_row({IdentityKind::unknown, {}});
    const PathKey key{domain, unknown.row};
    std::optional<std::int64_t> row = paths_.find(key);
    if (!row) row = find_path_.integer(domain, unknown.row);
    if (!row) row = add_path_.insert(domain, unknown.row, std::int64_t{0});
    paths_.keep(key, *row);
    return *row;
}

bool FlowGrouper::give_path(std::int64_t domain, const model::IpAddress& address,
                            Standing standing) {
    load();
    const Network network = Network::of(address);
    if (networks_.find(domain, network) != nullptr) return true;
    if (standing == Standing::one_of_many &&
        (networks_.strangers(domain) >= kStrangerNetworksMax || !has_room_for_strangers(domain)))
        return false;
    const bool stranger = standing != Standing::proven;
    const Sender sender = sender_row({IdentityKind::network, analysis::network_of(address)});
    networks_.add(domain, network, {add_path(domain, sender, stranger), sender.row}, stranger);
    mark_strangers(domain);  // some of the network may be there
    if (!stranger) vouch(network);
    return true;
}

void FlowGrouper::vouch(Network network) {
    if (networks_.vouch(network)) mark_all_ = true;  // strangers of other domains are from there
}

const NetworkPaths& FlowGrouper::networks() {
    load();
    return networks_;
}

void FlowGrouper::flush() {
    for (const std::int64_t domain : marks_) write_mark_.run(domain);
    if (mark_all_) write_all_marks_.run(kNetworkOfStrangers);
    if (mark_all_ || !marks_.empty()) marked_ = true;
    marks_.clear();
    mark_all_ = false;
}

bool FlowGrouper::has_room_for_strangers(std::int64_t domain) {
    const auto [known, is_new] = strangers_.try_emplace(domain);
    if (is_new) known->second = count_strangers_.integer(domain).value_or(0);
    return known->second < kStrangersMax;
}

void FlowGrouper::load() {
    if (labels_) return;
    load_labels();
    networks_.load();
}

void FlowGrouper::load_labels() {
    std::vector<analysis::LabelRule> rules;
    std::string said = std::to_string(kGroupingRules) + suffixes_->version();
    read_labels_.each([&](const Statement& row) {
        rules.push_back({static_cast<analysis::LabelBy>(row.integer(0)), row.text(1), row.text(2),
                         static_cast<analysis::Use>(row.integer(3))});
        said.append("\n").append(row.text(0)).append(row.view(1)).append(" ").append(row.view(2));
    });
    label_count_ = rules.size();
    Result<analysis::Labels> made = analysis::Labels::make(std::move(rules));
    if (!made) failure_->keep(made.error());  // they were checked before they were written
    labels_ = made ? *std::move(made) : analysis::Labels();
    for (const analysis::Service& service : analysis::SenderTable::builtin().services()) {
        said.append("\n").append(service.key);
        for (const auto* names : {&service.dkim, &service.spf, &service.reverse})
            for (const std::string& name : *names) said.append(" ").append(name);
    }
    std::uint64_t number = 0;
    for (const std::uint8_t octet : digest_of(said)) number = (number << 7U) ^ octet;
    version_ = static_cast<std::int64_t>(number >> 1U | 1U);
}

std::int64_t FlowGrouper::version() {
    load();
    return version_;
}

void FlowGrouper::reload_labels() {
    flush();
    forget();
}

void FlowGrouper::forget() {
    labels_.reset();
    networks_.clear();
    marks_.clear();
    mark_all_ = false;
    draft_numbers_.clear();
    drafts_.clear();
    paths_.clear();
    classes_.clear();
    strangers_.clear();
    senders_.forget();
}

void pack(const StoredKey& key, Packer& into) {
    into.number(static_cast<std::uint64_t>(key.domain))
        .number(static_cast<std::uint64_t>(key.selector))
        .octet(key.passed ? 1 : 0);
}

std::vector<StoredKey> unpack_keys(std::string_view packed) {
    std::vector<StoredKey> keys;
    Unpacker read(packed);
    while (!read.at_end()) {
        StoredKey key;
        key.domain = static_cast<std::int64_t>(read.number());
        key.selector = static_cast<std::int64_t>(read.number());
        key.passed = read.octet() != 0;
        if (!read.sound()) break;
        keys.push_back(key);
    }
    return keys;
}

}  // namespace sendpath::store
