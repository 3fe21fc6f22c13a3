#pragma once

#include "ingest/digest_queue.hpp"
#include "ingest/digesting.hpp"

#include <boost/asio/detached.hpp>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>

namespace sendpath::ingest {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using store::IntakeState;

/// Reads mail as a decoder does, and knows what it was given and how much of it at once.
class Reads {
public:
    /// Told of each mail on its decoder thread, before it is read.
    std::function<void(model::IntakeId)> before = [](model::IntakeId) {};

    [[nodiscard]] ReadMail reader() {
        return [this](const store::PendingIntake& mail, const decode::Limits& limits) {
            const Reading one(*this, mail.id);
            before(mail.id);
            return read_again(mail, limits);
        };
    }
    /// Until no thread is reading. One that was given up may touch what a test owns until then.
    void wait_for_all() {
        std::unique_lock lock(mutex_);
        left_.wait(lock, [this] { return now_ == 0; });
    }
    [[nodiscard]] std::vector<model::IntakeId> order() {
        const std::lock_guard lock(mutex_);
        return order_;
    }
    /// How many were being read when each began, itself included.
    [[nodiscard]] std::vector<int> at_once() {
        const std::lock_guard lock(mutex_);
        return at_once_;
    }

private:
    class Reading {
    public:
        Reading(Reads& reads, model::IntakeId id) : reads_(reads) {
            const std::lock_guard lock(reads.mutex_);
            reads.order_.push_back(id);
            reads.at_once_.push_back(++reads.now_);
        }
        ~Reading() {
            const std::lock_guard lock(reads_.mutex_);
            --reads_.now_;
            reads_.left_.notify_all();
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;

    private:
        Reads& reads_;
    };

    std::mutex mutex_;
    std::condition_variable left_;
    std::vector<model::IntakeId> order_;
    std::vector<int> at_once_;
    int now_ = 0;
};

class DigestQueueTest : public test::Digesting {
protected:
    void open(DigestQueue::Pace pace = {.at_once = 2, .store_rest = 1ms},
              std::chrono::milliseconds patience = 1min) {
        digesting.emplace(store.writer(), decoders, reading, patience, reads.reader());
        queue.emplace(io.get_executor(), *digesting, pace);
    }
    /// Until `done`, or nothing is left to do.
    template <class Done>
    void run_until(Done done) {
        io.restart();
        while (!done() && io.run_one() > 0) {
        }
    }
    void run_all() {
        io.restart();
        io.run();
    }
    std::future<Result<MailOutcome>> outcome(model::IntakeId id) {
        return asio::co_spawn(io, queue->outcome(id), asio::use_future);
    }
    std::vector<model::IntakeId> accept_some(int mails) {
        std::vector<model::IntakeId> ids;
        for (int i = 0; i < mails; ++i)
            ids.push_back(accept(mail("report " + std::to_string(++accepted_))).id);
        return ids;
    }
    std::int64_t in_state(IntakeState state) {
        return store.number("SELECT count(*) FROM intake WHERE state = " +
                            std::to_string(static_cast<int>(state)));
    }
    /// Lets the store refuse to finish a mail, as a full disk would.
    void refuse(model::IntakeId id) {
        const auto db = store::open_for_writing(store.path());
        const std::string sql = "CREATE TRIGGER refuse BEFORE UPDATE ON intake WHEN new.id = " +
                                std::to_string(id.value) +
                                " AND new.state = 2 BEGIN SELECT RAISE(ABORT, 'refused'); END";
        ASSERT_TRUE(store::run(**db, sql.c_str()));
    }

    Reads reads;
    asio::io_context io{1};
    std::optional<Digester> digesting;
    std::optional<DigestQueue> queue;

private:
    int accepted_ = 0;
};

}  // namespace sendpath::ingest
