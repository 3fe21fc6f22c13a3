#include "smtp/dialogue.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace sendpath::smtp {
namespace {

Reply say(std::string_view text) {
    return {.text = std::string(text) + "\r\n"};
}

Reply refuse(Refusal why, std::string_view text, Next next = Next::command) {
    return {.text = std::string(text) + "\r\n", .next = next, .refusal = why};
}

Reply not_now(std::string_view text) {
    return refuse(Refusal::bad_command, "503 5.5.1 " + std::string(text));
}

/// A line of HTTP or of a mail's header: somebody made another program talk to us.
bool is_other_protocol(std::string_view line) {
    const std::string_view word = line.substr(0, line.find(' '));
    return word == "GET" || word == "POST" || word == "CONNECT" || word == "HEAD" ||
           word == "PUT" || word == "OPTIONS" || word == "PRI" ||
           (word.ends_with(':') && word.size() > 1);
}

/// Whether it counts towards kErrorsMax. Our own troubles do not, nor does a long list of
/// recipients: its rest comes with a next mail.
bool is_error_of_client(Refusal why) {
    return why != Refusal::too_many_recipients && why != Refusal::storage_full &&
           why != Refusal::memory_full && why != Refusal::storage_error;
}

}  // namespace

std::string Dialogue::greeting() const {
    const bool smtp = rules_->protocol == Protocol::smtp;
    return "220 " + rules_->hostname + (smtp ? " ESMTP\r\n" : " LMTP\r\n");
}

Reply Dialogue::answer(std::string_view line, const Moment& moment) {
    Reply reply = reply_to(line, moment);
    first_ = false;
    return count(std::move(reply));
}

Reply Dialogue::line_too_long() {
    first_ = false;
    return count(refuse(Refusal::bad_command, "500 5.5.2 Line too long"));
}

Reply Dialogue::reply_to(std::string_view line, const Moment& moment) {
    const Verb verb = verb_of(line);
    if (verb == Verb::unknown) return unknown(line);
    const Result<Command> command = parse_command(line);
    if (!command) return refuse(Refusal::bad_command, "501 5.5.4 " + command.error().detail);
    switch (verb) {
        case Verb::helo:
        case Verb::ehlo:
        case Verb::lhlo: return hello(*command, moment);
        case Verb::mail: return mail(*command, moment);
        case Verb::rcpt: return recipient(*command);
        case Verb::data: return data(*command);
        case Verb::rset: forget_mail(); return idle("250 2.0.0 Ok");
        case Verb::noop: return idle("250 2.0.0 Ok");
        case Verb::vrfy: return idle("252 2.5.0 Send mail, and see");
        case Verb::help: return idle("214 2.0.0 This server takes DMARC and TLS reports");
        case Verb::quit: return {.text = "221 2.0.0 Bye\r\n", .next = Next::close};
        case Verb::starttls: return start_tls(*command, moment);
        // Its octets follow unasked, and must not run as commands.
        case Verb::bdat: return refuse(Refusal::bad_command, "521 5.5.1 No BDAT here", Next::close);
        case Verb::not_offered: return refuse(Refusal::bad_command, "502 5.5.1 Not offered");
        case Verb::unknown: break;  // above
    }
    return unknown(line);
}

Reply Dialogue::unknown(std::string_view line) {
    if (is_other_protocol(line))
        return refuse(Refusal::not_smtp, "502 5.7.0 This is a mail server", Next::close);
    if (first_) return refuse(Refusal::not_smtp, "500 5.5.2 This is a mail server", Next::close);
    return refuse(Refusal::bad_command, "500 5.5.2 Unknown command");
}

