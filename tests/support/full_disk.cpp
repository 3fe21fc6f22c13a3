#include "support/full_disk.hpp"

#include <atomic>
#include <cerrno>
#include <map>
#include <mutex>

namespace sendpath::test {
namespace {

sqlite3_vfs* real = nullptr;
const sqlite3_io_methods* real_file = nullptr;
std::atomic<bool> no_write{false};
std::atomic<bool> no_sync{false};

int write(sqlite3_file* to, const void* octets, int size, sqlite3_int64 at) {
    return no_write ? SQLITE_FULL : real_file->xWrite(to, octets, size, at);
}

int sync(sqlite3_file* what, int flags) {
    if (!no_sync) return real_file->xSync(what, flags);
    errno = ENOSPC;
    return SQLITE_IOERR_FSYNC;
}

/// The methods of `kind` with ours in them. Database and log are files of different kinds, which
/// differ in their locks alone.
const sqlite3_io_methods* with_ours(const sqlite3_io_methods* kind) {
    static std::mutex mutex;
    static std::map<const sqlite3_io_methods*, sqlite3_io_methods> made;
    const std::lock_guard lock(mutex);
    if (real_file == nullptr) real_file = kind;
    const auto [found, is_new] = made.try_emplace(kind, *kind);
    if (is_new) {
        found->second.xWrite = write;
        found->second.xSync = sync;
    }
    return &found->second;
}

int open(sqlite3_vfs* /*shim*/, const char* name, sqlite3_file* opened, int flags, int* got) {
    const int outcome = real->xOpen(real, name, opened, flags, got);
    if (opened->pMethods != nullptr) opened->pMethods = with_ours(opened->pMethods);
    return outcome;
}

}  // namespace

FullDisk::FullDisk() {
    real = sqlite3_vfs_find(nullptr);
    shim_ = *real;
    shim_.zName = "disk that can be full";
    shim_.xOpen = open;
    sqlite3_vfs_register(&shim_, 1);
}

FullDisk::~FullDisk() {
    clear();
    sqlite3_vfs_unregister(&shim_);
    sqlite3_vfs_register(real, 1);
}

void FullDisk::fill(Shows where) {
    (where == Shows::at_write ? no_write : no_sync) = true;
}

void FullDisk::clear() {
    no_write = false;
    no_sync = false;
}

bool FullDisk::is_full() const {
    return no_write || no_sync;
}

}  // namespace sendpath::test
