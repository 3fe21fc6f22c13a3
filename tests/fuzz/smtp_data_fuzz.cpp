// The octets after DATA: the end is where RFC 5321 puts it and nowhere else, and pieces do not
// matter.
#include "smtp/data_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using sendpath::smtp::DataReader;

constexpr std::uint64_t kLimit = 4'096;  // octets

struct Outcome {
    std::size_t taken = 0;
    bool ended = false;
    bool smuggles = false;
    bool too_large = false;
    std::string message;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read(std::string_view octets, std::size_t piece) {
    DataReader reader(kLimit);
    Outcome out;
    while (!reader.ended() && out.taken < octets.size())
        out.taken += reader.feed(octets.substr(out.taken, piece));
    out.ended = reader.ended();
    out.smuggles = reader.smuggles();
    out.too_large = reader.too_large();
    out.message = reader.message();
    return out;
}

/// Where the message ends by the letter of the standard; npos when it does not.
std::size_t end_of(std::string_view octets) {
    if (octets.starts_with(".\r\n")) return 3;
    const std::size_t at = octets.find("\r\n.\r\n");
    return at == std::string_view::npos ? at : at + 5;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    const Outcome whole = read(octets, std::string_view::npos);
    if (read(octets, 1) != whole || read(octets, 7) != whole) std::abort();
    const std::size_t end = end_of(octets);
    if (whole.ended != (end != std::string_view::npos)) std::abort();
    if (whole.ended && whole.taken != end) std::abort();
    return 0;
}
