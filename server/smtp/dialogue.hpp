#pragma once

#include "smtp/command.hpp"
#include "smtp/recipients.hpp"
#include "smtp/reply.hpp"

#include <set>

namespace sendpath::smtp {

enum class Protocol : std::uint8_t { smtp, lmtp };

/// The rules of a sink, the same for all its conversations.
struct Rules {
    std::string hostname;
    Recipients recipients;
    std::uint64_t message_max = 25U << 20U;  ///< octets
    Protocol protocol = Protocol::smtp;
    bool require_tls = false;
};

/// What is so at the moment of a command.
struct Moment {
    bool tls_offered = false;  ///< a certificate is loaded
    bool storage_low = false;  ///< too little space for a message of the largest size
};

/// One mail from MAIL to the end of its data.
struct Transaction {
    Path sender;
    std::vector<Path> recipients;  ///< accepted ones, in order
    model::Takes takes{false, false, false};
    bool for_reports = false;     ///< to some report address
    bool for_postmaster = false;  ///< to postmaster
};

/// The rules of one SMTP conversation and nothing else: no sockets, no clock, no threads. Feed it
/// lines, send what it answers.
///
///     start --EHLO--> ready --MAIL--> addressed --RCPT--> addressed --DATA--> (message) --> ready
///
/// Source: RFC 5321 sections 3.3, 4.1.4 and 4.3.2; for LMTP RFC 2033; for TLS RFC 3207.
class Dialogue {
public:
    static constexpr std::size_t kRecipientsMax = 100;  ///< RFC 5321 section 4.5.3.1.8
    static constexpr int kErrorsTolerated = 10;         ///< replies come slowly from here on
    static constexpr int kErrorsMax = 20;               ///< then it is over
    static constexpr int kIdleCommandsMax = 100;        ///< RSET, NOOP and VRFY without a mail

    explicit Dialogue(const Rules& rules) : rules_(&rules) {}

    [[nodiscard]] std::string greeting() const;

    /// The reply to one command line, its CRLF taken off. After Next::message the session reads the
    /// message and reports through message_taken() or message_refused().
    [[nodiscard]] Reply answer(std::string_view line, const Moment& moment);

    /// The reply to a line over kCommandLineMax.
    [[nodiscard]] Reply line_too_long();

    /// The reply to a whole message that is safe on disk (RFC 5321 section 6.1). Over LMTP there is
    /// one line for each recipient (RFC 2033 section 4.2).
    [[nodiscard]] Reply message_taken(std::string_view id);
    [[nodiscard]] Reply message_refused(Refusal why);

    /// The handshake is done: everything said before is forgotten (RFC 3207 section 4.2).
    void secured();

    [[nodiscard]] bool is_secure() const { return secure_; }
    [[nodiscard]] bool is_slow() const { return errors_ > kErrorsTolerated; }
    /// The words of EHLO or HELO.
    [[nodiscard]] const std::string& client() const { return client_; }
    /// True after EHLO or LHLO, false after HELO.
    [[nodiscard]] bool is_extended() const { return extended_; }
    [[nodiscard]] const std::optional<Transaction>& transaction() const { return transaction_; }

private:
    Reply reply_to(std::string_view line, const Moment& moment);
    Reply unknown(std::string_view line);
    Reply hello(const Command& command, const Moment& moment);
    Reply mail(const Command& command, const Moment& moment);
    Reply parameters(const Command& command);
    Reply recipient(const Command& command);
    Reply refuse_recipient(const Recipients::Found& found) const;
    Reply data(const Command& command);
    Reply start_tls(const Command& command, const Moment& moment);
    Reply idle(const std::string& text);
    Reply count(Reply reply);
    [[nodiscard]] std::string for_each_recipient(const std::string& line) const;
    void forget_mail();

    const Rules* rules_;
    std::string client_;
    std::optional<Transaction> transaction_;
    int errors_ = 0;
    int idle_commands_ = 0;
    bool first_ = true;
    bool extended_ = false;  // EHLO or LHLO, not HELO
    bool secure_ = false;
    bool international_ = false;  // SMTPUTF8 with this MAIL
    bool refused_some_ = false;   // a RCPT of this MAIL
};

}  // namespace sendpath::smtp
