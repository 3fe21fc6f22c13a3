#include "store/packed_auth_set.hpp"
#include "store/path_rows.hpp"
#include "store/policy_days.hpp"

#include <algorithm>

namespace sendpath::store {
namespace {

constexpr std::size_t kExamplesMax = 6;  // classes whose names are looked at

/// A class of a path with its sums.
struct ClassSum {
    std::int64_t flow_class = 0;
    std::int64_t messages = 0;
    std::int64_t failing = 0;
};

/// Failing messages first; the cells of a class follow each other.
std::vector<ClassSum> classes_of(std::span<const PathCell> cells) {
    std::vector<ClassSum> classes;
    for (const PathCell& cell : cells) {
        if (classes.empty() || classes.back().flow_class != cell.flow_class)
            classes.push_back({cell.flow_class});
        classes.back().messages += cell.messages;
        if ((cell.outcome & 3U) == 0) classes.back().failing += cell.messages;
    }
    std::ranges::sort(classes, {}, [](const ClassSum& sum) {
        return std::tuple(-sum.failing, -sum.messages, sum.flow_class);
    });
    return classes;
}

}  // namespace

std::string sender_name(std::string_view key) {
    const std::size_t colon = key.find(':');
    if (colon == std::string_view::npos) return std::string(key);
    const std::string_view value = key.substr(colon + 1);
    if (key.starts_with("service:"))
        if (const auto* service = analysis::SenderTable::builtin().find(value))
            return service->name;
    return std::string(value);
}

PathRow row_of(const JudgedPath& path) {
    PathRow row;
    row.id = path.id;
    row.domain = path.domain;
    row.organization = path.organization;
    row.sender = path.sender;
    row.kind = path.kind;
    if (path.kind == analysis::IdentityKind::service)
        row.service = analysis::SenderTable::builtin().find(
            std::string_view(path.sender).substr(std::string_view("service:").size()));
    row.evidence = path.evidence;
    row.verdict = path.verdict;
    row.note = path.note;
    return row;
}

Result<ClassExample> example_of(sqlite3& db, const PathDirectory::Class& of) {
    ClassExample example;
    WordTexts texts(db);
    Result<void> read = Error{Errc::io, "an authentication set is missing from the store"};
    const Result<void> asked = each_row(
        db,
        "SELECT packed, address FROM auth_set JOIN source ON source.id = ?2 WHERE auth_set.id = ?1",
        [&](const Statement& row) {
            const auto unmap = [&](std::uint64_t word) {
                return word == 0 ? model::kNoWord : example.words.intern(texts.text(word));
            };
            auto auth = unpack_auth_set(row.view(0), unmap);
            const auto address = model::IpAddress::from_packed(row.view(1));
            read = Result<void>();
            if (!auth) read = auth.error();
            if (!address) read = address.error().within("source.address");
            if (!read) return;
            example.auth = *std::move(auth);
            example.source = *address;
        },
        of.auth_set, of.source);
    if (!asked) return asked.error();
    if (!read) return read.error();
    if (texts.error()) return *texts.error();
    return example;
}

Result<analysis::PathNames> names_of(sqlite3& db, const JudgedPath& path, const JudgedPaths& all,
                                     const PathDirectory& directory,
                                     const analysis::PublicSuffixes& suffixes) {
    std::vector<ClassSum> classes = classes_of(all.cells_of(path.id));
    if (classes.size() > kExamplesMax) classes.resize(kExamplesMax);
    std::vector<ClassExample> examples;
    std::vector<analysis::Facts> facts;
    examples.reserve(classes.size());
    facts.reserve(classes.size());
    std::vector<analysis::WeightedFlow> flows;
    for (const ClassSum& sum : classes) {
        auto example = example_of(db, directory.flow_class(sum.flow_class));
        if (!example) return example.error();
        examples.push_back(*std::move(example));
        facts.push_back(analysis::facts_of(examples.back().auth, examples.back().words));
        flows.push_back({&facts.back(), examples.back().source, sum.messages, sum.failing});
    }
    analysis::Organizations organizations(suffixes);
    const analysis::OwnNames own(path.domain, organizations);
    analysis::PathNames names = analysis::path_names(own, path.domain, flows);
    names.sender = sender_name(path.sender);
    names.home_sender = path.home_sender.empty() ? std::string() : sender_name(path.home_sender);
    names.messages = path.evidence.messages;
    names.failing = path.evidence.failing;
    const auto holder = policy_holder(db, path.domain);
    if (!holder) return holder.error();
    if (*holder) names.policy_domain = (*holder)->domain;
    return names;
}

}  // namespace sendpath::store
