#include "store/writer.hpp"

#include "store/connection.hpp"

#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace sendpath::store {
namespace {

using Jobs = std::vector<std::unique_ptr<WriterJob>>;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kStrangersWait = 30s;  // then they are looked at between jobs, quiet or not
constexpr auto kSettleStep = 100ms;   // in one commit of settle()

class WaitedJob : public WriterJob {
public:
    explicit WaitedJob(std::function<void(Ledger&)> work) : work_(std::move(work)) {}
    void write(Ledger& ledger) override { work_(ledger); }
    void settled(const Result<void>& outcome) noexcept override { done_.set_value(outcome); }
    [[nodiscard]] std::future<Result<void>> done() { return done_.get_future(); }

private:
    std::function<void(Ledger&)> work_;
    std::promise<Result<void>> done_;
};

}  // namespace

struct Writer::Inside {
    Inside(Connection connection, OurDomains ours, Grouping how,
           const analysis::PublicSuffixes& suffixes)
        : db(std::move(connection)), ledger(*db, std::move(ours), suffixes), grouping(how) {}

    void run();
    std::unique_ptr<WriterJob> next(Clock::time_point until);
    bool fetch(Clock::time_point until);
    void commit_alone(WriterJob& job);
    void regroup();
    [[nodiscard]] Clock::time_point idle_until();
    bool is_closing();

    Connection db;
    Ledger ledger;
    Grouping grouping;

    std::mutex mutex;
    std::condition_variable arrived;
    std::condition_variable taken;
    std::deque<std::unique_ptr<WriterJob>> queue;
    std::size_t waiting = 0;                         // weight of the queue
    std::deque<std::unique_ptr<WriterJob>> fetched;  // the writer thread's own
    bool closing = false;
    bool paused = false;  // regrouping, since a step of it failed
    std::optional<Clock::time_point> strangers_since;

    std::thread thread;
};

/// Moves all that waits into `fetched`, waiting for something until `until`; false when there was
/// nothing. All at once, since threads that wake each other job by job mostly wait.
bool Writer::Inside::fetch(Clock::time_point until) {
    std::unique_lock lock(mutex);
    const auto something = [this] { return closing || !queue.empty(); };
    if (until == Clock::time_point::max())
        arrived.wait(lock, something);
    else
        arrived.wait_until(lock, until, something);
    if (queue.empty()) return false;
    fetched.swap(queue);
    waiting = 0;
    taken.notify_all();
    return true;
}

/// The next job, waiting for it until `until`; nullptr when there was none, or the writer closes.
std::unique_ptr<WriterJob> Writer::Inside::next(Clock::time_point until) {
    if (fetched.empty() && !fetch(until)) return nullptr;
    std::unique_ptr<WriterJob> job = std::move(fetched.front());
    fetched.pop_front();
    return job;
}

void Writer::Inside::commit_alone(WriterJob& job) {
    Result<void> outcome = ledger.begin();
    if (outcome) {
        job.write(ledger);
        outcome = ledger.commit();
    }
    job.settled(outcome);
}

/// One step of regrouping, in a commit of its own. What fails is tried again after the next job.
void Writer::Inside::regroup() {
    Result<void> outcome = ledger.begin();
    if (outcome) {
        if (!ledger.paths().regroup() && !ledger.failure()) return ledger.roll_back();
        outcome = ledger.commit();
    }
    if (outcome) return;
    ledger.paths().pause();
    paused = true;
}

/// How long to wait for a job before something else is done.
Clock::time_point Writer::Inside::idle_until() {
    if (!ledger.paths().has_work()) {
        strangers_since.reset();
        return Clock::time_point::max();
    }
    if (!strangers_since) strangers_since = Clock::now();
    return ledger.paths().is_regrouping() ? Clock::now() : Clock::now() + grouping.quiet;
}

bool Writer::Inside::is_closing() {
    const std::lock_guard lock(mutex);
    return closing && queue.empty();
}

void Writer::Inside::run() {
    while (true) {
        std::unique_ptr<WriterJob> first = next(idle_until());
        if (!first) {
            if (is_closing()) return;  // what is left to regroup is written down
            regroup();
            continue;
        }
        Jobs group;
        group.push_back(std::move(first));
        const auto deadline = Clock::now() + grouping.longest;
        Result<void> outcome = ledger.begin();
        std::size_t weight = 0;
        for (std::size_t done = 0; outcome && done < group.size(); ++done) {
            group[done]->write(ledger);
            weight += group[done]->weight();
            if (group.size() == grouping.jobs || weight > kWeightMax || Clock::now() >= deadline)
                continue;
            const auto until = std::min(deadline, Clock::now() + grouping.patience);
            if (auto more = next(until)) group.push_back(std::move(more));
        }
        if (outcome) outcome = ledger.commit();
        if (outcome || group.size() == 1) {
            for (const auto& job : group) job->settled(outcome);
        } else {
            for (const auto& job : group) commit_alone(*job);  // one bad job costs only itself
        }
        if (paused && outcome) {
            paused = false;
            ledger.paths().resume();
        }
        const bool late = strangers_since && Clock::now() - *strangers_since > kStrangersWait;
        if (ledger.paths().is_regrouping() || late) regroup();
    }
}

Writer::Writer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
    inside_->thread = std::thread([running = inside_.get()] { running->run(); });
    pthread_setname_np(inside_->thread.native_handle(), "writer");  // for top and profilers
}

Result<std::unique_ptr<Writer>> Writer::open(const std::filesystem::path& path, OurDomains ours,
                                             Grouping grouping,
                                             const analysis::PublicSuffixes* suffixes) {
    auto db = open_for_writing(path);
    if (!db) return db.error();
    auto inside = std::make_unique<Inside>(*std::move(db), std::move(ours), grouping,
                                           suffixes == nullptr ? usual_suffixes() : *suffixes);
    Ledger& ledger = inside->ledger;
    if (const auto begun = ledger.begin(); !begun) return begun.error();
    const bool other_domains = ledger.reports().adopt(ledger.ours());
    if (ledger.paths().adopt() || other_domains || ledger.failure()) {
        if (const auto adopted = ledger.commit(); !adopted) return adopted.error();
    } else {
        ledger.roll_back();
    }
    return std::unique_ptr<Writer>(new Writer(std::move(inside)));
}

Writer::~Writer() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->closing = true;
    }
    inside_->arrived.notify_all();
    inside_->thread.join();
}

void Writer::submit(std::unique_ptr<WriterJob> job) {
    std::unique_lock lock(inside_->mutex);
    inside_->taken.wait(lock, [this] { return inside_->waiting < kWeightMax; });
    inside_->waiting += job->weight();
    inside_->queue.push_back(std::move(job));
    lock.unlock();
    inside_->arrived.notify_one();
}

Result<void> Writer::write(std::function<void(Ledger&)> work) {
    auto job = std::make_unique<WaitedJob>(std::move(work));
    std::future<Result<void>> done = job->done();
    submit(std::move(job));
    return done.get();
}

Result<void> Writer::settle() {
    bool more = true;
    while (more) {
        const Result<void> done = write([&more](Ledger& ledger) {
            const auto until = Clock::now() + kSettleStep;
            do more = ledger.paths().regroup();
            while (more && Clock::now() < until);
        });
        if (!done) return done;
    }
    return {};
}

}  // namespace sendpath::store
