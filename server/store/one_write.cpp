#include "store/one_write.hpp"

#include "store/connection.hpp"

namespace sendpath::store {

Result<void> write_once(const std::filesystem::path& path,
                        const std::function<void(Ledger&)>& work) {
    const auto db = open_for_writing(path);
    if (!db) return db.error();
    Ledger ledger(**db, {});
    if (const auto begun = ledger.begin(); !begun) return begun.error();
    work(ledger);
    return ledger.commit();
}

}  // namespace sendpath::store
