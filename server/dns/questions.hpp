#pragma once

#include "dns/answers.hpp"
#include "dns/channel.hpp"
#include "model/names.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::dns {

/// Questions to the DNS, from coroutines of the sockets thread. May go while questions are open:
/// they end with io.
///
/// Errors of all of them: missing_field (there is no such name, or nothing of the kind there),
/// bad_syntax (the answer cannot be read), timeout (nobody answered), io (nobody who knows was
/// found, or the asking was cut off). Answers are hints, not proof: they are not signed.
class Resolver {
public:
    /// Errors: as Channel::open().
    [[nodiscard]] static Result<Resolver> open(boost::asio::any_io_executor executor,
                                               const Servers& servers);

    /// What the owner of the address says its names are; only those that can be a host's, and
    /// perhaps none. Whether they lead back to it is another question.
    boost::asio::awaitable<Result<std::vector<model::DomainName>>> reverse(
        model::IpAddress address);

    enum class Family : std::uint8_t { v4, v6 };

    /// Addresses of a name, at most kAddressesMax.
    boost::asio::awaitable<Result<std::vector<model::IpAddress>>> forward(model::DomainName name,
                                                                          Family family);

    /// The hosts that take mail for a name, best first; see read_exchangers().
    boost::asio::awaitable<Result<std::vector<MailExchanger>>> mail_exchangers(
        model::DomainName name);

    /// The TXT records of a name, at most 64 KiB together, with any octets in them.
    boost::asio::awaitable<Result<std::vector<std::string>>> texts(model::DomainName name);

    /// Whether any server answers anything.
    boost::asio::awaitable<bool> is_answered();

    /// Ends all open questions with io.
    void cancel() { channel_.cancel(); }

private:
    explicit Resolver(Channel channel);

    Channel channel_;
};

}  // namespace sendpath::dns
