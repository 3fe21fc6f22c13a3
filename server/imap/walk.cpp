#include "imap/walk.hpp"

#include "imap/folder_names.hpp"
#include "imap/folder_search.hpp"
#include "imap/reach.hpp"

namespace sendpath::imap {
namespace {

namespace asio = boost::asio;

/// One folder opened for reading.
asio::awaitable<std::optional<Failure>> look_into(Session& session, const std::string& folder) {
    const FolderNames names(session.peer().namespaces, session.peer().utf8);
    Result<std::string> there = names.on_wire(folder);
    if (!there) co_return Failure{Trouble::folder_missing, there.error().detail, {}};
    FolderSearch search(session.peer(), *std::move(there), true, {});
    co_return co_await session.carry_out(search);
}

std::string of_moving(const Capabilities& offered) {
    if (offered.has("MOVE")) return "it moves messages";
    return offered.has("UIDPLUS") ? "it has no MOVE: messages are copied, then deleted"
                                  : "it has neither MOVE nor UIDPLUS: messages are copied, then "
                                    "marked as deleted, and go when nobody else has marked any";
}

std::string of_waiting(const Account& account, const Capabilities& offered) {
    if (offered.has("IDLE")) return "it tells of new messages at once (IDLE)";
    return "it has no IDLE: we look every " + std::to_string(account.poll.count()) + " s";
}

/// The folders to file in need not be there yet.
asio::awaitable<std::optional<Failure>> look_for_targets(Session& session, const Account& account,
                                                         const Told& told) {
    std::vector<std::string> targets;
    if (account.after == After::file) targets.push_back(account.processed);
    if (account.after == After::file || account.after == After::remove)
        targets.push_back(account.failed);
    for (const std::string& folder : targets) {
        const auto failed = co_await look_into(session, folder);
        if (failed && !leaves_usable(failed->trouble)) co_return failed;
        told(folder + (failed ? ": not there yet; it is made when the first message goes there"
                              : ": there, to file messages in"));
    }
    co_return std::nullopt;
}

}  // namespace

asio::awaitable<std::optional<Failure>> walk(const Account& account, Told told) {
    Proof proof = co_await proof_of(account);
    if (proof.failure) co_return proof.failure;
    told(proof.credential.is_token ? "there is a token" : "there is a password");
    const Reached reached = co_await reach(account, told);
    if (reached.failure) co_return reached.failure;
    Session session(*reached.wire, account.patience, account.name);
    Arrival arrival(session.peer(), identity_of(account, std::move(proof.credential)), account.tls);
    if (auto failed = co_await session.carry_out(arrival)) co_return failed;
    told("logged in as " + account.user);
    if (!session.peer().alert.empty()) told("the server says: " + session.peer().alert);
    told(of_moving(session.peer().capabilities));
    told(of_waiting(account, session.peer().capabilities));
    for (const std::string& folder : account.folders) {
        if (auto failed = co_await look_into(session, folder)) {
            failed->detail.insert(0, folder + ": ");
            co_return failed;
        }
        told(folder + ": " + std::to_string(session.peer().messages.exists()) + " messages");
    }
    co_return co_await look_for_targets(session, account, told);
}

}  // namespace sendpath::imap
