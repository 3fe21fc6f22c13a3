#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sendpath::http {

/// The names under which this server may be asked. A page of elsewhere whose name was made to lead
/// to this machine (DNS rebinding) would pass for one of ours; its name gives it away.
class HostList {
public:
    /// @param names  in lower case, IPv6 addresses without brackets; none: any name will do
    explicit HostList(std::vector<std::string> names) : names_(std::move(names)) {}

    /// Whether a Host field is one of the names, with any port, or of this machine's loopback. A
    /// request without one is no browser's.
    [[nodiscard]] bool takes(std::string_view host) const;

private:
    std::vector<std::string> names_;
};

}  // namespace sendpath::http
