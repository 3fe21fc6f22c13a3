// Preloaded into a program, this ends it right before one of its steps: a sync of a file, or a send
// over a connection to some port. What it did up to there is done, what it was about to do is not.
//   DIE_AT_STEP    the step, from 1 on; 0: none
//   DIE_AT_PORT    the port whose connections count
//   DIE_AT_COUNT   a file of eight octets: how many steps there were
#include "support/preload.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace {

constexpr int kDied = 100;  // also in imap_steps_test.py

unsigned long number(const char* name) {
    const char* text = getenv(name);
    return text == nullptr ? 0 : strtoul(text, nullptr, 10);
}

using Count = std::atomic<std::uint64_t>;

Count& count() {
    static Count own = 0;
    static Count* const shared = [] {
        const char* path = getenv("DIE_AT_COUNT");
        const int file = path == nullptr ? -1 : open(path, O_RDWR | O_CLOEXEC);
        if (file < 0) return &own;
        void* const octets =
            mmap(nullptr, sizeof(Count), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
        close(file);
        return octets == MAP_FAILED ? &own : static_cast<Count*>(octets);
    }();
    return *shared;
}

void step() {
    static const unsigned long last = number("DIE_AT_STEP");
    if (++count() == last) _exit(kDied);
}

bool is_counted(int socket) {
    static const unsigned long port = number("DIE_AT_PORT");
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    return getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
           peer.sin_family == AF_INET && ntohs(peer.sin_port) == port;
}

}  // namespace

extern "C" {

int fsync(int file) {
    step();
    return next<int(int)>("fsync")(file);
}

int fdatasync(int file) {
    step();
    return next<int(int)>("fdatasync")(file);
}

ssize_t send(int socket, const void* data, size_t size, int flags) {
    if (is_counted(socket)) step();
    return next<ssize_t(int, const void*, size_t, int)>("send")(socket, data, size, flags);
}

ssize_t sendmsg(int socket, const msghdr* message, int flags) {
    if (is_counted(socket)) step();
    return next<ssize_t(int, const msghdr*, int)>("sendmsg")(socket, message, flags);
}

}  // extern "C"
