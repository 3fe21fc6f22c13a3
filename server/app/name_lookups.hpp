#pragma once

#include "config/config.hpp"
#include "dns/names.hpp"

#include <memory>

namespace sendpath::app {

/// The names of sources, as [dns] has them looked up.
class NameLookups {
public:
    /// Errors: as dns::Resolver::open().
    [[nodiscard]] static Result<std::unique_ptr<NameLookups>> open(
        boost::asio::any_io_executor executor, const config::Dns& settings,
        const store::Reader& reader, store::Writer& writer);

    void start() { names_.start(); }
    /// As dns::Names::finish(); no question is open after it.
    [[nodiscard]] boost::asio::awaitable<void> finish(std::chrono::milliseconds grace);
    [[nodiscard]] const dns::NameCounts& counts() const { return names_.counts(); }
    [[nodiscard]] dns::Resolver& questions() { return questions_; }

private:
    NameLookups(boost::asio::any_io_executor executor, dns::Resolver questions,
                const config::Dns& settings, const store::Reader& reader, store::Writer& writer);

    dns::Resolver questions_;
    dns::Names names_;
};

/// As NameLookups::open(), but null, and said in the log, where it is switched off or cannot be:
/// a server without names serves all the same.
[[nodiscard]] std::unique_ptr<NameLookups> name_lookups(boost::asio::any_io_executor executor,
                                                        const config::Dns& settings,
                                                        const store::Reader& reader,
                                                        store::Writer& writer);

}  // namespace sendpath::app
