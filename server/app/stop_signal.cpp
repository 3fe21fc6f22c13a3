#include "app/stop_signal.hpp"

#include <csignal>

namespace sendpath::app {
namespace {

static_assert(std::atomic<bool>::is_always_lock_free, "it is set from a signal handler");
std::atomic<std::atomic<bool>*> g_flag{nullptr};

extern "C" void sendpath_on_stop(int signal) {
    if (std::atomic<bool>* flag = g_flag.load()) flag->store(true);
    std::signal(signal, SIG_DFL);
}

}  // namespace

StopSignal::StopSignal(std::atomic<bool>& flag) {
    g_flag.store(&flag);
    std::signal(SIGINT, sendpath_on_stop);
    std::signal(SIGTERM, sendpath_on_stop);
}

StopSignal::~StopSignal() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    g_flag.store(nullptr);
}

}  // namespace sendpath::app