/// Source: RFC 5321 section 4.1.1.1; RFC 2033 section 4.1.
Reply Dialogue::hello(const Command& command, const Moment& moment) {
    const bool lmtp = rules_->protocol == Protocol::lmtp;
    if (lmtp != (command.verb == Verb::lhlo))
        return refuse(Refusal::bad_command, lmtp ? "500 5.5.1 Say LHLO" : "500 5.5.1 Say EHLO");
    if (command.argument.empty()) return refuse(Refusal::bad_command, "501 5.5.4 Who is there?");
    forget_mail();
    client_ = command.argument;
    extended_ = command.verb != Verb::helo;
    if (!extended_) return say("250 " + rules_->hostname);
    std::string text = "250-" + rules_->hostname + "\r\n250-PIPELINING\r\n250-SIZE " +
                       std::to_string(rules_->message_max) + "\r\n250-8BITMIME\r\n";
    if (moment.tls_offered && !secure_) text += "250-STARTTLS\r\n";
    text += "250-ENHANCEDSTATUSCODES\r\n250-LIMITS RCPTMAX=" + std::to_string(kRecipientsMax);
    return say(text + "\r\n250 SMTPUTF8");
}

Reply Dialogue::mail(const Command& command, const Moment& moment) {
    if (client_.empty()) return not_now("Say EHLO first");
    if (transaction_) return not_now("One mail at a time");
    if (rules_->require_tls && !secure_ && !rules_->recipients.some_for_tls_reports())
        return refuse(Refusal::tls_required, "530 5.7.0 Say STARTTLS first");
    international_ = false;
    Reply refusal = parameters(command);
    if (refusal.refusal) return refusal;
    if (command.path.is_international() && !international_)
        return refuse(Refusal::bad_command, "553 5.6.7 This address needs SMTPUTF8");
    if (moment.storage_low)
        return refuse(Refusal::storage_full, "452 4.3.1 Too little space; try again later");
    transaction_ = Transaction{.sender = command.path};
    refused_some_ = false;
    return say("250 2.1.0 Ok");
}

/// Source: RFC 5321 section 4.1.1.11; RFC 1870, RFC 6152 and RFC 6531 for the three known here.
Reply Dialogue::parameters(const Command& command) {
    std::set<std::string_view> seen;
    for (const Parameter& each : command.parameters) {
        Reply bad = refuse(Refusal::bad_command, "501 5.5.4 " + each.keyword + " makes no sense");
        if (!seen.insert(each.keyword).second) return bad;
        if (each.keyword == "SIZE") {
            const Result<std::uint64_t> size = text::parse_count(each.value);
            if (!size && size.error().code != Errc::too_large) return bad;
            if (!size || *size > rules_->message_max)
                return refuse(Refusal::too_large, "552 5.3.4 Over the limit of " +
                                                      std::to_string(rules_->message_max) +
                                                      " octets");
        } else if (each.keyword == "BODY") {
            if (!text::iequals(each.value, "7BIT") && !text::iequals(each.value, "8BITMIME"))
                return bad;
        } else if (each.keyword == "SMTPUTF8") {
            if (each.has_value) return bad;
            international_ = true;
        } else {
            return refuse(Refusal::bad_command, "555 5.5.4 " + each.keyword + " is not offered");
        }
    }
    return {};
}

Reply Dialogue::recipient(const Command& command) {
    if (!transaction_) return not_now("MAIL first");
    if (!command.parameters.empty())
        return refuse(Refusal::bad_command,
                      "555 5.5.4 " + command.parameters.front().keyword + " is not offered");
    const Path& path = command.path;
    if (path.is_null()) return refuse(Refusal::bad_command, "501 5.1.3 To whom?");
    if (path.is_international() && !international_)
        return refuse(Refusal::bad_command, "553 5.6.7 This address needs SMTPUTF8");
    const Recipients::Found found = rules_->recipients.find(path);
    Reply refusal = refuse_recipient(found);
    if (refusal.refusal) {
        refused_some_ = true;
        return refusal;
    }
    // Whom a bounce goes to is one party (RFC 5321 section 6.1); more are a sign of an attack.
    if (transaction_->recipients.size() == (transaction_->sender.is_null() ? 1 : kRecipientsMax))
        return refuse(Refusal::too_many_recipients, "452 4.5.3 Too many recipients");
    transaction_->recipients.push_back(path);
    if (found.addressee == Addressee::postmaster) {
        transaction_->for_postmaster = true;
    } else {
        transaction_->for_reports = true;
        model::Takes& takes = transaction_->takes;
        takes.rua = takes.rua || found.takes.rua;
        takes.ruf = takes.ruf || found.takes.ruf;
        takes.tls = takes.tls || found.takes.tls;
    }
    return say("250 2.1.5 Ok");
}

