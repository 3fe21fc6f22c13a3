#pragma once

#include "net/tls_identity.hpp"
#include "support/certificate.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <deque>
#include <optional>

namespace sendpath::imap {

/// An HTTP answer with its length.
inline std::string answer(std::string_view status, std::string_view body,
                          std::string_view fields = "") {
    return "HTTP/1.1 " + std::string(status) +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(fields) +
           "\r\n" + std::string(body);
}

/// A token endpoint on this machine, which answers what a test has it answer, octet by octet.
class TokenServer {
public:
    using Request = boost::beast::http::request<boost::beast::http::string_body>;

    /// @param tls  nullptr: in clear
    explicit TokenServer(boost::asio::io_context& io, const test::Certificate* tls = nullptr)
        : acceptor_(io, {boost::asio::ip::make_address("127.0.0.1"), 0}) {
        if (tls != nullptr) identity_ = *net::load_tls_identity(tls->file(), tls->key());
        boost::asio::co_spawn(io, serve(), boost::asio::detached);
    }

    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return (identity_ ? "https://" : "http://") + host + ':' +
               std::to_string(acceptor_.local_endpoint().port()) + "/oauth2/token?v=2";
    }

    std::deque<std::string> answers;  ///< one for each request; the last stays
    bool says_nothing = false;        ///< takes requests and leaves it at that
    std::vector<Request> requests;

private:
    using Socket = boost::asio::ip::tcp::socket;
    using Task = boost::asio::awaitable<void>;

    Task serve() {
        for (;;) {
            Socket socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
            auto talk = converse(std::move(socket));
            boost::asio::co_spawn(acceptor_.get_executor(), std::move(talk), boost::asio::detached);
        }
    }

    /// What a client does wrong to us ends this conversation alone, by an exception.
    Task converse(Socket socket) {
        if (!identity_) {
            co_await exchange(socket);
            socket.shutdown(Socket::shutdown_send);
            co_return;
        }
        boost::asio::ssl::stream<Socket&> stream(socket, *identity_->context);
        co_await stream.async_handshake(boost::asio::ssl::stream_base::server,
                                        boost::asio::use_awaitable);
        co_await exchange(stream);
    }

    template <class Stream>
    Task exchange(Stream& stream) {
        boost::beast::flat_buffer buffer;
        Request request;
        co_await boost::beast::http::async_read(stream, buffer, request,
                                                boost::asio::use_awaitable);
        requests.push_back(request);
        if (says_nothing) {
            boost::asio::steady_timer never(stream.get_executor(),
                                            boost::asio::steady_timer::time_point::max());
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        const std::string text = answers.front();
        if (answers.size() > 1) answers.pop_front();
        co_await boost::asio::async_write(stream, boost::asio::buffer(text),
                                          boost::asio::use_awaitable);
    }

    boost::asio::ip::tcp::acceptor acceptor_;
    std::optional<net::TlsIdentity> identity_;
};

}  // namespace sendpath::imap
