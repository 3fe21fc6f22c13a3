#pragma once

#include "imap/running_command.hpp"

namespace sendpath::imap {

/// One thing to be done with a server, by one command or several in a row. Rules and nothing else:
/// no sockets, no clock. Send what begin() gives, then feed it responses and send what it answers,
/// until a step says that it is done or given up.
class Exchange {
public:
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    virtual ~Exchange() = default;

    [[nodiscard]] virtual Step begin() = 0;

    /// What to do upon a response; an error is one that was no response.
    [[nodiscard]] virtual Step hear(const Result<Response>& response);

    /// The handshake of Next::handshake is done. Of exchanges that ask for one.
    [[nodiscard]] virtual Step secured();

    /// Why it was given up, after Next::give_up.
    [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

protected:
    /// @param peer  must outlive this
    explicit Exchange(Peer& peer) : peer_(&peer) {}

    /// Reads what comes beside the answer itself. False when it breaks what was agreed upon.
    [[nodiscard]] virtual bool note(const Response& response) = 0;
    /// A "+". As it is here: what is left of the command, or a mistake of the server.
    [[nodiscard]] virtual Step asked(const Continuation& wish);
    /// The running command has its answer.
    [[nodiscard]] virtual Step ended() = 0;

    [[nodiscard]] CommandText text(std::string_view words);
    [[nodiscard]] Step run(Result<Command> command);
    [[nodiscard]] Step give_up(Failure failure);
    [[nodiscard]] Step not_understood(std::string detail);
    /// Gives up after a NO or BAD, for `otherwise` or for what the server says of it.
    [[nodiscard]] Step refused(Trouble otherwise, std::string_view what);

    [[nodiscard]] Peer& peer() const { return *peer_; }
    [[nodiscard]] const RunningCommand& running() const { return running_; }

private:
    void note_alert(const Status& status);

    Peer* peer_;
    RunningCommand running_;
    std::optional<Failure> failure_;
};

}  // namespace sendpath::imap
