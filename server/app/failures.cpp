#include "app/failures.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace sendpath::app {

config::ExitCode store_failure(const Error& error) {
    const bool full = error.detail.find("disk is full") != std::string::npos ||
                      error.detail.find("disk I/O error") != std::string::npos;
    fmt::print(stderr, "sendpath: {}{}\n", error.detail,
               full && error.detail.find("free some space") == std::string::npos
                   ? "; free some space and run it again: what was stored is whole"
                   : "");
    return full ? config::ExitCode::system_failed : config::ExitCode::store_failed;
}

}  // namespace sendpath::app
