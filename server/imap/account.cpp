#include "imap/account.hpp"

namespace sendpath::imap {

std::string url(const Account& account) {
    const bool v6 = account.host.find(':') != std::string::npos;
    const std::string host = v6 ? '[' + account.host + ']' : account.host;
    const std::string_view scheme = account.tls == Tls::implicit ? "imaps://" : "imap+starttls://";
    return std::string(scheme) + host + ':' + std::to_string(account.port);
}

}  // namespace sendpath::imap
