#include "store/queries.hpp"
#include "store/statement.hpp"

#include "store/intake.hpp"

#include <fmt/format.h>

#include <limits>

namespace sendpath::store {

Result<Page<HeldRow>> held(sqlite3& db, const HeldQuestion& question) {
    std::optional<std::int64_t> reason;
    if (question.reason) reason = static_cast<std::int64_t>(*question.reason);
    std::optional<std::int64_t> via;
    if (question.via) via = static_cast<std::int64_t>(*question.via);
    const auto& after = question.after;
    const std::int64_t before = after && after->key.size() == 1
                                    ? after->key.front()
                                    : std::numeric_limits<std::int64_t>::max();
    Page<HeldRow> page;
    const auto asked = each_row(
        db,
        fmt::format(
            "SELECT held.id, received, via, name, mail_from, subject, size, reason, detail,"
            "       part, ignored FROM held JOIN intake ON intake.id = held.intake"
            " WHERE held.id < ?1 AND (?2 IS NULL OR reason = ?2) AND (?3 IS NULL OR via = ?3)"
            "   AND (ignored IS NOT NULL) = ?4 ORDER BY held.id DESC LIMIT {}",
            question.limit + 1),
        [&](const Statement& row) {
            page.rows.push_back({.id = row.integer(0),
                                 .received = seconds(row.integer(1)),
                                 .via = std::string(name(static_cast<Via>(row.integer(2)))),
                                 .name = row.text(3),
                                 .from = row.text(4),
                                 .subject = row.text(5),
                                 .size = row.integer(6),
                                 .held = {.reason = static_cast<model::HeldReason>(row.integer(7)),
                                          .detail = row.text(8),
                                          .part = row.text(9)},
                                 .ignored = {}});
            if (const auto ignored = row.optional_integer(10))
                page.rows.back().ignored = seconds(*ignored);
        },
        before, reason, via, static_cast<std::int64_t>(question.ignored));
    if (!asked) return asked.error();
    if (page.rows.size() > question.limit) {
        page.rows.pop_back();
        page.next = Position{{page.rows.back().id}};
    }
    return page;
}

Result<std::optional<model::IntakeId>> mail_of_held(sqlite3& db, std::int64_t id) {
    const auto mail = one_integer(
        db, "SELECT held.intake FROM held JOIN raw ON raw.intake = held.intake WHERE held.id = ?1",
        id);
    if (!mail) return mail.error();
    return *mail == 0 ? std::nullopt : std::optional(model::IntakeId{*mail});
}

}  // namespace sendpath::store
