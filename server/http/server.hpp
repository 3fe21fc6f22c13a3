#pragma once

#include "http/session.hpp"
#include "net/listener.hpp"

#include <memory>
#include <vector>

namespace sendpath::http {

/// The web server: takes connections on all its ports until it is told to finish. Lives on the
/// socket thread.
class Server {
public:
    struct Settings {
        std::vector<net::Endpoint> listen;
        std::string base_path = "/";  ///< begins and ends with '/'
        std::string run;              ///< see Site
        Limits limits;
        Access access;
    };

    /// Opens all ports, so that a taken one is known before anything starts. Errors: as
    /// net::Listener::open().
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(boost::asio::io_context& io,
                                                              Services services, Settings settings);

    /// Where it listens, with the ports that were given where 0 was asked for.
    [[nodiscard]] std::vector<net::Endpoint> endpoints() const;

    /// Takes connections from now on. Once.
    void start();

    /// Closes the ports, lets requests that have begun come to their end within `grace`, then ends
    /// them. Must be waited for before the server goes.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);

private:
    Server(boost::asio::io_context& io, std::vector<net::Listener> listeners, Services services,
           Settings settings);

    void take(boost::asio::ip::tcp::socket socket);

    Settings settings_;
    std::vector<net::Listener> listeners_;
    Site site_;
    net::TaskGroup accepting_;
    net::TaskGroup sessions_;
    Shared shared_;
};

}  // namespace sendpath::http
