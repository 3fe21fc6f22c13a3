#include "app/sink_client.hpp"

#include "app/own_port.hpp"
#include "ingest/test_report.hpp"
#include "net/connect.hpp"
#include "net/line_stream.hpp"
#include "net/tcp_wire.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sendpath::app {
namespace {

namespace asio = boost::asio;

constexpr auto kPatience = std::chrono::seconds(30);  // for all of it
constexpr std::size_t kLineMax = 1'000;               // octets of a reply, of which 512 are usual
constexpr std::size_t kLinesMax = 50;                 // of one reply

/// Lines that begin with a dot get another one, and the end is told. Source: RFC 5321
/// section 4.5.2.
std::string as_data(std::string_view mail) {
    std::string data;
    for (bool at_start = true; const char c : mail) {
        if (at_start && c == '.') data += '.';
        data += c;
        at_start = c == '\n';
    }
    return data + '.';
}

/// One conversation with a sink, from the greeting on.
class Conversation {
public:
    Conversation(net::Wire& wire, net::Wire::Time until) : lines_(wire), until_(until) {}

    /// The last line of a reply that begins with `welcome`.
    /// Errors: unsupported (another reply; it is the detail), bad_syntax, timeout, io.
    asio::awaitable<Result<std::string>> hear(char welcome) {
        for (std::size_t i = 0; i < kLinesMax; ++i) {
            Result<std::string> line = co_await lines_.read_line(kLineMax, until_);
            if (!line) co_return line.error();
            if (line->size() > 3 && (*line)[3] == '-') continue;
            if (line->starts_with(welcome)) co_return line;
            co_return Error{Errc::unsupported, *std::move(line)};
        }
        co_return Error{Errc::bad_syntax, "a reply that comes to no end"};
    }

    asio::awaitable<Result<std::string>> say(std::string line, char welcome = '2') {
        const std::string octets = line + "\r\n";
        const Result<void> written = co_await lines_.wire().write(octets, until_);
        if (!written) co_return written.error();
        auto hearing = hear(welcome);
        Result<std::string> reply = co_await std::move(hearing);
        if (!reply && reply.error().code == Errc::unsupported)
            co_return reply.error().within(line.substr(0, line.find('\r')));
        co_return reply;
    }

private:
    net::LineStream lines_;
    net::Wire::Time until_;
};

/// All of it; the sink's last word on the mail.
asio::awaitable<Result<std::string>> deliver(net::Wire& wire, SinkDoor door, std::string recipient,
                                             std::string mail, net::Wire::Time until) {
    Conversation talk(wire, until);
    if (door.proxied) {
        constexpr std::string_view header = "PROXY UNKNOWN\r\n";
        const Result<void> told = co_await wire.write(header, until);
        if (!told) co_return told.error();
    }
    if (door.implicit_tls) {
        const Result<std::string> shaken = co_await wire.start_tls(until);
        if (!shaken) co_return shaken.error();
    }
    auto greeting = talk.hear('2');
    const Result<std::string> greeted = co_await std::move(greeting);
    if (!greeted) co_return greeted.error();
    const std::string hello = door.lmtp ? "LHLO localhost" : "EHLO localhost";
    if (door.start_tls) {
        for (const std::string& line : {hello, std::string("STARTTLS")}) {
            const Result<std::string> reply = co_await talk.say(line);
            if (!reply) co_return reply.error();
        }
        const Result<std::string> shaken = co_await wire.start_tls(until);
        if (!shaken) co_return shaken.error();
    }
    const std::string from = fmt::format("MAIL FROM:<{}>", ingest::kTestReporter);
    const std::string to = fmt::format("RCPT TO:<{}>", recipient);
    for (const std::string& line : {hello, from, to}) {
        const Result<std::string> reply = co_await talk.say(line);
        if (!reply) co_return reply.error();
    }
    auto asking = talk.say("DATA", '3');
    const Result<std::string> ready = co_await std::move(asking);
    if (!ready) co_return ready.error();
    std::string data = as_data(mail);
    auto sending = talk.say(std::move(data));
    Result<std::string> taken = co_await std::move(sending);
    auto farewell = talk.say("QUIT");
    if (taken) static_cast<void>(co_await std::move(farewell));  // it is safe there whatever comes
    co_return taken;
}

std::string_view trouble_of(Errc code) {
    switch (code) {
        case Errc::unsupported: return "sink_refused";
        case Errc::timeout: return "sink_silent";
        case Errc::bad_syntax:
        case Errc::io:
        case Errc::too_large:
        case Errc::missing_field:
        case Errc::no_space: break;
    }
    return "sink_broke_off";
}

std::string url(const SinkDoor& door) {
    return fmt::format("{}{}://{}", door.lmtp ? "lmtp" : "smtp", door.implicit_tls ? "s" : "",
                       net::text({door.where.address().to_string(), door.where.port()}));
}

}  // namespace

SinkDoor door_of(const smtp::Server& sink, const config::Smtp& smtp) {
    const std::vector<net::Endpoint> clear = sink.endpoints();
    const std::vector<net::Endpoint> all = clear.empty() ? sink.implicit_endpoints() : clear;
    const auto where = own_port(all.front().address, all.front().port);
    const auto address = model::IpAddress::parse(where.address().to_string());
    return {.where = where,
            .implicit_tls = clear.empty(),
            .start_tls = !clear.empty() && smtp.require_tls,
            .lmtp = smtp.lmtp,
            .proxied = address && std::ranges::any_of(smtp.proxy_from, [&](const auto& network) {
                           return network.contains(*address);
                       })};
}

asio::awaitable<http::Delivery> take_to_sink(SinkDoor door, std::string recipient,
                                             std::string mail) {
    http::Delivery delivery{.server = url(door), .trouble = {}, .detail = {}};
    const auto failed = [&delivery](std::string_view trouble, const Error& error) {
        delivery.trouble = trouble;
        delivery.detail = error.detail;
        return delivery;
    };
    // Its certificate is in the name that others call it by, and it is ourselves.
    Result<net::TlsTrust> trust = net::load_tls_trust(door.where.address().to_string(), {});
    if (!trust) co_return failed("sink_broke_off", trust.error());
    trust->anyone = true;

    const auto until = net::Wire::Clock::now() + kPatience;
    std::vector<asio::ip::tcp::endpoint> endpoints{door.where};
    auto connecting = net::connect(std::move(endpoints), until);
    auto socket = co_await std::move(connecting);
    if (!socket) co_return failed("sink_unreachable", socket.error());
    delivery.connected = true;
    net::TcpWire wire(*std::move(socket), *std::move(trust));
    auto delivering = deliver(wire, door, std::move(recipient), std::move(mail), until);
    const Result<std::string> taken = co_await std::move(delivering);
    co_await wire.close(until);
    if (!taken) co_return failed(trouble_of(taken.error().code), taken.error());
    delivery.detail = *taken;
    co_return delivery;
}

}  // namespace sendpath::app
