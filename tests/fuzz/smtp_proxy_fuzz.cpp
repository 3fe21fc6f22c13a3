// The PROXY header: what it is does not change with what follows it, and no part of it is enough.
#include "smtp/proxy_header.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sendpath::smtp;
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    const auto whole = parse_proxy_header(octets);
    if (!whole || !*whole) return 0;
    const std::size_t end = (*whole)->size;
    if (end > octets.size() || end > kProxyHeaderMax) std::abort();
    const auto alone = parse_proxy_header(octets.substr(0, end));
    if (!alone || !*alone || (*alone)->client != (*whole)->client) std::abort();
    for (std::size_t part = 0; part < end; ++part) {
        const auto early = parse_proxy_header(octets.substr(0, part));
        if (early && *early) std::abort();
    }
    return 0;
}
