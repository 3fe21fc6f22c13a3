// What an IMAP server may send: read whole and octet by octet, it comes to the same responses and
// to the same end.
#include "imap/response_reader.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace sendpath;

constexpr imap::ReadLimits kLimits{.literal = 256, .untagged = 2'048};

/// One word for each response, and the error that ends the stream.
std::string told(std::string_view octets, std::size_t piece) {
    imap::ResponseReader reader(kLimits);
    std::string out;
    while (!octets.empty()) {
        const Result<std::size_t> taken = reader.feed(octets.substr(0, piece));
        if (!taken) return out + taken.error().detail;
        if (*taken == 0 && !reader.complete()) std::abort();  // it would go round for ever
        octets.remove_prefix(*taken);
        if (!reader.complete()) continue;
        const Result<imap::Response> response = reader.take();
        out += response ? "sound\n" : response.error().detail + '\n';
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    const std::string whole = told(octets, std::string_view::npos);
    if (told(octets, 1) != whole || told(octets, 5) != whole) std::abort();
    return 0;
}
