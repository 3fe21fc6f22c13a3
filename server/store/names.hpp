#pragma once

#include "base/time.hpp"
#include "model/names.hpp"
#include "store/command.hpp"

#include <map>
#include <vector>

namespace sendpath::store {

/// How asking for the name of a source ended. Stored: never changes.
enum class NameOutcome : std::uint8_t {
    found = 1,
    none,    ///< the DNS says that there is no name, or none that can be a host's
    failed,  ///< nobody answered, or nobody who knows
};

/// What the DNS said of a source.
struct NameAnswer {
    std::int64_t source = 0;  ///< row of table source
    NameOutcome outcome{};
    model::DomainName name;  ///< empty unless found
    bool confirmed = false;  ///< the name leads back to the address
};

/// The table name, from the writing side.
class NameTable {
public:
    // How long an answer counts as fresh.
    static constexpr std::chrono::seconds kFoundAge = std::chrono::days(30);
    static constexpr std::chrono::seconds kNoneAge = std::chrono::days(7);
    static constexpr std::chrono::seconds kFailedAge = std::chrono::hours(1);    ///< then doubled,
    static constexpr std::chrono::seconds kFailedAgeMax = std::chrono::days(1);  ///< up to this

    NameTable(sqlite3& db, Failure& failure);

    /// Keeps an answer of `now`. One that failed takes no name away that was known before.
    void put(const NameAnswer& answer, Seconds now);

private:
    Command find_;
    Command put_;
};

/// A source whose name is to be asked for.
struct SourceToName {
    std::int64_t source = 0;
    model::IpAddress address;
};

/// Where sources_to_name() has got to; begins at 0 with each start of the program.
struct NamesQuestion {
    Seconds now{};
    std::int64_t after = 0;  ///< row of source up to which all had a name or have been given out
    std::size_t limit = 500;
};

struct SourcesToName {
    std::vector<SourceToName> sources;
    std::int64_t after = 0;  ///< for the next question
};

/// The sources that have no name yet or one past its age: first those of the newest week of
/// reports, most messages first, then the others. An empty list: there is nothing to do at `now`.
/// Costs a pass over that week's rows of flow_day; the rest is found by
/// row number and by the index name_due, so that new sources cost the writer nothing.
[[nodiscard]] Result<SourcesToName> sources_to_name(sqlite3& db, const NamesQuestion& question);

/// What is known of a source's name.
struct SourceName {
    std::optional<std::string> name;
    bool confirmed = false;
    Seconds looked_up{};
};

/// Names by address, for the rows of an answer; each address is looked for once.
class SourceNames {
public:
    explicit SourceNames(sqlite3& db) : db_(&db) {}

    /// nullptr where nothing was asked yet; valid as long as this is. A database error makes it
    /// nullptr as well, and is kept.
    [[nodiscard]] const SourceName* of(const model::IpAddress& address);
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    std::optional<SourceName> find(const model::IpAddress& address);

    sqlite3* db_;
    std::optional<Error> error_;
    std::optional<Statement> statement_;
    std::map<model::IpAddress, std::optional<SourceName>> known_;
};

/// The name of a source that leads back to it; nullopt where none is known.
[[nodiscard]] Result<std::optional<std::string>> confirmed_name(sqlite3& db, std::int64_t source);

/// A source whose confirmed name came, changed or went.
struct ChangedName {
    std::int64_t source = 0;
    std::int64_t changed = 0;  ///< for the next question
};

/// Those that changed behind `since`, in the order of their changes; 0 gives all that ever had a
/// confirmed name. Leans on the index name_changed.
[[nodiscard]] Result<std::vector<ChangedName>> names_changed_since(sqlite3& db, std::int64_t since,
                                                                   std::size_t limit);

}  // namespace sendpath::store
