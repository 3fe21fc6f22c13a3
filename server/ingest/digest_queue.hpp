#pragma once

#include "ingest/digester.hpp"
#include "net/task_group.hpp"

#include <deque>
#include <set>

namespace sendpath::ingest {

/// Digests accepted mail in the order it came, some of it at once. Lives on the socket thread.
///
/// What an earlier run left comes first: mails that were being decoded when it ended are read one
/// at a time before all else, so that the one that ended it is told from its neighbours. A mail
/// that the store fails to take stays pending and is tried again until the store works.
class DigestQueue {
public:
    static constexpr std::size_t kDigestsAtOnce = 16;
    static constexpr std::chrono::seconds kStoreRest{5};
    /// Decoder threads that may be stuck before nothing more is read in this run: each of them
    /// takes a share of the machine that only a restart gives back. Mail is still taken.
    static constexpr std::int64_t kStuckMax = 8;

    struct Pace {
        std::size_t at_once = kDigestsAtOnce;
        /// After a failure of the store, until what failed is tried again.
        std::chrono::milliseconds store_rest = kStoreRest;
    };

    /// Must live until finish() is done.
    DigestQueue(boost::asio::any_io_executor executor, const Digester& digester, Pace pace);
    DigestQueue(boost::asio::any_io_executor executor, const Digester& digester)
        : DigestQueue(std::move(executor), digester, Pace{}) {}

    /// Takes up what an earlier run left, then what is pushed. Once; nothing is digested before.
    /// @param caught_up  told once what the mails of the earlier run held, if there were any
    void start(std::function<void(const Tally&)> caught_up = {});

    /// Has `told` hear of each mail with a test report in it, once it is recorded.
    void on_test(std::function<void(const MailOutcome&)> told) { test_came_ = std::move(told); }

    /// Puts a mail behind those that wait. One that is finished already costs nothing.
    void push(model::IntakeId id);

    /// Puts a mail before those that wait, for somebody who waits for it; resumes when it is
    /// digested. Errors: as Digester::digest(); after no_space and io it is tried again without
    /// the caller.
    boost::asio::awaitable<Result<MailOutcome>> outcome(model::IntakeId id);

    /// Begins nothing more; what is under way gets `grace`, then stays pending.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

    struct State {
        std::int64_t waiting = 0;
        std::int64_t under_way = 0;
        std::int64_t stuck_threads = 0;
        bool store_fails = false;  ///< the last mail read could not be recorded
        bool stopped = false;      ///< too many threads are stuck: nothing is read until a restart
    };
    [[nodiscard]] State state() const;

private:
    struct Mail {
        model::IntakeId id;
        /// A try counts where the mail is read alone: many are under way when somebody pulls the
        /// plug, and three such ends say nothing against any of them.
        store::Begin how{.finished_too = false, .counts = false};
        bool left = false;  ///< by an earlier run
    };
    struct Waiter;

    boost::asio::awaitable<void> take_up_left();
    boost::asio::awaitable<void> digest(Mail mail);
    boost::asio::awaitable<Result<MailOutcome>> attempt(Mail mail);
    boost::asio::awaitable<void> rest();
    void begin_some();
    void settle(Mail mail, const Result<MailOutcome>& outcome);
    void try_later(Mail mail, const Error& why);
    void count_left(const Result<MailOutcome>& outcome);

    const Digester* digester_;
    Pace pace_;
    net::TaskGroup tasks_;
    std::deque<Mail> waiting_;
    std::vector<Mail> later_;  // failed; wait for the store to work again
    std::set<model::IntakeId> under_way_;
    std::vector<Waiter*> waiters_;
    std::function<void(const Tally&)> caught_up_;
    std::function<void(const MailOutcome&)> test_came_;
    Tally tally_;               // of what an earlier run left
    std::size_t left_ = 0;      // of that, not digested yet
    std::size_t failures_ = 0;  // of the store, in a row
    bool open_ = false;         // those cut off have been read
    bool resting_ = false;      // rest() is under way
    bool told_stopped_ = false;
};

}  // namespace sendpath::ingest
