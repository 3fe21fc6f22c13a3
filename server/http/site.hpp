#pragma once

#include "http/dashboard.hpp"
#include "http/guard.hpp"
#include "http/host_list.hpp"
#include "http/login.hpp"
#include "http/request_counts.hpp"
#include "http/services.hpp"

#include <boost/asio/awaitable.hpp>

namespace sendpath::http {

/// Everything between a request and its answer that is not the wire.
class Site {
public:
    /// @param base_path  where the site lives behind a proxy; begins and ends with '/'
    /// @param run  tells this run of the program from others: caches must not outlive it
    Site(Services services, std::string base_path, std::string run, Access access = {});
    Site(const Site&) = delete;  // its parts point into it
    Site& operator=(const Site&) = delete;
    ~Site() = default;

    /// The answer to `request`, whose path is still to be read from `target`. It stands complete
    /// but for what the wire adds: length, date, connection.
    [[nodiscard]] boost::asio::awaitable<Answer> respond(Request request, std::string target);

    /// What a request may carry: nothing, a few words, or a mail.
    enum class Body : std::uint8_t { none, form, upload };
    [[nodiscard]] Body body_of(std::string_view method, std::string_view target) const;

    /// Why an upload will not be taken, told before its body is read: no stranger has us read and
    /// hold what is not asked for. nullopt when it may come.
    [[nodiscard]] boost::asio::awaitable<std::optional<Answer>> refused_upload(Request request,
                                                                               std::string target);

    [[nodiscard]] const Services& services() const { return services_; }

private:
    [[nodiscard]] boost::asio::awaitable<Answer> answer(Request& request,
                                                        const std::string& target);
    [[nodiscard]] boost::asio::awaitable<Answer> api_answer(Request& request);
    [[nodiscard]] boost::asio::awaitable<Answer> guarded_answer(Request& request,
                                                                const Caller& caller);
    [[nodiscard]] boost::asio::awaitable<Answer> tokens_answer(const Request& request,
                                                               const Caller& caller);
    [[nodiscard]] boost::asio::awaitable<Answer> ask(const Request& request);
    [[nodiscard]] boost::asio::awaitable<Answer> metrics(const Request& request);
    [[nodiscard]] boost::asio::awaitable<Answer> upload(Request& request);
    [[nodiscard]] bool keeps_accounts() const { return services_.writer != nullptr; }
    [[nodiscard]] static Answer me(const Request& request, const Caller& caller);
    [[nodiscard]] Answer settings(const Request& request) const;
    [[nodiscard]] Answer poll(const Request& request, std::int64_t mailbox) const;
    [[nodiscard]] boost::asio::awaitable<Answer> ready();
    [[nodiscard]] IngestState ingest_state() const;

    Services services_;
    std::string base_path_;
    std::string run_;
    Access access_;
    HostList hosts_;
    Guard guard_;
    Login login_;
    Dashboard dashboard_;
    RequestCounts counts_;
    std::uint64_t requests_ = 0;
};

}  // namespace sendpath::http
