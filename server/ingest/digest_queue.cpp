#include "ingest/digest_queue.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace sendpath::ingest {
namespace {

namespace asio = boost::asio;

bool is_the_stores(const Error& error) {
    return error.code == Errc::io || error.code == Errc::no_space;
}

}  // namespace

/// Somebody who waits for a mail. Lives in the frame of outcome().
struct DigestQueue::Waiter {
    model::IntakeId id;
    asio::steady_timer told;  // never due; cancelled when there is an outcome
    std::optional<Result<MailOutcome>> outcome;
};

DigestQueue::DigestQueue(asio::any_io_executor executor, const Digester& digester, Pace pace)
    : digester_(&digester), pace_(pace), tasks_(std::move(executor)) {}

void DigestQueue::start(std::function<void(const Tally&)> caught_up) {
    caught_up_ = std::move(caught_up);
    tasks_.spawn(take_up_left());
}

void DigestQueue::push(model::IntakeId id) {
    waiting_.push_back({.id = id});
    begin_some();
}

asio::awaitable<Result<MailOutcome>> DigestQueue::outcome(model::IntakeId id) {
    const auto executor = co_await asio::this_coro::executor;
    Waiter waiter{.id = id, .told = asio::steady_timer(executor), .outcome = {}};
    waiter.told.expires_at(asio::steady_timer::time_point::max());
    waiters_.push_back(&waiter);
    waiting_.push_front({.id = id});
    begin_some();
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    if (!waiter.outcome && !state().stopped && !tasks_.finishing())
        co_await waiter.told.async_wait(token);
    std::erase(waiters_, &waiter);
    if (!waiter.outcome) co_return Error{Errc::io, "it is stored, and read after a restart"};
    co_return *std::move(waiter.outcome);
}

asio::awaitable<void> DigestQueue::finish(std::chrono::milliseconds grace) {
    auto ending = tasks_.finish(grace);
    co_await std::move(ending);
    for (Waiter* each : waiters_) each->told.cancel();
}

DigestQueue::State DigestQueue::state() const {
    const std::int64_t stuck = digester_->threads_given_up();
    return {.waiting = static_cast<std::int64_t>(waiting_.size() + later_.size()),
            .under_way = static_cast<std::int64_t>(under_way_.size()),
            .stuck_threads = stuck,
            .store_fails = failures_ > 0,
            .stopped = stuck >= kStuckMax};
}

asio::awaitable<void> DigestQueue::take_up_left() {
    Result<Digester::Left> left = co_await digester_->left_by_earlier_run();
    while (!left && !tasks_.finishing()) {
        spdlog::error("mail that waits cannot be listed, trying again: {}", left.error().detail);
        co_await rest();
        left = co_await digester_->left_by_earlier_run();
    }
    if (!left) co_return;
    left_ = left->cut_off.size() + left->untouched.size();
    for (const model::IntakeId id : left->cut_off) {
        if (tasks_.finishing()) co_return;
        under_way_.insert(id);
        const Mail alone{.id = id, .how = {.finished_too = false, .counts = true}, .left = true};
        co_await digest(alone);
    }
    std::vector<Mail> untouched;
    for (const model::IntakeId id : left->untouched) untouched.push_back({.id = id, .left = true});
    waiting_.insert(waiting_.begin(), untouched.begin(), untouched.end());
    open_ = true;
    begin_some();
}

void DigestQueue::begin_some() {
    if (state().stopped && !told_stopped_) {
        told_stopped_ = true;
        spdlog::error("{} decoder threads are stuck: mail is taken, but read only after a restart",
                      kStuckMax);
        for (Waiter* each : waiters_) each->told.cancel();
    }
    if (!open_ || told_stopped_) return;
    while (!tasks_.finishing() && !waiting_.empty() && under_way_.size() < pace_.at_once &&
           (!resting_ || failures_ < pace_.at_once)) {
        const Mail mail = waiting_.front();
        waiting_.pop_front();
        // Pushed twice: the one that is under way is for both.
        if (under_way_.insert(mail.id).second)
            tasks_.spawn(digest(mail));
        else if (mail.left)
            count_left(Error{Errc::missing_field, {}});
    }
}

/// `mail` is in under_way_ already.
asio::awaitable<void> DigestQueue::digest(Mail mail) {
    const Result<MailOutcome> outcome = co_await attempt(mail);
    under_way_.erase(mail.id);
    settle(mail, outcome);
    begin_some();
}

// An exception is no memory or a mistake in reading this one mail: it is tried again, and held when
// it goes on, as if it had ended the program.
asio::awaitable<Result<MailOutcome>> DigestQueue::attempt(Mail mail) {
    try {
        Result<MailOutcome> outcome = co_await digester_->digest(mail.id, mail.how);
        co_return outcome;
    } catch (const boost::system::system_error&) {
        throw;  // cancelled: the way out of a coroutine
    } catch (const std::exception& thrown) {
        co_return Error{Errc::unsupported, thrown.what()};
    }
}

void DigestQueue::settle(Mail mail, const Result<MailOutcome>& outcome) {
    for (Waiter* each : waiters_) {
        if (each->id != mail.id || each->outcome) continue;
        each->outcome = outcome;
        each->told.cancel();
    }
    if (outcome && !outcome->tests.empty() && test_came_) test_came_(*outcome);
    if (outcome && failures_ > 0) {
        failures_ = 0;
        spdlog::info("the store takes what was read again; {} mails wait", state().waiting);
    }
    if (!outcome && outcome.error().code != Errc::missing_field) {
        // Read to its end: what failed is the store, which says nothing against the mail.
        mail.how.counts = !is_the_stores(outcome.error());
        try_later(mail, outcome.error());
    } else if (mail.left) {
        count_left(outcome);
    }
}

void DigestQueue::try_later(Mail mail, const Error& why) {
    if (!is_the_stores(why))
        spdlog::error("mail {} could not be read, trying again: {}", mail.id.value, why.detail);
    else if (failures_++ == 0)
        spdlog::error("what was read of mail {} could not be recorded, trying again: {}",
                      mail.id.value, why.detail);
    later_.push_back(mail);
    if (!resting_ && !tasks_.finishing()) tasks_.spawn(rest());
}

/// Until what failed is tried again.
asio::awaitable<void> DigestQueue::rest() {
    resting_ = true;
    asio::steady_timer timer(co_await asio::this_coro::executor, pace_.store_rest);
    boost::system::error_code ended;
    auto token = asio::redirect_error(asio::use_awaitable, ended);
    co_await net::TaskGroup::may_end();
    co_await timer.async_wait(token);
    resting_ = false;
    if (ended) co_return;
    co_await net::TaskGroup::must_go_on();
    waiting_.insert(waiting_.end(), later_.begin(), later_.end());
    later_.clear();
    begin_some();
}

void DigestQueue::count_left(const Result<MailOutcome>& outcome) {
    if (outcome) tally_.add(*outcome);
    if (--left_ == 0 && caught_up_ && tally_.mails > 0) caught_up_(tally_);
}

}  // namespace sendpath::ingest
