#pragma once

#include "analysis/sender_identity.hpp"
#include "store/flow_grouper.hpp"

#include <map>

namespace sendpath::store {

/// Paths, senders, flow classes and reporters by their row numbers, in memory. Their rows never
/// change and never go, so that only new ones are read again.
class PathDirectory {
public:
    struct Domain {
        std::string name;
        std::string organization;
    };
    struct Sender {
        analysis::IdentityKind kind{};
        std::string key;  ///< analysis::SenderIdentity::key()
    };
    struct Path {
        std::int64_t domain = 0;
        std::int64_t sender = 0;
        const Domain* from = nullptr;  ///< what `domain` is
    };
    struct Key {
        const std::string* domain = nullptr;
        const std::string* selector = nullptr;
        bool passed = false;
    };
    struct Class {
        std::int64_t path = 0;
        analysis::FlowFacts facts;
        std::int64_t network = 0;
        bool named_after = false;
        std::vector<Key> keys;
        std::int64_t auth_set = 0;
        std::int64_t source = 0;
    };

    /// That of this thread, brought up to what `db` sees now; valid until the next call on the
    /// thread. Errors: io.
    [[nodiscard]] static Result<const PathDirectory*> of(sqlite3& db,
                                                         const analysis::PublicSuffixes& suffixes);

    // By row; numbers from 1 to size() - 1.
    [[nodiscard]] const std::vector<Path>& paths() const { return paths_; }
    [[nodiscard]] const std::vector<Class>& classes() const { return classes_; }
    [[nodiscard]] const std::vector<Sender>& senders() const { return senders_; }
    /// From domains that have paths.
    [[nodiscard]] const std::map<std::int64_t, Domain>& domains() const { return domains_; }
    /// Organisations that report, numbered: some have many rows in table reporter.
    [[nodiscard]] const std::vector<std::size_t>& organization_of_reporter() const {
        return organization_of_reporter_;
    }
    [[nodiscard]] const std::vector<std::string>& reporting_organizations() const {
        return reporting_organizations_;
    }
    [[nodiscard]] std::int64_t store() const { return store_; }

    [[nodiscard]] static const Domain& domain_of(const Path& path) { return *path.from; }
    [[nodiscard]] const Sender& sender_of(const Path& path) const {
        return senders_[static_cast<std::size_t>(path.sender)];
    }
    [[nodiscard]] const Path& path(std::int64_t row) const {
        return paths_[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] const Class& flow_class(std::int64_t row) const {
        return classes_[static_cast<std::size_t>(row)];
    }

private:
    Result<void> read(sqlite3& db, const analysis::PublicSuffixes& suffixes);
    Result<void> read_domains(sqlite3& db, const analysis::PublicSuffixes& suffixes);
    Result<void> read_classes(sqlite3& db);
    Result<void> read_reporters(sqlite3& db);
    Result<const std::string*> word(sqlite3& db, std::int64_t row);

    std::int64_t store_ = 0;
    std::vector<Sender> senders_{{}};
    std::vector<Path> paths_{{}};
    std::vector<Class> classes_{{}};
    std::map<std::int64_t, Domain> domains_;
    std::map<std::int64_t, std::string> words_;
    std::vector<std::size_t> organization_of_reporter_{0};
    std::vector<std::string> reporting_organizations_;
    std::map<std::string, std::size_t, std::less<>> organization_numbers_;
};

}  // namespace sendpath::store
