#include "imap/connection.hpp"

#include "imap/reach.hpp"
#include "net/task_group.hpp"

#include <spdlog/spdlog.h>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace sendpath::imap {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
namespace asio = boost::asio;

// How long to leave messages alone that the store has yet to decide about: it mostly takes less
// than a moment, and may take as long as a full disk does.
constexpr milliseconds kSoon = 250ms;
constexpr milliseconds kSoonFor = 15s;
constexpr milliseconds kLater = 30s;

/// However well IDLE works, some server forgets to tell of a message (I18).
constexpr std::chrono::seconds kSafety = 15min;

/// Takes the session out of sight when the conversation ends, however it does.
class Leaving {
public:
    explicit Leaving(Session*& session) : session_(&session) {}
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;
    ~Leaving() { *session_ = nullptr; }

private:
    Session** session_;
};

}  // namespace

Connection::Connection(asio::any_io_executor executor, const Account& account,
                       const Services& services, std::vector<Mailbox*> mailboxes)
    : account_(&account),
      services_(&services),
      mailboxes_(std::move(mailboxes)),
      timer_(std::move(executor)) {}

asio::awaitable<void> Connection::run() {
    for (;;) {
        set_phase(Phase::connecting);
        const Failure failure = co_await converse();
        if (failure.trouble == Trouble::login_refused && account_->credentials->can_renew() &&
            !renewed_) {
            // A token that has run out is no wrong password: once, a new one may help at once.
            account_->credentials->refused(shown_);
            renewed_ = true;
            continue;
        }
        for (Mailbox* mailbox : mailboxes_) fail(*mailbox, failure);
        co_await back_off(failure);
    }
}

void Connection::poll() {
    wanted_ = true;
    timer_.cancel();
    if (session_ != nullptr) session_->hurry();
}

/// From the first octet to the failure that ends it.
asio::awaitable<Failure> Connection::converse() {
    Proof proof = co_await proof_of(*account_);
    if (proof.failure) co_return *proof.failure;
    const Reached reached = co_await reach(*account_);
    if (reached.failure) co_return *reached.failure;
    Session session(*reached.wire, account_->patience, mailboxes_.front()->label());
    shown_ = proof.credential;
    Arrival arrival(session.peer(), identity_of(*account_, std::move(proof.credential)),
                    account_->tls);
    if (auto failed = co_await session.carry_out(arrival)) co_return *failed;
    renewed_ = false;
    spdlog::info("imap: {}: connected to {}", mailboxes_.front()->label(), url(*account_));

    std::vector<Folder> folders;
    folders.reserve(mailboxes_.size());
    for (Mailbox* mailbox : mailboxes_)
        folders.emplace_back(session, *account_, *services_, *mailbox);
    session_ = &session;
    const Leaving leaving(session_);
    for (;;) {
        wanted_ = false;
        if (auto failed = co_await visit_all(folders)) co_return *failed;
        if (wanted_) continue;
        if (auto failed = co_await wait(session, folders)) co_return *failed;
    }
}

/// A failure of one folder alone leaves the others their turn.
asio::awaitable<std::optional<Failure>> Connection::visit_all(std::vector<Folder>& folders) {
    folder_retry_.reset();
    for (Folder& folder : folders) {
        Mailbox& mailbox = folder.mailbox();
        mailbox.phase = Phase::working;
        mailbox.next_poll.reset();
        const auto failure = co_await folder.visit();
        if (failure && !leaves_usable(failure->trouble)) co_return failure;
        if (failure) {
            fail(mailbox, *failure);
            mailbox.phase = Phase::backing_off;
            const milliseconds retry = schedule_.after(*failure, 0);
            folder_retry_ = std::min(folder_retry_.value_or(retry), retry);
            continue;
        }
        mailbox.phase = Phase::waiting;
        mailbox.last_success = services_->now();
        mailbox.last_failure.reset();
    }
    if (!folder_retry_) schedule_.succeeded();
    co_return std::nullopt;
}

asio::awaitable<std::optional<Failure>> Connection::wait(Session& session,
                                                         std::vector<Folder>& folders) {
    const milliseconds undecided = until_decided(folders);
    const bool by_idle = folders.size() == 1 && idle_works_ && !folder_retry_ &&
                         undecided != kSoon && session.peer().capabilities.has("IDLE");
    milliseconds time = by_idle ? std::min(account_->idle, kSafety) : account_->poll;
    time = std::min({time, undecided, folder_retry_.value_or(time)});
    for (Mailbox* mailbox : mailboxes_) {
        mailbox->idle = by_idle;
        mailbox->next_poll = services_->now() + std::chrono::ceil<std::chrono::seconds>(time);
    }
    std::optional<Failure> failure;
    co_await net::TaskGroup::may_end();
    if (by_idle) {
        Idle idle(session.peer());
        failure = co_await session.wait(idle, net::Wire::Clock::now() + time);
        if (idle.unknown()) idle_works_ = false;
    } else {
        co_await rest(time);
    }
    co_await net::TaskGroup::must_go_on();
    for (Mailbox* mailbox : mailboxes_) mailbox->idle = false;
    co_return failure;
}

/// How long to leave alone messages that the store has yet to decide about; for ever where there
/// are none.
milliseconds Connection::until_decided(const std::vector<Folder>& folders) {
    if (!std::ranges::any_of(folders, &Folder::waits)) {
        undecided_since_ = {};
        return milliseconds::max();
    }
    const Time now = net::Wire::Clock::now();
    if (undecided_since_ == Time{}) undecided_since_ = now;
    return now - undecided_since_ < kSoonFor ? kSoon : kLater;
}

asio::awaitable<void> Connection::back_off(const Failure& failure) {
    const double luck = static_cast<double>(luck_()) / static_cast<double>(luck_.max());
    const milliseconds time = schedule_.after(failure, luck);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(time);
    spdlog::warn("imap: {}: {}: {}; again in {} s", mailboxes_.front()->label(),
                 name(failure.trouble), failure.detail, seconds.count());
    for (Mailbox* mailbox : mailboxes_) mailbox->next_poll = services_->now() + seconds;
    set_phase(Phase::backing_off);
    co_await net::TaskGroup::may_end();
    if (!wanted_) co_await rest(time);
    wanted_ = false;
    co_await net::TaskGroup::must_go_on();
}

/// Waits, or until poll().
asio::awaitable<void> Connection::rest(milliseconds time) {
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    timer_.expires_after(time);
    co_await timer_.async_wait(token);
}

void Connection::fail(Mailbox& mailbox, const Failure& failure) const {
    mailbox.last_failure = failure;
    mailbox.failed_at = services_->now();
    mailbox.idle = false;
}

void Connection::set_phase(Phase phase) {
    for (Mailbox* mailbox : mailboxes_) mailbox->phase = phase;
}

}  // namespace sendpath::imap
