#include "imap/child_process.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// What a child gets instead of what is ours.
class Setup {
public:
    explicit Setup(int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        // Sockets are not opened close-on-exec, and a child could hold a port beyond our end.
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        posix_spawnattr_setpgroup(&attributes_, 0);  // a group of its own, to be killed whole
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&attributes_, &signals);
        sigaddset(&signals, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes_, &signals);
    }
    Setup(const Setup&) = delete;
    Setup& operator=(const Setup&) = delete;
    ~Setup() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }

    [[nodiscard]] int spawn(pid_t& id, const std::vector<std::string>& argv) const {
        std::vector<char*> words;
        words.reserve(argv.size() + 1);
        for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        return posix_spawnp(&id, words.front(), &actions_, &attributes_, words.data(), environ);
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

Error failed(const std::string& program, int problem) {
    return {Errc::io, program + " cannot be run: " + std::generic_category().message(problem)};
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& argv,
                                                          const asio::any_io_executor& executor) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return failed(argv.front(), errno);
    asio::posix::stream_descriptor ours(executor, ends[0]);
    pid_t id = 0;
    const int problem = Setup(ends[1]).spawn(id, argv);
    close(ends[1]);
    if (problem != 0) return failed(argv.front(), problem);
    return std::make_unique<ChildProcess>(id, std::move(ours));
}

ChildProcess::ChildProcess(pid_t id, asio::posix::stream_descriptor output)
    : id_(id), output_(std::move(output)) {}

ChildProcess::~ChildProcess() {
    kill();
    if (!reaped_) (void)reap(0);
}

bool ChildProcess::reap(int flags) {
    reaped_ = reaped_ || waitpid(id_, &status_, flags) != 0;
    return reaped_;
}

void ChildProcess::kill() {
    // Once it is reaped, its number may be somebody else's.
    if (!reaped_) ::kill(-id_, SIGKILL);
    error_code ignored;
    output_.close(ignored);
}

asio::awaitable<std::string> ChildProcess::output(std::size_t most) {
    constexpr std::size_t step = 4U << 10U;
    std::string text;
    error_code problem;
    auto token = asio::redirect_error(asio::use_awaitable, problem);
    while (!problem && text.size() <= most) {
        const std::size_t before = text.size();
        text.resize(before + std::min(step, most + 1 - before));
        const auto room = asio::buffer(text.data() + before, text.size() - before);
        const std::size_t size = co_await output_.async_read_some(room, token);
        text.resize(before + size);
    }
    co_return text;
}

asio::awaitable<int> ChildProcess::ended() {
    constexpr std::chrono::milliseconds pause{5};
    asio::steady_timer timer(output_.get_executor());
    error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    // It closes its output when it ends, so that this rarely waits at all.
    while (!reap(WNOHANG)) {
        timer.expires_after(pause);
        co_await timer.async_wait(token);
    }
    co_return status_;
}

}  // namespace sendpath::imap