Reply Dialogue::refuse_recipient(const Recipients::Found& found) const {
    switch (found.addressee) {
        case Addressee::unknown_user:
            return refuse(Refusal::unknown_recipient, "550 5.1.1 No such mailbox here");
        case Addressee::other_domain:
            return refuse(Refusal::relay_denied, "550 5.7.1 That domain is not served here");
        case Addressee::report:
        case Addressee::postmaster: break;
    }
    if (rules_->require_tls && !secure_ && !found.for_tls_reports)
        return refuse(Refusal::tls_required, "530 5.7.0 Say STARTTLS first");
    return {};
}

Reply Dialogue::data(const Command& command) {
    if (!command.argument.empty())
        return refuse(Refusal::bad_command, "501 5.5.4 DATA stands alone");
    if (!transaction_) return not_now("MAIL first");
    if (transaction_->recipients.empty())
        return refused_some_ ? refuse(Refusal::bad_command, "554 5.5.1 No valid recipients")
                             : not_now("RCPT first");
    return {.text = "354 End with <CRLF>.<CRLF>\r\n", .next = Next::message};
}

/// Source: RFC 3207 section 4.
Reply Dialogue::start_tls(const Command& command, const Moment& moment) {
    if (!command.argument.empty())
        return refuse(Refusal::bad_command, "501 5.5.4 STARTTLS stands alone");
    if (secure_) return not_now("TLS is on");
    if (client_.empty()) return not_now("Say EHLO first");
    if (transaction_) return not_now("Not within a mail");
    if (!moment.tls_offered) return refuse(Refusal::bad_command, "454 4.7.0 TLS is not available");
    return {.text = "220 2.0.0 Go ahead\r\n", .next = Next::handshake};
}

Reply Dialogue::message_taken(std::string_view id) {
    const std::string line = "250 2.0.0 Stored as " + std::string(id) + "\r\n";
    Reply reply{.text = for_each_recipient(line)};
    forget_mail();
    idle_commands_ = 0;
    return reply;
}

Reply Dialogue::message_refused(Refusal why) {
    Reply reply = refuse(why, "451 4.3.0 Not stored; try again later");
    if (why == Refusal::too_large)
        reply = refuse(
            why, "552 5.3.4 Over the limit of " + std::to_string(rules_->message_max) + " octets");
    else if (why == Refusal::bare_line_end)
        // What follows in the same burst may be a smuggled mail, so it is never run.
        reply = refuse(why, "550 5.6.0 bare CR/LF in the message", Next::close);
    else if (why == Refusal::too_many_received)
        reply = refuse(why, "554 5.4.6 Too many hops");
    else if (why == Refusal::memory_full)
        reply = refuse(why, "452 4.3.1 Too many mails at once; try again later");
    else if (why == Refusal::storage_full)
        reply = refuse(why, "452 4.3.1 Too little space; try again later");
    reply.text = for_each_recipient(reply.text);
    forget_mail();
    return count(std::move(reply));
}

void Dialogue::secured() {
    forget_mail();
    client_.clear();
    secure_ = true;
}

/// A command that leads nowhere: a few are manners, hundreds are an attack.
Reply Dialogue::idle(const std::string& text) {
    if (!transaction_ && ++idle_commands_ > kIdleCommandsMax) ++errors_;
    return say(text);
}

Reply Dialogue::count(Reply reply) {
    if (reply.refusal && is_error_of_client(*reply.refusal)) ++errors_;
    if (errors_ >= kErrorsMax && reply.next != Next::close)
        return refuse(Refusal::too_many_errors, "421 4.7.0 Too many errors", Next::close);
    return reply;
}

std::string Dialogue::for_each_recipient(const std::string& line) const {
    if (rules_->protocol == Protocol::smtp || !transaction_) return line;
    std::string all;
    for (std::size_t i = 0; i < transaction_->recipients.size(); ++i) all += line;
    return all;
}

void Dialogue::forget_mail() {
    transaction_.reset();
    international_ = false;
    refused_some_ = false;
}

}  // namespace sendpath::smtp
