#pragma once

#include "http/site.hpp"
#include "http/wire.hpp"
#include "net/task_group.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <chrono>

namespace sendpath::http {

/// What a client may cost. Each has its status on the wire: 431, 413, 408, 503; a connection on
/// which nothing comes, or nothing can be sent, is closed without a word.
struct Limits {
    std::uint32_t header = 16U << 10U;        ///< octets of a request's head
    std::uint64_t body = 64U << 20U;          ///< octets of an upload
    std::uint64_t form = 16U << 10U;          ///< octets of any other body
    std::chrono::milliseconds idle{60'000};   ///< between two requests
    std::chrono::milliseconds head{15'000};   ///< for a whole head
    std::chrono::milliseconds pause{30'000};  ///< between two pieces of a body, either way
    std::chrono::milliseconds whole_body{600'000};
    std::size_t connections = 512;
    std::size_t uploads = 4;  ///< bodies being read or taken in at one time
};

/// What the conversations of one server share.
struct Shared {
    Site& site;
    const Limits& limits;
    const net::TaskGroup& group;
    std::size_t uploads = 0;
};

/// The answer to a request that could not be read; nullopt when nobody would hear it.
[[nodiscard]] std::optional<Answer> refusal_of(boost::system::error_code what);

/// One connection, from its first request to its end. What a client does wrong is answered on the
/// wire; nothing is thrown for it. Timeouts are the stream's own (beast::tcp_stream has them, the
/// in-memory stream of the tests needs none).
template <class Stream>
class Session {
public:
    Session(Stream stream, Shared& shared, model::IpAddress peer = {})
        : stream_(std::move(stream)), shared_(shared), peer_(peer) {}

    boost::asio::awaitable<void> run() {
        bool more = true;
        while (more && !shared_.group.finishing()) more = co_await one_request();
    }

    [[nodiscard]] Stream& stream() { return stream_; }

private:
    using Parser = beast_http::request_parser<beast_http::string_body>;

    static constexpr unsigned kChunksSince = 11;       // HTTP/1.1
    static constexpr std::size_t kPiece = 64U << 10U;  // octets read or written at one go
    static constexpr std::string_view kGoOn = "HTTP/1.1 100 Continue\r\n\r\n";

    /// False when the connection is over.
    boost::asio::awaitable<bool> one_request() {
        const bool begun = co_await begins();
        if (!begun) co_return false;
        Parser parser;
        parser.header_limit(shared_.limits.header);
        parser.body_limit(shared_.limits.body);
        arm(shared_.limits.head);
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        co_await beast_http::async_read_header(stream_, buffer_, parser, token);
        if (broken) co_return co_await refuse(broken);

        const std::string method(parser.get().method_string());
        const std::string target(parser.get().target());
        if (parser.is_done()) co_return co_await respond(parser, target);
        switch (shared_.site.body_of(method, target)) {
            case Site::Body::none:
                co_return co_await send(problem(413, "this path takes no body"), false, false);
            case Site::Body::form: co_return co_await fill_form(parser, target);
            case Site::Body::upload: co_return co_await take_upload(parser, target);
        }
        co_return false;
    }

    boost::asio::awaitable<bool> fill_form(Parser& parser, const std::string& target) {
        if (parser.content_length().value_or(0) > shared_.limits.form)
            co_return co_await send(problem(413, "over the limit of a form"), false, false);
        parser.body_limit(shared_.limits.form);
        const boost::system::error_code cut = co_await read_body(parser);
        if (cut) co_return co_await refuse(cut);
        co_return co_await respond(parser, target);
    }

    boost::asio::awaitable<bool> take_upload(Parser& parser, const std::string& target) {
        Result<Request> request = read_head(parser);
        if (!request) co_return co_await send(problem(400, request.error().detail), false, false);
        std::optional<Answer> refused =
            co_await shared_.site.refused_upload(*std::move(request), target);
        if (refused) co_return co_await send(*std::move(refused), false, false);
        if (shared_.uploads >= shared_.limits.uploads)
            co_return co_await send(problem(503, "too many uploads at one time; try again"), false,
                                    false);
        ++shared_.uploads;
        const Leave leave{shared_.uploads};
        const boost::system::error_code cut = co_await read_body(parser);
        if (cut) co_return co_await refuse(cut);
        co_return co_await respond(parser, target);
    }

    struct Leave {
        std::size_t& count;
        explicit Leave(std::size_t& counted) : count(counted) {}
        Leave(const Leave&) = delete;
        Leave& operator=(const Leave&) = delete;
        ~Leave() { --count; }
    };

    /// Waits for the first octet of a request; a server that is to end does not wait for it.
    boost::asio::awaitable<bool> begins() {
        if (buffer_.size() > 0) co_return true;  // sent ahead
        arm(shared_.limits.idle);
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        const auto space = buffer_.prepare(kFirst);
        co_await net::TaskGroup::may_end();
        const std::size_t size = co_await stream_.async_read_some(space, token);
        if (broken) co_return false;
        co_await net::TaskGroup::must_go_on();
        buffer_.commit(size);
        co_return true;
    }

    boost::asio::awaitable<boost::system::error_code> read_body(Parser& parser) {
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        if (parser.get()[beast_http::field::expect] == "100-continue") {
            arm(shared_.limits.pause);
            co_await boost::asio::async_write(stream_, boost::asio::buffer(kGoOn), token);
        }
        const auto until = std::chrono::steady_clock::now() + shared_.limits.whole_body;
        while (!broken && !parser.is_done()) {
            arm(shared_.limits.pause);
            co_await beast_http::async_read_some(stream_, buffer_, parser, token);
            if (!broken && std::chrono::steady_clock::now() > until)
                broken = boost::beast::error::timeout;
        }
        co_return broken;
    }

    boost::asio::awaitable<bool> respond(Parser& parser, const std::string& target) {
        const bool head = parser.get().method() == beast_http::verb::head;
        Result<Request> request = read_head(parser);
        if (!request) co_return co_await send(problem(400, request.error().detail), false, head);
        request->body = std::move(parser.get().body());
        const bool keep = parser.keep_alive();
        Answer answer = co_await shared_.site.respond(*std::move(request), target);
        const bool stays = keep && !shared_.group.finishing();
        const bool chunks = parser.get().version() >= kChunksSince;
        if (answer.pieces) co_return co_await send_pieces(std::move(answer), stays, head, chunks);
        co_return co_await send(std::move(answer), stays, head);
    }

    [[nodiscard]] Result<Request> read_head(const Parser& parser) const {
        Result<Request> request = request_of(parser.get());
        if (request) request->client = peer_;
        return request;
    }

    /// Tells the client what it did wrong, where it still listens.
    boost::asio::awaitable<bool> refuse(boost::system::error_code what) {
        const std::optional<Answer> refusal = refusal_of(what);
        if (!refusal) co_return false;
        co_return co_await send(*refusal, false, false);
    }

    /// Sends an answer whose body comes in pieces: in chunks, which a client of before HTTP/1.1
    /// does not know; such a one gets the pieces, and the end of the connection after them.
    boost::asio::awaitable<bool> send_pieces(Answer answer, bool keep, bool head, bool chunks) {
        const auto next = std::move(answer.pieces);
        std::optional<std::string> piece = std::move(answer.body);
        const Framing framing = chunks ? Framing::chunks : Framing::end_of_connection;
        const std::string begin =
            head_of(answer, shared_.site.services().now(), keep && chunks, framing);
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        arm(shared_.limits.pause);
        co_await boost::asio::async_write(stream_, boost::asio::buffer(begin), token);
        while (!broken && !head && piece) {
            arm(shared_.limits.pause);
            const auto octets = boost::asio::buffer(*piece);
            if (chunks && !piece->empty())
                co_await boost::asio::async_write(stream_, beast_http::make_chunk(octets), token);
            else
                co_await boost::asio::async_write(stream_, octets, token);
            if (broken) break;
            Result<std::optional<std::string>> more = co_await next();
            if (!more) co_return false;
            piece = *std::move(more);
        }
        if (!broken && !head && chunks)
            co_await boost::asio::async_write(stream_, beast_http::make_chunk_last(), token);
        co_return !broken && keep && chunks;
    }

    boost::asio::awaitable<bool> send(Answer answer, bool keep, bool head) {
        std::string begin = head_of(answer, shared_.site.services().now(), keep, Framing::length);
        if (head || answer.status == 304) answer.body.clear();
        if (answer.body.size() <= kPiece) {  // one packet, mostly
            begin += answer.body;
            answer.body.clear();
        }
        const bool sent = co_await write(begin) && co_await write(answer.body);
        co_return keep&& sent;
    }

    /// False when nobody takes it. Whoever takes a little at a time has `pause` for each piece.
    boost::asio::awaitable<bool> write(const std::string& octets) {
        boost::system::error_code broken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, broken);
        std::size_t done = 0;
        while (!broken && done < octets.size()) {
            arm(shared_.limits.pause);
            const auto piece =
                boost::asio::buffer(octets.data() + done, std::min(kPiece, octets.size() - done));
            done += co_await stream_.async_write_some(piece, token);
        }
        co_return !broken;
    }

    void arm(std::chrono::milliseconds patience) {
        if constexpr (requires { stream_.expires_after(patience); })
            stream_.expires_after(patience);
    }

    static constexpr std::size_t kFirst = 4096;  // octets

    Stream stream_;
    Shared& shared_;
    model::IpAddress peer_;
    boost::beast::flat_buffer buffer_{kPiece};
};

}  // namespace sendpath::http
