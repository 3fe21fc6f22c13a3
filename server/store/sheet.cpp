#include "store/sheet.hpp"

#include "analysis/cause.hpp"

#include <algorithm>
#include <tuple>

namespace sendpath::store {
namespace {

auto key_of(const SheetItem& item) {
    return std::tie(item.key, item.reporter, item.id);
}

/// Whether the reporter says that it knows how the message came.
bool is_excused(Outcome outcome) {
    return analysis::is_passed_on(static_cast<model::OverrideClass>(outcome >> kOverrideShift));
}

}  // namespace

std::int64_t sources_of(Outcome outcome, bool stranger) {
    const bool passes = (outcome & 3U) != 0;
    if (!stranger) return passes ? kPassingSources : kFailingSources;
    if (passes) return kPassingStrangers;
    return is_excused(outcome) ? kExcusedStrangers : kFailingStrangers;
}

void put_in_order(std::vector<SheetItem>& items) {
    std::ranges::sort(items, [](const SheetItem& a, const SheetItem& b) {
        if (a.key != b.key) return a.key < b.key;
        return a.reporter != b.reporter ? a.reporter < b.reporter : a.id < b.id;
    });
    std::size_t kept = 0;
    for (std::size_t at = 0; at < items.size();) {
        SheetItem sum = items[at];
        for (++at; at < items.size() && key_of(items[at]) == key_of(sum); ++at)
            sum.messages += items[at].messages;
        if (sum.messages != 0) items[kept++] = sum;
    }
    items.resize(kept);
}

void pack(std::span<const SheetItem> items, std::string& into) {
    Packer run;
    Packer head;
    while (!items.empty()) {
        const std::int64_t reporter = items.front().reporter;
        std::int64_t before = 0;
        std::size_t length = 0;
        run.clear();
        for (; length < items.size() && items[length].reporter == reporter; ++length) {
            run.number(static_cast<std::uint64_t>(items[length].id - before))
                .number(static_cast<std::uint64_t>(items[length].messages));
            before = items[length].id;
        }
        items = items.subspan(length);
        head.clear();
        head.number(static_cast<std::uint64_t>(reporter - kFirstRun)).number(run.octets().size());
        into.append(head.octets()).append(run.octets());
    }
}

Result<void> unpack(std::int64_t key, std::string_view runs, std::vector<SheetItem>& into) {
    std::int64_t reporter = 0;
    return each_item(
        runs,
        [&](std::int64_t of) {
            reporter = of;
            return true;
        },
        [&](std::int64_t id, std::int64_t messages) {
            into.push_back({key, reporter, id, messages});
        });
}

}  // namespace sendpath::store
