#include "store/auth_sets.hpp"

#include "store/packed_auth_set.hpp"

namespace sendpath::store {

Result<model::AuthSet> AuthSets::of_flow(std::int64_t flow, model::Words& into) {
    if (!find_) {
        auto prepared = Statement::prepare(
            *db_,
            "SELECT packed FROM flow JOIN auth_set ON auth_set.id = auth_set WHERE flow.id = ?1");
        if (!prepared) return prepared.error();
        find_ = *std::move(prepared);
    }
    find_->with(flow);
    const Result<bool> row = find_->step();
    if (!row) return row.error();
    if (!*row) return Error{Errc::io, "a flow is missing from the store"};
    const auto unmap = [&](std::uint64_t word) {
        return word == 0 ? model::kNoWord : into.intern(words_.text(word));
    };
    Result<model::AuthSet> set = unpack_auth_set(find_->view(0), unmap);
    find_->reset();
    if (words_.error()) return *words_.error();
    return set;
}

}  // namespace sendpath::store
