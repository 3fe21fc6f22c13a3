// Mails, archives, XML, ARF and JSON: whatever the octets turn out to be. What it says of them
// twice is the same, and no report is left without its identity.
#include "decode/decode.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace sendpath;

// Small, so that a run is short; each is reached all the same.
constexpr decode::Limits kLimits{.message = 1U << 20U,
                                 .unpacked = 4U << 20U,
                                 .archive_entries = 8,
                                 .tree = 8U << 20U,
                                 .mime_parts = 20,
                                 .header = 64U << 10U,
                                 .header_fields = 100};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string octets(reinterpret_cast<const char*>(data), size);
    const decode::Origin origin{.file_name = "mail.eml", .received = seconds(1'795'000'000)};
    const model::Decoded once = decode::decode(octets, origin, kLimits);
    const model::Decoded again = decode::decode(octets, origin, kLimits);
    if (once.reports.size() != again.reports.size() || once.held.size() != again.held.size())
        std::abort();
    if (once.reports.empty() && once.held.empty()) std::abort();  // nothing is dropped in silence
    return 0;
}
