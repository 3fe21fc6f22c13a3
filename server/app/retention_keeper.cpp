#include "app/retention_keeper.hpp"

#include "app/reading.hpp"
#include "store/await_write.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace sendpath::app {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto kBetweenRuns = 1h;
constexpr auto kBetweenSteps = 50ms;

void tell(const store::Removed& removed) {
    if (removed.all() == 0) return;
    spdlog::info(
        "past their retention, and gone: {} raw mails, {} samples of failures, {} reports, {} held "
        "mails",
        removed.raw, removed.failure_samples, removed.reports, removed.held);
}

}  // namespace

store::Cutoffs cutoffs_at(const config::Retention& retention, Seconds now) {
    const auto before = [now](const config::Keep& keep) {
        return keep ? std::optional(now - *keep) : std::nullopt;
    };
    return {.raw = before(retention.raw),
            .failure_samples = before(retention.failure_samples),
            .records = before(retention.records)};
}

RetentionKeeper::RetentionKeeper(const asio::any_io_executor& executor, store::Writer& writer,
                                 const config::Retention& retention)
    : writer_(writer), retention_(retention), rest_(executor) {}

asio::awaitable<void> RetentionKeeper::run() {
    boost::system::error_code woken;  // by set() or stop()
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    while (!stopping_) {
        co_await clear();
        if (stopping_) co_return;
        rest_.expires_after(kBetweenRuns);
        co_await rest_.async_wait(token);
    }
}

void RetentionKeeper::stop() {
    stopping_ = true;
    rest_.cancel();
}

void RetentionKeeper::set(const config::Retention& retention) {
    retention_ = retention;
    rest_.cancel();
}

asio::awaitable<void> RetentionKeeper::clear() {
    boost::system::error_code woken;
    auto token = asio::redirect_error(asio::use_awaitable, woken);
    store::Removed all;
    store::RetentionTable::Step step;
    do {
        store::RetentionProgress progress;
        auto work = [&, cutoffs = cutoffs_at(retention_, now())](store::Ledger& ledger) {
            progress = progress_;  // it may run twice
            step = ledger.retention().step(cutoffs, progress);
        };
        const Result<void> stored = co_await store::written(writer_, std::move(work));
        if (!stored) {  // a full disk, mostly: tried again in an hour
            spdlog::error("what is past its retention stays: {}", stored.error().detail);
            break;
        }
        progress_ = progress;
        all.add(step.removed);
        rest_.expires_after(kBetweenSteps);
        co_await rest_.async_wait(token);
    } while (step.more && !stopping_);
    tell(all);
}

}  // namespace sendpath::app
