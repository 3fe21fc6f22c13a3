#pragma once

#include "imap/command_text.hpp"
#include "imap/failure.hpp"

namespace sendpath::imap {

/// What the session does once a step's octets are sent.
enum class Next : std::uint8_t {
    hear,       ///< wait for the next response
    handshake,  ///< forget all octets that were received, then the TLS handshake
    done,       ///< what this was for has come about
    give_up,    ///< failure() tells why
};

struct Step {
    std::string send{};   ///< octets for the server; may be none
    std::string shown{};  ///< the same for a log, with no secret in it
    Next next = Next::hear;

    friend bool operator==(const Step&, const Step&) = default;
};

/// How many messages the open folder holds, as all responses of the connection tell it, and how
/// many of them a search has seen. What goes is told by EXPUNGE, what comes stands behind all
/// others.
class MessageCount {
public:
    void open() { *this = {}; }
    void hear(const Response& response);
    /// A search begins: it sees what is there by now.
    void search() { searched_ = exists_; }

    [[nodiscard]] std::uint32_t exists() const { return exists_; }
    /// The server has said that there is none.
    [[nodiscard]] bool is_empty() const { return told_ && exists_ == 0; }
    /// Messages came that no search has seen (I17).
    [[nodiscard]] bool has_news() const { return exists_ > searched_; }

private:
    std::uint32_t exists_ = 0;
    std::uint32_t searched_ = 0;
    bool told_ = false;
};

/// What is known of the server at the other end of one connection.
struct Peer {
    Tags tags{};
    Capabilities capabilities{};
    Namespaces namespaces{};
    bool utf8 = false;  ///< names of folders are UTF-8
    MessageCount messages{};
    std::string alert{};  ///< the last one, which the operator must see (RFC 9051 section 7.1)
};

/// One command between its first octet and its tagged answer.
class RunningCommand {
public:
    enum class Heard : std::uint8_t {
        news,   ///< untagged, of whatever kind: for who started the command to read
        asked,  ///< "+", to be answered
        ended,  ///< outcome() is there
        bye,    ///< the connection ends; outcome() tells the server's words
        wrong,  ///< no answer to this command at all
    };

    [[nodiscard]] Step start(Command command);
    [[nodiscard]] Heard hear(const Response& response);

    /// The next piece of the command, after Heard::asked. An empty step: there is none left.
    [[nodiscard]] Step next_piece();

    [[nodiscard]] const std::string& tag() const { return command_.tag; }
    [[nodiscard]] const Status& outcome() const { return outcome_; }
    [[nodiscard]] bool is_ok() const { return outcome_.condition == Condition::ok; }

private:
    Command command_;
    std::size_t sent_ = 0;  // of its pieces
    Status outcome_;
};

}  // namespace sendpath::imap
