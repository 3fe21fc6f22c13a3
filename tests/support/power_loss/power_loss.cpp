// Preloaded into a program, this writes down what it does to the files of one folder, and which
// mails it acknowledges on a socket, in the order in which these things were done.
// tests/whole/power_loss.py reads that and makes what a disk might hold had the power failed at
// some moment.
//   POWER_LOSS_FOLDER   the folder, as the program names it
//   POWER_LOSS_LOG      the file to append to, outside of that folder
//
// A change is written down when it is done, a sync when it begins and when it has ended, an
// acknowledgement before it leaves: so a log that is cut anywhere promises no more than was true.
#include "support/preload.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// Also in power_loss.py.
enum class Kind : std::uint32_t {
    create = 1,
    write = 2,
    truncate = 3,
    sync_begin = 4,
    sync_end = 5,
    unlink = 6,
    rename = 7,
    acknowledge = 8
};

struct Header {
    Kind kind;
    std::uint32_t thread;
    std::uint64_t offset;  // of a write, or the new size
    std::uint32_t path_size;
    std::uint32_t data_size;  // the other path of a rename
};

constexpr int kFilesMax = 4096;
constexpr std::size_t kPathMax = 512;
constexpr const char* kAcknowledgement = "250 2.0.0 Stored as ";

// By descriptor; empty for files that are not ours.
std::array<std::array<char, kPathMax>, kFilesMax> paths;

const char* folder() {
    static const char* const value = getenv("POWER_LOSS_FOLDER");
    return value;
}

int log_file() {
    static const int file = [] {
        const char* path = getenv("POWER_LOSS_LOG");
        if (path == nullptr || folder() == nullptr) return -1;
        return static_cast<int>(
            syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    }();
    return file;
}

bool is_ours(const char* path) {
    return log_file() >= 0 && path != nullptr && strlen(path) < kPathMax &&
           strncmp(path, folder(), strlen(folder())) == 0;
}

const char* path_of(int file) {
    if (file < 0 || file >= kFilesMax) return nullptr;
    const char* path = paths[static_cast<std::size_t>(file)].data();
    return *path == 0 ? nullptr : path;
}

void set_path(int file, const char* path) {
    if (file >= 0 && file < kFilesMax) strcpy(paths[static_cast<std::size_t>(file)].data(), path);
}

// One call of the kernel with O_APPEND: whole, also between threads.
void note(Kind kind, const char* path, std::uint64_t offset, const void* data, std::size_t size) {
    const Header header{kind, static_cast<std::uint32_t>(gettid()), offset,
                        static_cast<std::uint32_t>(strlen(path)), static_cast<std::uint32_t>(size)};
    const std::array<iovec, 3> parts{{{const_cast<Header*>(&header), sizeof header},
                                      {const_cast<char*>(path), header.path_size},
                                      {const_cast<void*>(data), size}}};
    const auto whole = static_cast<long>(sizeof header + header.path_size + size);
    if (syscall(SYS_writev, log_file(), parts.data(), 3) != whole) {
        static_cast<void>(fprintf(stderr, "power_loss: the log cannot be written\n"));
        abort();
    }
}

void note_acknowledgement(const void* data, std::size_t size) {
    if (log_file() < 0 || data == nullptr) return;
    const std::size_t length = strlen(kAcknowledgement);
    const char* text = static_cast<const char*>(data);
    while (size > length) {
        const void* found = memmem(text, size, kAcknowledgement, length);
        if (found == nullptr) return;
        const char* id = static_cast<const char*>(found) + length;
        size -= static_cast<std::size_t>(id - text);
        text = id;
        std::size_t end = 0;
        while (end < size && id[end] != '\r') ++end;
        note(Kind::acknowledge, "", 0, id, end);
    }
}

int opened(const char* path, int flags, unsigned mode, int at) {
    struct stat before{};
    const bool ours = is_ours(path);
    const bool fresh = ours && (flags & O_CREAT) != 0 && stat(path, &before) != 0;
    const int file = static_cast<int>(syscall(SYS_openat, at, path, flags, mode));
    if (file < 0) return file;
    set_path(file, ours ? path : "");
    if (fresh) note(Kind::create, path, 0, nullptr, 0);
    if (ours && !fresh && (flags & O_TRUNC) != 0) note(Kind::truncate, path, 0, nullptr, 0);
    return file;
}

template <class Sync>
int synced(int file, Sync* sync) {
    const char* path = path_of(file);
    if (path != nullptr) note(Kind::sync_begin, path, 0, nullptr, 0);
    const int outcome = sync(file);
    if (path != nullptr && outcome == 0) note(Kind::sync_end, path, 0, nullptr, 0);
    return outcome;
}

ssize_t written(int file, const void* data, std::uint64_t offset, ssize_t size) {
    const char* path = path_of(file);
    if (path != nullptr && size > 0)
        note(Kind::write, path, offset, data, static_cast<std::size_t>(size));
    return size;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_of(flags, arguments);
    va_end(arguments);
    return opened(path, flags, mode, AT_FDCWD);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_of(flags, arguments);
    va_end(arguments);
    return opened(path, flags | O_LARGEFILE, mode, AT_FDCWD);
}

int close(int file) {
    set_path(file, "");
    return static_cast<int>(syscall(SYS_close, file));
}

ssize_t write(int file, const void* data, std::size_t size) {
    note_acknowledgement(path_of(file) == nullptr ? data : nullptr, size);
    const auto before = path_of(file) == nullptr ? 0 : lseek(file, 0, SEEK_CUR);
    return written(file, data, static_cast<std::uint64_t>(before),
                   syscall(SYS_write, file, data, size));
}

ssize_t pwrite(int file, const void* data, std::size_t size, off_t offset) {
    return written(file, data, static_cast<std::uint64_t>(offset),
                   syscall(SYS_pwrite64, file, data, size, offset));
}

ssize_t pwrite64(int file, const void* data, std::size_t size, off64_t offset) {
    return pwrite(file, data, size, offset);
}

int ftruncate(int file, off_t size) noexcept {
    const int outcome = static_cast<int>(syscall(SYS_ftruncate, file, size));
    const char* path = path_of(file);
    if (path != nullptr && outcome == 0)
        note(Kind::truncate, path, static_cast<std::uint64_t>(size), nullptr, 0);
    return outcome;
}

int ftruncate64(int file, off64_t size) noexcept {
    return ftruncate(file, size);
}

int fsync(int file) {
    return synced(file, next<int(int)>("fsync"));
}

int fdatasync(int file) {
    return synced(file, next<int(int)>("fdatasync"));
}

int unlink(const char* path) noexcept {
    const int outcome = next<int(const char*)>("unlink")(path);
    if (outcome == 0 && is_ours(path)) note(Kind::unlink, path, 0, nullptr, 0);
    return outcome;
}

int rename(const char* from, const char* to) noexcept {
    const int outcome = next<int(const char*, const char*)>("rename")(from, to);
    if (outcome == 0 && is_ours(to)) note(Kind::rename, from, 0, to, strlen(to));
    return outcome;
}

ssize_t send(int socket, const void* data, std::size_t size, int flags) {
    note_acknowledgement(data, size);
    return next<ssize_t(int, const void*, std::size_t, int)>("send")(socket, data, size, flags);
}

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
    for (std::size_t i = 0; i < message->msg_iovlen; ++i)
        note_acknowledgement(message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
    return next<ssize_t(int, const msghdr*, int)>("sendmsg")(socket, message, flags);
}

}  // extern "C"
