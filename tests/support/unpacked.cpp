// Preloaded into a program that is unpacked somewhere and not installed, this has it find its files
// there although their paths are built into it.
//   UNPACKED_PATHS   OLD=NEW:OLD=NEW...; a path that is OLD or lies below it is NEW or below that
#include "preload.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

constexpr std::size_t kPathMax = 4096;

/// A path as it is here, for as long as this lives.
class Path {
public:
    explicit Path(const char* path) : path_(path) {
        const char* rule = getenv("UNPACKED_PATHS");
        while (path != nullptr && rule != nullptr && *rule != 0) {
            const char* equals = strchr(rule, '=');
            if (equals == nullptr) return;
            const char* end = strchrnul(equals, ':');
            if (apply(path, {rule, equals}, {equals + 1, end})) return;
            rule = *end == 0 ? end : end + 1;
        }
    }

    operator const char*() const { return path_; }

private:
    struct Piece {
        const char* begin;
        const char* end;
        [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end - begin); }
    };

    bool apply(const char* path, Piece before, Piece after) {
        if (strncmp(path, before.begin, before.size()) != 0) return false;
        const char* rest = path + before.size();
        if (*rest != 0 && *rest != '/') return false;
        if (after.size() + strlen(rest) >= kPathMax) return false;
        memcpy(moved_.data(), after.begin, after.size());
        strcpy(moved_.data() + after.size(), rest);
        path_ = moved_.data();
        return true;
    }

    const char* path_;
    std::array<char, kPathMax> moved_{};
};

sockaddr_un moved(const sockaddr* address, socklen_t size) {
    sockaddr_un here{};
    memcpy(&here, address, size < sizeof here ? size : sizeof here);
    const Path path(here.sun_path);
    if (strlen(path) < sizeof here.sun_path && path != here.sun_path) strcpy(here.sun_path, path);
    return here;
}

template <class Call>
int with_address(const char* name, int socket, const sockaddr* address, socklen_t size) {
    if (address->sa_family != AF_UNIX || size <= offsetof(sockaddr_un, sun_path))
        return next<Call>(name)(socket, address, size);
    const sockaddr_un here = moved(address, size);
    return next<Call>(name)(socket, reinterpret_cast<const sockaddr*>(&here), sizeof here);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_of(flags, arguments);
    va_end(arguments);
    return static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, static_cast<const char*>(Path(path)), flags, mode));
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const unsigned mode = mode_of(flags, arguments);
    va_end(arguments);
    return open(path, flags, mode);
}

FILE* fopen(const char* path, const char* mode) {
    return next<FILE*(const char*, const char*)>("fopen")(Path(path), mode);
}

FILE* fopen64(const char* path, const char* mode) {
    return next<FILE*(const char*, const char*)>("fopen64")(Path(path), mode);
}

int stat(const char* path, struct stat* result) noexcept {
    return next<int(const char*, struct stat*)>("stat")(Path(path), result);
}

int lstat(const char* path, struct stat* result) noexcept {
    return next<int(const char*, struct stat*)>("lstat")(Path(path), result);
}

int stat64(const char* path, struct stat64* result) noexcept {
    return next<int(const char*, struct stat64*)>("stat64")(Path(path), result);
}

int lstat64(const char* path, struct stat64* result) noexcept {
    return next<int(const char*, struct stat64*)>("lstat64")(Path(path), result);
}

int access(const char* path, int how) noexcept {
    return next<int(const char*, int)>("access")(Path(path), how);
}

DIR* opendir(const char* path) {
    return next<DIR*(const char*)>("opendir")(Path(path));
}

int execv(const char* path, char* const* arguments) noexcept {
    return next<int(const char*, char* const*)>("execv")(Path(path), arguments);
}

int execve(const char* path, char* const* arguments, char* const* environment) noexcept {
    return next<int(const char*, char* const*, char* const*)>("execve")(Path(path), arguments,
                                                                        environment);
}

void* dlopen(const char* path, int how) noexcept {
    return next<void*(const char*, int)>("dlopen")(Path(path), how);
}

int connect(int socket, const sockaddr* address, socklen_t size) {
    return with_address<int(int, const sockaddr*, socklen_t)>("connect", socket, address, size);
}

int bind(int socket, const sockaddr* address, socklen_t size) noexcept {
    return with_address<int(int, const sockaddr*, socklen_t)>("bind", socket, address, size);
}

}  // extern "C"
