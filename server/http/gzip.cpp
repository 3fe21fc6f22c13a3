#include "http/gzip.hpp"

#include <zlib.h>

#include <limits>
#include <memory>

namespace sendpath::http {
namespace {

constexpr int kLevel = 3;  // 1 to 9; levels above cost more time than they save on the wire
constexpr int kGzipWindow = 15 + 16;  // the largest window, with a gzip frame
constexpr int kMemory = 8;

struct End {
    void operator()(z_stream* stream) const noexcept { deflateEnd(stream); }
};

}  // namespace

std::optional<std::string> gzipped(std::string_view octets) {
    if (octets.size() > std::numeric_limits<uInt>::max()) return std::nullopt;
    z_stream stream{};
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, End> ended(&stream);

    std::string out(deflateBound(&stream, static_cast<uLong>(octets.size())), '\0');
    // zlib reads only, whatever its type says.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));
    stream.avail_in = static_cast<uInt>(octets.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END) return std::nullopt;
    out.resize(stream.total_out);
    return out;
}

}  // namespace sendpath::http
