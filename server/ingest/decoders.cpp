#include "ingest/decoders.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

namespace sendpath::ingest {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr int kLeastPriority = 19;  // of a thread that was given up: it may spin for ever

/// One thread, and whether it still works for us.
struct Seat {
    std::thread thread;
    pid_t id = 0;
    bool left = false;
};

}  // namespace

/// All but `work` is guarded by Inside::mutex.
struct Decoders::Job {
    std::function<void()> work;  // the thread's own once it has begun
    std::function<void()> wake;  // empty once it was called, or nobody waits any more
    std::optional<Clock::time_point> begun;
    std::shared_ptr<Seat> seat;
    bool finished = false;
};

/// However the caller goes, also by cancellation or with its frame: what still runs is given up.
class Decoders::Leaving {
public:
    Leaving(std::shared_ptr<Inside> inside, std::shared_ptr<Job> job)
        : inside_(std::move(inside)), job_(std::move(job)) {}
    ~Leaving();
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;

private:
    std::shared_ptr<Inside> inside_;
    std::shared_ptr<Job> job_;
};

struct Decoders::Inside : std::enable_shared_from_this<Decoders::Inside> {
    void add_thread();
    void serve(const std::shared_ptr<Seat>& seat);
    void submit(std::shared_ptr<Job> job);
    void give_up(const std::shared_ptr<Job>& job);
    std::optional<Clock::time_point> begun(const Job& job);
    bool finished(const Job& job);

    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<std::shared_ptr<Job>> waiting;
    std::list<std::shared_ptr<Seat>> seats;
    std::int64_t given_up = 0;
    bool closing = false;
};

void Decoders::Inside::add_thread() {
    auto seat = std::make_shared<Seat>();
    seats.push_back(seat);
    seat->thread = std::thread([self = shared_from_this(), seat] { self->serve(seat); });
    pthread_setname_np(seat->thread.native_handle(), "decoder");  // for top and profilers
}

void Decoders::Inside::serve(const std::shared_ptr<Seat>& seat) {
    std::unique_lock lock(mutex);
    seat->id = gettid();
    while (true) {
        arrived.wait(lock, [this] { return closing || !waiting.empty(); });
        if (waiting.empty()) return;
        const std::shared_ptr<Job> job = std::move(waiting.front());
        waiting.pop_front();
        job->begun = Clock::now();
        job->seat = seat;
        lock.unlock();
        job->work();
        job->work = nullptr;  // what it owns goes here, not under the lock
        lock.lock();
        if (seat->left) return;
        job->finished = true;
        const auto wake = std::exchange(job->wake, nullptr);
        if (wake) wake();
    }
}

void Decoders::Inside::submit(std::shared_ptr<Job> job) {
    {
        const std::lock_guard lock(mutex);
        waiting.push_back(std::move(job));
    }
    arrived.notify_one();
}

/// Nobody waits for `job` any more. Does nothing to one that is finished.
void Decoders::Inside::give_up(const std::shared_ptr<Job>& job) {
    const std::lock_guard lock(mutex);
    job->wake = nullptr;
    if (job->finished) return;
    if (!job->begun) {
        std::erase(waiting, job);
        return;
    }
    ++given_up;
    job->seat->left = true;
    job->seat->thread.detach();
    seats.remove(job->seat);
    setpriority(PRIO_PROCESS, static_cast<id_t>(job->seat->id), kLeastPriority);
    if (!closing) add_thread();
}

Decoders::Leaving::~Leaving() {
    inside_->give_up(job_);
}

std::optional<Clock::time_point> Decoders::Inside::begun(const Job& job) {
    const std::lock_guard lock(mutex);
    return job.begun;
}

bool Decoders::Inside::finished(const Job& job) {
    const std::lock_guard lock(mutex);
    return job.finished;
}

Decoders::Decoders(unsigned threads) : inside_(std::make_shared<Inside>()) {
    const std::lock_guard lock(inside_->mutex);
    for (unsigned i = 0; i < std::max(threads, 1U); ++i) inside_->add_thread();
}

Decoders::~Decoders() {
    std::list<std::shared_ptr<Seat>> seats;
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->closing = true;
        seats.swap(inside_->seats);
    }
    inside_->arrived.notify_all();
    for (const auto& seat : seats) seat->thread.join();
}

std::int64_t Decoders::given_up() const {
    const std::lock_guard lock(inside_->mutex);
    return inside_->given_up;
}

asio::awaitable<bool> Decoders::finish(std::function<void()> work,
                                       std::chrono::milliseconds patience) {
    const auto executor = co_await asio::this_coro::executor;
    // Shared with the wake-up, which may be on its way when a timer has already run out.
    const auto timer = std::make_shared<asio::steady_timer>(executor);
    const auto job = std::make_shared<Job>();
    job->work = std::move(work);
    job->wake = [timer] { asio::post(timer->get_executor(), [timer] { timer->cancel(); }); };
    const Leaving leaving(inside_, job);
    inside_->submit(job);
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    while (!inside_->finished(*job)) {
        const auto begun = inside_->begun(*job);
        const auto until = begun.value_or(Clock::now()) + patience;
        if (begun && until <= Clock::now()) co_return false;
        timer->expires_at(until);
        co_await timer->async_wait(token);
        const auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none)
            throw boost::system::system_error(asio::error::operation_aborted);
    }
    co_return true;
}

}  // namespace sendpath::ingest
