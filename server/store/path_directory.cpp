#include "store/path_directory.hpp"

#include "store/statement.hpp"

namespace sendpath::store {
namespace {

/// Makes room for row `row` and gives its place.
template <class Entry>
Entry& at_row(std::vector<Entry>& entries, std::int64_t row) {
    const auto place = static_cast<std::size_t>(row);
    if (entries.size() <= place) entries.resize(place + 1);
    return entries[place];
}

template <class Entry>
std::int64_t last_row(const std::vector<Entry>& entries) {
    return static_cast<std::int64_t>(entries.size()) - 1;
}

}  // namespace

Result<const PathDirectory*> PathDirectory::of(sqlite3& db,
                                               const analysis::PublicSuffixes& suffixes) {
    thread_local PathDirectory known;
    const auto store = one_integer(db, "SELECT value FROM state WHERE name = 'store'");
    if (!store) return store.error();
    if (known.store_ != *store) known = PathDirectory();
    known.store_ = *store;
    const Result<void> read = known.read(db, suffixes);
    if (!read) {
        known = PathDirectory();
        return read.error();
    }
    return &known;
}

Result<void> PathDirectory::read(sqlite3& db, const analysis::PublicSuffixes& suffixes) {
    Result<void> done = each_row(
        db, "SELECT id, kind, key FROM sender WHERE id > ?1 ORDER BY id",
        [&](const Statement& row) {
            at_row(senders_, row.integer(0)) = {static_cast<analysis::IdentityKind>(row.integer(1)),
                                                row.text(2)};
        },
        last_row(senders_));
    if (done) done = read_domains(db, suffixes);
    if (done) done = read_classes(db);
    if (done) done = read_reporters(db);
    return done;
}

Result<void> PathDirectory::read_domains(sqlite3& db, const analysis::PublicSuffixes& suffixes) {
    const Result<void> read = each_row(
        db, "SELECT id, domain, sender FROM path WHERE id > ?1 ORDER BY id",
        [&](const Statement& row) {
            const auto domain = domains_.try_emplace(row.integer(1)).first;
            at_row(paths_, row.integer(0)) = {row.integer(1), row.integer(2), &domain->second};
        },
        last_row(paths_));
    if (!read) return read;
    for (auto& [row, domain] : domains_) {
        if (!domain.name.empty()) continue;
        const Result<void> named = each_row(
            db, "SELECT name FROM domain WHERE id = ?1",
            [&](const Statement& found) { domain.name = found.text(0); }, row);
        if (!named) return named;
        domain.organization = suffixes.organizational_domain(domain.name);
    }
    return {};
}

Result<void> PathDirectory::read_classes(sqlite3& db) {
    Result<void> worded;
    const Result<void> read = each_row(
        db,
        "SELECT id, path, facts, network, named_after, keys, auth_set, source FROM flow_class"
        " WHERE id > ?1 ORDER BY id",
        [&](const Statement& row) {
            Class& fresh = at_row(classes_, row.integer(0));
            fresh.path = row.integer(1);
            fresh.facts.bits = static_cast<std::uint32_t>(row.integer(2));
            fresh.network = std::max<std::int64_t>(row.integer(3), 0);  // strangers have many
            fresh.named_after = row.integer(4) != 0;
            fresh.auth_set = row.integer(6);
            fresh.source = row.integer(7);
            for (const StoredKey& key : unpack_keys(row.view(5))) {
                const auto domain = word(db, key.domain);
                const auto selector = word(db, key.selector);
                if (!domain || !selector) {
                    worded = domain ? selector.error() : domain.error();
                    return;
                }
                fresh.keys.push_back({*domain, *selector, key.passed});
            }
        },
        last_row(classes_));
    return read ? worded : read;
}

Result<const std::string*> PathDirectory::word(sqlite3& db, std::int64_t row) {
    const auto [known, is_new] = words_.try_emplace(row);
    if (is_new && row != 0) {
        const Result<void> read = each_row(
            db, "SELECT text FROM word WHERE id = ?1",
            [&](const Statement& found) { known->second = found.text(0); }, row);
        if (!read) return read.error();
    }
    return &known->second;
}

Result<void> PathDirectory::read_reporters(sqlite3& db) {
    return each_row(
        db, "SELECT id, org_name FROM reporter WHERE id > ?1 ORDER BY id",
        [&](const Statement& row) {
            const auto [known, is_new] =
                organization_numbers_.try_emplace(row.text(1), reporting_organizations_.size());
            if (is_new) reporting_organizations_.push_back(known->first);
            at_row(organization_of_reporter_, row.integer(0)) = known->second;
        },
        last_row(organization_of_reporter_));
}

}  // namespace sendpath::store
