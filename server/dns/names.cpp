#include "dns/names.hpp"

#include "store/await_write.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using store::NameAnswer;
using store::NameOutcome;

/// A rest that may be cut short by the end of the program.
asio::awaitable<void> rest(std::chrono::milliseconds time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await net::TaskGroup::may_end();
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer.async_wait(token);
    co_await net::TaskGroup::must_go_on();
}

/// Tells of the last worker's end, also when that is an exception.
class Leaving {
public:
    Leaving(std::size_t& at_work, asio::steady_timer& last) : at_work_(&at_work), last_(&last) {}
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;
    ~Leaving() {
        if (--*at_work_ == 0) last_->cancel();
    }

private:
    std::size_t* at_work_;
    asio::steady_timer* last_;
};

}  // namespace

Names::Names(asio::any_io_executor executor, Services services, Settings settings)
    : services_(services),
      settings_(settings),
      pace_(settings.per_second),
      batch_done_(executor),
      workers_(executor),
      tasks_(executor) {
    batch_done_.expires_at(asio::steady_timer::time_point::max());
}

void Names::start() {
    tasks_.spawn(run());
}

asio::awaitable<void> Names::finish(std::chrono::milliseconds grace) {
    waiting_.clear();
    auto ending = tasks_.finish(grace);
    co_await std::move(ending);
    auto rest_of_them = workers_.finish(std::chrono::milliseconds(0));
    co_await std::move(rest_of_them);
}

asio::awaitable<void> Names::run() {
    int patience = 1;  // in rests
    while (!tasks_.finishing()) {
        const bool worked = co_await round();
        if (tasks_.finishing()) co_return;
        patience = counts_.reachable ? 1 : std::min(patience * 2, kLongestRest);
        if (!worked || !counts_.reachable) co_await rest(settings_.rest * patience);
    }
}

/// One batch. False when there was nothing to do, or the store had trouble.
asio::awaitable<bool> Names::round() {
    const store::NamesQuestion question{services_.now(), after_, kBatch};
    auto ask = [question](sqlite3& db) { return store::sources_to_name(db, question); };
    const auto found = co_await services_.reader->ask(std::move(ask));
    if (!found) {
        spdlog::warn("dns: which sources need a name: {}", found.error().detail);
        co_return false;
    }
    if (found->sources.empty()) {
        after_ = found->after;
        co_return false;
    }
    waiting_.assign(found->sources.begin(), found->sources.end());
    answers_.clear();
    co_await look_up_all();
    if (tasks_.finishing())
        std::erase_if(answers_, [](const NameAnswer& each) {
            return each.outcome == NameOutcome::failed;  // it may have been cut off
        });

    const auto failed = [](const NameAnswer& each) { return each.outcome == NameOutcome::failed; };
    if (!answers_.empty() && std::ranges::all_of(answers_, failed)) {
        // The same when all these sources have dead servers, and when nobody can be asked at all.
        const bool was_reachable = counts_.reachable;
        counts_.reachable = co_await services_.questions->is_answered();
        if (!counts_.reachable && was_reachable)
            spdlog::warn(
                "dns: no name server answers; trying again later (set dns.servers, or "
                "dns.enabled = false)");
        if (!counts_.reachable) co_return true;
    }
    counts_.reachable = true;
    const bool written = co_await write();
    if (written) after_ = found->after;
    co_return written;
}

asio::awaitable<void> Names::look_up_all() {
    workers_at_work_ = std::min(kAtOnce, waiting_.size());
    for (std::size_t i = workers_at_work_; i > 0; --i) workers_.spawn(work());
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    while (workers_at_work_ > 0) co_await batch_done_.async_wait(token);
}

asio::awaitable<void> Names::work() {
    const Leaving leaving(workers_at_work_, batch_done_);
    while (!waiting_.empty()) {
        const store::SourceToName source = waiting_.front();
        waiting_.pop_front();
        const NameAnswer answer = co_await name_of(*services_.questions, pace_, source);
        answers_.push_back(answer);
    }
}

asio::awaitable<bool> Names::write() {
    const Seconds now = services_.now();
    auto keep = [this, now](store::Ledger& ledger) {
        for (const NameAnswer& each : answers_) ledger.names().put(each, now);
    };
    const Result<void> written = co_await store::written(*services_.writer, std::move(keep));
    if (!written) {
        spdlog::warn("dns: names could not be kept: {}", written.error().detail);
        co_return false;
    }
    for (const NameAnswer& each : answers_) count(each);
    co_return true;
}

void Names::count(const NameAnswer& answer) {
    ++counts_.looked_up;
    switch (answer.outcome) {
        case NameOutcome::found:
            ++(answer.confirmed ? counts_.confirmed : counts_.unconfirmed);
            return;
        case NameOutcome::none: ++counts_.none; return;
        case NameOutcome::failed: ++counts_.failed; return;
    }
}

}  // namespace sendpath::dns
