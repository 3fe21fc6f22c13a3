#include "imap/walk.hpp"

#include "imap/folder_list.hpp"
#include "imap/folder_names.hpp"
#include "imap/folder_search.hpp"
#include "imap/utf8.hpp"

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

/// "INBOX, DMARC, 3 more"
std::string of_folders(const FolderList& list, const Peer& peer) {
    const FolderNames names(peer.namespaces, peer.utf8);
    std::string out;
    std::size_t left = list.folders().size();
    for (const std::string& each : list.folders()) {
        if (out.size() + each.size() > kForPeopleMax / 2) break;
        out.append(out.empty() ? "" : ", ").append(names.shown(each));
        --left;
    }
    if (left > 0) out += (out.empty() ? "" : ", ") + std::to_string(left) + " more";
    return "there are: " + (out.empty() ? "none" : out);
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
        told(Part::filing,
             folder + (failed ? ": not there yet; it is made when the first message goes there"
                              : ": there, to file messages in"));
    }
    co_return std::nullopt;
}

/// What the server says of itself.
asio::awaitable<std::optional<Failure>> ask_about(Session& session, const Account& account,
                                                  const Told& told) {
    const Peer& peer = session.peer();
    if (!peer.alert.empty()) told(Part::server, "the server says: " + peer.alert);
    told(Part::server, of_moving(peer.capabilities));
    told(Part::server, of_waiting(account, peer.capabilities));
    FolderList list(session.peer());
    if (auto failed = co_await session.carry_out(list)) co_return failed;
    told(Part::folders, for_people(of_folders(list, peer)));
    co_return std::nullopt;
}

std::optional<Stumble> at(Part part, std::optional<Failure> failure) {
    return failure ? std::optional(Stumble{part, *std::move(failure)}) : std::nullopt;
}

}  // namespace

asio::awaitable<std::optional<Stumble>> walk(const Account& account, Told told) {
    Proof proof = co_await proof_of(account);
    if (proof.failure) co_return at(Part::credential, std::move(proof.failure));
    told(Part::credential, proof.credential.is_token ? "there is a token" : "there is a password");
    Reached reached = co_await reach(account, told);
    if (reached.failure) co_return at(reached.part, std::move(reached.failure));
    Session session(*reached.wire, account.patience, account.name);
    Arrival arrival(session.peer(), identity_of(account, std::move(proof.credential)), account.tls);
    if (auto failed = co_await session.carry_out(arrival))
        co_return at(part_of_arrival(failed->trouble), std::move(failed));
    if (account.tls == Tls::start_tls)
        told(Part::tls, account.trust.anyone ? "by STARTTLS, whoever it is"
                                             : "by STARTTLS, and the certificate is its own");
    told(Part::login, "logged in as " + account.user);
    if (auto failed = co_await ask_about(session, account, told))
        co_return at(Part::folders, std::move(failed));
    for (const std::string& folder : account.folders) {
        if (auto failed = co_await look_into(session, folder)) {
            failed->detail.insert(0, folder + ": ");
            co_return at(Part::folder, std::move(failed));
        }
        told(Part::folder,
             folder + ": " + std::to_string(session.peer().messages.exists()) + " messages");
    }
    auto targets = co_await look_for_targets(session, account, told);
    co_return at(Part::filing, std::move(targets));
}

}  // namespace sendpath::imap
