#include "imap/arrival.hpp"

namespace sendpath::imap {

Step Arrival::hear(const Result<Response>& response) {
    if (phase_ != Phase::greeting || !response) return Exchange::hear(response);
    return greeted(*response);
}

Step Arrival::secured() {
    secure_ = true;
    peer().capabilities = {};
    peer().alert.clear();
    return command(Phase::secure_capabilities, "CAPABILITY");
}

Step Arrival::greeted(const Response& response) {
    const auto* status = std::get_if<Status>(&response);
    if (!status) return not_understood("no greeting of an IMAP server");
    switch (status->condition) {
        case Condition::bye:
            return give_up(failure_of(*status, Trouble::said_bye, "the server takes nobody now"));
        case Condition::preauth:
            if (!secure_)
                return give_up({Trouble::preauth_in_clear,
                                "the server takes us for known before TLS, so TLS cannot be had",
                                {}});
            take_note(response);
            return logged_in();
        case Condition::ok: take_note(response); return before_login();
        case Condition::no:
        case Condition::bad: break;
    }
    return not_understood("no greeting of an IMAP server");
}

/// A "+": in a login a challenge, else the wish for the rest of a command.
Step Arrival::asked(const Continuation& wish) {
    if (phase_ != Phase::login) return not_understood("the server waits for what was not begun");
    Result<std::string> answer = login_->answer(wish.text);
    if (!answer) return not_understood(answer.error().detail);
    return {.send = *std::move(answer), .shown = "***"};
}

bool Arrival::note(const Response& response) {
    take_note(response);
    return true;
}

void Arrival::take_note(const Response& response) {
    if (const auto* told = std::get_if<Capabilities>(&response)) {
        peer().capabilities = *told;
        fresh_capabilities_ = true;
    } else if (const auto* status = std::get_if<Status>(&response)) {
        if (status->code.name == CodeName::capability) take_note(status->code.capabilities);
        if (status->code.name == CodeName::alert) peer().alert = status->text;
    } else if (const auto* enabled = std::get_if<Enabled>(&response)) {
        if (phase_ == Phase::enable) peer().utf8 |= enabled->extensions.has("UTF8=ACCEPT");
    } else if (const auto* namespaces = std::get_if<Namespaces>(&response)) {
        if (phase_ == Phase::namespaces) peer().namespaces = *namespaces;
    } else if (const auto* listed = std::get_if<Listed>(&response)) {
        if (phase_ == Phase::root) peer().namespaces.personal = {{"", listed->separator}};
    }
}

/// The running command has its answer.
Step Arrival::ended() {
    take_note(running().outcome());
    switch (phase_) {
        case Phase::clear_capabilities: return start_tls();
        case Phase::start_tls:
            if (!running().is_ok()) return refused(Trouble::no_start_tls, "STARTTLS was refused");
            phase_ = Phase::handshake;
            return {.next = Next::handshake};
        case Phase::secure_capabilities: return log_in();
        case Phase::login:
            if (!running().is_ok()) return login_failed();
            return logged_in();
        case Phase::own_capabilities: return enable();
        case Phase::enable: return find_home();
        case Phase::namespaces:
            if (!peer().namespaces.personal.empty()) break;
            return find_root();
        case Phase::root: break;
        case Phase::greeting:
        case Phase::handshake:
        case Phase::over: return not_understood("an answer to what was not asked");
    }
    phase_ = Phase::over;
    return {.next = Next::done};
}

Step Arrival::before_login() {
    if (!fresh_capabilities_)
        return command(secure_ ? Phase::secure_capabilities : Phase::clear_capabilities,
                       "CAPABILITY");
    return secure_ ? log_in() : start_tls();
}

Step Arrival::start_tls() {
    if (!peer().capabilities.has("STARTTLS"))
        return give_up({Trouble::no_start_tls, "the server offers no STARTTLS", {}});
    return command(Phase::start_tls, "STARTTLS");
}

Step Arrival::log_in() {
    const Capabilities& offered = peer().capabilities;
    const std::optional<LoginWay> way = way_to_log_in(offered, identity_.is_token);
    if (!way && !identity_.is_token)
        return give_up({Trouble::login_disabled, "the server takes no password here", {}});
    if (!way)
        return give_up(
            {Trouble::no_way_to_log_in, "the server offers neither XOAUTH2 nor OAUTHBEARER", {}});
    Result<LoginExchange> login =
        LoginExchange::begin(*way, identity_, peer().tags.next(), offered);
    if (!login) return give_up({Trouble::login_refused, login.error().detail, {}});
    login_ = *std::move(login);
    phase_ = Phase::login;
    fresh_capabilities_ = false;
    return run(
        Command{.tag = login_->tag(), .pieces = {login_->opening()}, .shown = login_->shown()});
}

/// What a server can do differs before and after: MOVE and UIDPLUS are often told to users alone.
Step Arrival::logged_in() {
    return fresh_capabilities_ ? enable() : command(Phase::own_capabilities, "CAPABILITY");
}

Step Arrival::login_failed() {
    Status status = running().outcome();
    const bool wants_tls = status.code.name == CodeName::privacy_required;
    if (!login_->reason().empty()) status.text += " " + login_->reason();
    return give_up(failure_of(status, wants_tls ? Trouble::login_disabled : Trouble::login_refused,
                              "login by " + std::string(name_of(login_->way()))));
}

Step Arrival::enable() {
    const Capabilities& offered = peer().capabilities;
    peer().utf8 = offered.has("IMAP4rev2") && !offered.has("IMAP4rev1");
    if (peer().utf8 || !offered.has("ENABLE") || !offered.has("UTF8=ACCEPT")) return find_home();
    return command(Phase::enable, "ENABLE UTF8=ACCEPT");
}

Step Arrival::find_home() {
    if (!peer().capabilities.has("NAMESPACE")) return find_root();
    return command(Phase::namespaces, "NAMESPACE");
}

/// Asks for no folder: the answer tells the separator alone (RFC 9051 section 6.3.9).
Step Arrival::find_root() {
    return command(Phase::root, R"(LIST "" "")");
}

Step Arrival::command(Phase phase, std::string_view words) {
    phase_ = phase;
    fresh_capabilities_ = false;
    return run(text(words).done());
}

}  // namespace sendpath::imap
