#include "store/backup.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sendpath::store {
namespace {

namespace fs = std::filesystem;

constexpr int kStepsBetweenLooks = 1'000;  // of SQLite's machine

Error told(const fs::path& path, int code) {
    const bool full = code == ENOSPC || code == EDQUOT;
    return {full ? Errc::no_space : Errc::io,
            path.string() + ": " + std::generic_category().message(code)};
}

/// A file or folder that is open for as long as this lives.
class Opened {
public:
    Opened(const fs::path& path, int flags)
        : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Opened() {
        if (file_ >= 0) ::close(file_);
    }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

    [[nodiscard]] bool is_open() const { return file_ >= 0; }
    [[nodiscard]] bool synced() const { return is_open() && ::fsync(file_) == 0; }

private:
    int file_;
};

/// Removes what an attempt has left behind, unless it came to its end.
class Attempt {
public:
    explicit Attempt(fs::path path) : path_(std::move(path)) {}
    ~Attempt() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// A log of another store would be taken for this one's.
Result<void> is_free(const fs::path& to) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
        const fs::path path = to.string() + end;
        std::error_code unseen;
        if (fs::exists(fs::symlink_status(path, unseen)))
            return Error{Errc::bad_syntax, path.string() + " is there already; move it away first"};
    }
    return {};
}

struct Looking {
    const CopyProgress& progress;
    const fs::path& copy;
    std::uint64_t whole;

    static int look(void* looking) {
        const auto& self = *static_cast<Looking*>(looking);
        std::error_code unseen;
        const std::uintmax_t size = fs::file_size(self.copy, unseen);
        if (!unseen) self.progress(size, self.whole);
        return 0;
    }
};

Result<void> copy_into(sqlite3& db, const fs::path& copy, const CopyProgress& progress) {
    const auto pages = one_integer(db, "PRAGMA page_count");
    if (!pages) return pages.error();
    const auto page = one_integer(db, "PRAGMA page_size");
    if (!page) return page.error();
    Looking looking{progress, copy, static_cast<std::uint64_t>(*pages * *page)};
    if (progress) sqlite3_progress_handler(&db, kStepsBetweenLooks, Looking::look, &looking);
    const auto copied =
        each_row(db, "VACUUM INTO ?1", [](const Statement&) {}, std::string_view(copy.native()));
    sqlite3_progress_handler(&db, 0, nullptr, nullptr);
    return copied;
}

Result<Copied> look_at(const fs::path& copy) {
    const auto db = open_for_reading(copy);
    if (!db) return db.error();
    const auto reports = one_integer(**db, "SELECT count(*) FROM report");
    if (!reports) return reports.error();
    std::error_code unseen;
    return Copied{static_cast<std::int64_t>(fs::file_size(copy, unseen)), *reports};
}

}  // namespace

Result<Copied> copy_store(const fs::path& from, const fs::path& to, const CopyProgress& progress) {
    const auto free = is_free(to);
    if (!free) return free.error();
    const auto db = open_for_reading(from);
    if (!db) return db.error();
    // The copy is another database, so SQLite must not take this connection for one that may not
    // write at all.
    if (const auto ready = run(**db, "PRAGMA query_only = OFF"); !ready) return ready.error();

    const Attempt attempt(to.string() + ".part");
    std::error_code ignored;
    fs::remove(attempt.path(), ignored);  // of a run that was killed
    if (!Opened(attempt.path(), O_CREAT | O_EXCL | O_WRONLY).is_open())
        return told(attempt.path(), errno);
    if (const auto copied = copy_into(**db, attempt.path(), progress); !copied)
        return copied.error().within("copy " + to.string());
    const Result<Copied> copied = look_at(attempt.path());
    if (!copied) return copied.error();
    // SQLite does not wait for the disk here.
    if (!Opened(attempt.path(), O_RDONLY).synced()) return told(attempt.path(), errno);
    if (::rename(attempt.path().c_str(), to.c_str()) != 0) return told(to, errno);
    const fs::path folder = to.has_parent_path() ? to.parent_path() : fs::path(".");
    if (!Opened(folder, O_RDONLY | O_DIRECTORY).synced()) return told(folder, errno);
    return *copied;
}

}  // namespace sendpath::store
