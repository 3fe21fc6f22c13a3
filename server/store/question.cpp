#include "store/question.hpp"

#include "store/dictionaries.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::store {

Result<std::optional<std::vector<std::int64_t>>> domain_rows(
    sqlite3& db, const std::vector<model::DomainName>& names) {
    if (names.empty()) return std::optional<std::vector<std::int64_t>>();
    std::vector<std::int64_t> rows;
    for (const model::DomainName& name : names) {
        const std::string from = reversed_name(name.str());
        std::string until = from;
        until.back() = '.' + 1;
        const auto asked = each_row(
            db, "SELECT id FROM domain WHERE reversed >= ?1 AND reversed < ?2",
            [&](const Statement& row) { rows.push_back(row.integer(0)); }, std::string_view(from),
            std::string_view(until));
        if (!asked) return asked.error();
    }
    std::ranges::sort(rows);
    const auto again = std::ranges::unique(rows);
    rows.erase(again.begin(), again.end());
    return std::optional(std::move(rows));
}

Result<std::vector<std::int64_t>> source_rows(sqlite3& db, const model::IpNetwork& network) {
    const model::IpAddress first = network.first();
    const model::IpAddress last = network.last();
    std::vector<std::int64_t> rows;
    // Addresses of the other kind lie between them in the index.
    const auto asked = each_row(
        db,
        "SELECT id FROM source WHERE address BETWEEN ?1 AND ?2 AND length(address) = length(?1)"
        " ORDER BY id",
        [&](const Statement& row) { rows.push_back(row.integer(0)); }, Blob{first.packed()},
        Blob{last.packed()});
    if (!asked) return asked.error();
    return rows;
}

Result<model::IpAddress> address_of(sqlite3& db, std::int64_t source) {
    Result<model::IpAddress> address = Error{Errc::io, "a source is missing from the store"};
    const auto asked = each_row(
        db, "SELECT address FROM source WHERE id = ?1",
        [&](const Statement& row) { address = model::IpAddress::from_packed(row.view(0)); },
        source);
    if (!asked) return asked.error();
    return address;
}

std::string in_list(const std::vector<std::int64_t>& rows) {
    return fmt::format("({})", fmt::join(rows, ","));
}

std::string among(std::string_view column,
                  const std::optional<std::vector<std::int64_t>>& domains) {
    return domains ? fmt::format("{} IN {} AND ", column, in_list(*domains)) : std::string();
}

DayRange range_of(const Period& period) {
    constexpr std::int64_t far = 1'000'000'000;
    return {period.from ? count(*period.from) : -far, period.to ? count(*period.to) : far};
}

const std::string& WordTexts::text(std::uint64_t word) {
    const auto [entry, is_new] = known_.try_emplace(word);
    if (!is_new || word == 0 || error_) return entry->second;
    if (!find_) {
        auto prepared = Statement::prepare(*db_, "SELECT text FROM word WHERE id = ?1");
        if (!prepared) {
            error_ = prepared.error();
            return entry->second;
        }
        find_ = *std::move(prepared);
    }
    find_->with(static_cast<std::int64_t>(word));
    const Result<bool> row = find_->step();
    if (!row)
        error_ = row.error();
    else if (!*row)
        error_ = Error{Errc::io, fmt::format("word {} is missing from the store", word)};
    else
        entry->second = find_->text(0);
    find_->reset();
    return entry->second;
}

model::PublishedPolicy policy_at(const Statement& row, int first) {
    model::PublishedPolicy policy;
    if (const auto domain = model::DomainName::parse(row.view(first))) policy.domain = *domain;
    policy.p = row.optional_text(first + 1);
    policy.sp = row.optional_text(first + 2);
    policy.np = row.optional_text(first + 3);
    policy.adkim = row.optional_text(first + 4);
    policy.aspf = row.optional_text(first + 5);
    policy.pct = row.optional_integer(first + 6);
    policy.fo = row.optional_text(first + 7);
    policy.testing = row.optional_text(first + 8);
    policy.discovery_method = row.optional_text(first + 9);
    return policy;
}

}  // namespace sendpath::store
