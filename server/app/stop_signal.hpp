#pragma once

#include <atomic>

namespace sendpath::app {

/// While it lives, SIGINT and SIGTERM set `flag` in the place of ending the program, once; a second
/// signal ends it. One at a time.
class StopSignal {
public:
    explicit StopSignal(std::atomic<bool>& flag);
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
};

}  // namespace sendpath::app
