#pragma once

#include "base/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <sys/types.h>

#include <memory>
#include <vector>

namespace sendpath::imap {

/// A program that runs beside us, and the pipe that it prints to. Killed, with all of its process
/// group, when this ends before it does.
class ChildProcess {
public:
    /// Starts argv[0] as posix_spawnp() finds it, without a shell. It gets our environment, nothing
    /// to read, no descriptor of ours; its standard error is thrown away.
    /// Errors: io (it cannot be started; the detail names argv[0] and not its arguments).
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(
        const std::vector<std::string>& argv, const boost::asio::any_io_executor& executor);

    ChildProcess(pid_t id, boost::asio::posix::stream_descriptor output);
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    ~ChildProcess();

    /// What it prints, to the end, or until more than `most` octets came: then one more than that.
    [[nodiscard]] boost::asio::awaitable<std::string> output(std::size_t most);

    /// How it ended, as waitpid() tells it.
    [[nodiscard]] boost::asio::awaitable<int> ended();

    /// Ends it now; what waits in output() resumes.
    void kill();

private:
    [[nodiscard]] bool reap(int flags);

    pid_t id_;
    boost::asio::posix::stream_descriptor output_;
    bool reaped_ = false;
    int status_ = 0;
};

}  // namespace sendpath::imap
