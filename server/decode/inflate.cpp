#include "decode/inflate.hpp"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace sendpath::decode {
namespace {

constexpr std::size_t kHonestRatio = 64;  // beyond it the slow way, which takes memory as it fills
constexpr std::size_t kFirstStep = 16U << 10U;
constexpr std::size_t kKeptUnmeasured = 1U << 20U;  // octets of a stream whose size is unknown

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* it) const noexcept {
        libdeflate_free_decompressor(it);
    }
};

libdeflate_decompressor* decompressor() {
    thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> shared(
        libdeflate_alloc_decompressor());
    return shared.get();
}

/// The whole stream in one go, when it is sound and no larger than it claims.
std::optional<Inflated> inflate_at_once(Wrapping wrapping, std::string_view octets,
                                        std::size_t expected) {
    if (decompressor() == nullptr) return std::nullopt;
    Inflated out;
    out.octets.resize(expected);
    std::size_t made = 0;
    const auto run = [&](auto* function) {
        return function(decompressor(), octets.data(), octets.size(), out.octets.data(), expected,
                        &out.used, &made);
    };
    libdeflate_result result = LIBDEFLATE_BAD_DATA;
    switch (wrapping) {
        case Wrapping::raw: result = run(libdeflate_deflate_decompress_ex); break;
        case Wrapping::zlib: result = run(libdeflate_zlib_decompress_ex); break;
        case Wrapping::gzip: result = run(libdeflate_gzip_decompress_ex); break;
    }
    if (result != LIBDEFLATE_SUCCESS) return std::nullopt;
    out.octets.resize(made);
    out.ending = Ending::complete;
    return out;
}

/// A zlib stream that is ended with its scope.
class Stream {
public:
    explicit Stream(Wrapping wrapping) {
        constexpr int window = 15;
        const int bits = wrapping == Wrapping::raw    ? -window
                         : wrapping == Wrapping::gzip ? window + 16
                                                      : window;
        ready_ = inflateInit2(&state_, bits) == Z_OK;
    }
    ~Stream() {
        if (ready_) inflateEnd(&state_);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    [[nodiscard]] bool ready() const { return ready_; }
    z_stream& state() { return state_; }

private:
    z_stream state_{};
    bool ready_ = false;
};

Ending ending_of(int status, const z_stream& state) {
    const std::string_view message = state.msg == nullptr ? "" : state.msg;
    if (status == Z_STREAM_END) return Ending::complete;
    if (message == "incorrect data check" || message == "incorrect length check")
        return Ending::bad_checksum;
    if (status == Z_BUF_ERROR || status == Z_OK) return Ending::truncated;
    return Ending::corrupt;
}

void feed(z_stream& state, std::string_view octets) {
    state.next_in =
        reinterpret_cast<Bytef*>(const_cast<char*>(octets.data()));  // NOLINT: read only
    state.avail_in = static_cast<uInt>(octets.size());
}

/// Inflates into memory that grows with what comes, from `room` octets on.
Inflated inflate_in_steps(Wrapping wrapping, std::string_view octets, std::size_t room,
                          std::size_t limit) {
    Inflated out;
    Stream stream(wrapping);
    if (!stream.ready()) return out;
    z_stream& state = stream.state();
    feed(state, octets);
    std::size_t made = 0;
    int status = Z_OK;
    while (status == Z_OK && made <= limit) {
        // One octet over the limit tells a stream that ends there from one that goes on.
        room = std::min(std::max(room, made * 2), limit + 1);
        out.octets.resize(room);
        state.next_out = reinterpret_cast<Bytef*>(out.octets.data() + made);
        state.avail_out = static_cast<uInt>(room - made);
        status = ::inflate(&state, Z_NO_FLUSH);
        made = room - state.avail_out;
    }
    out.used = octets.size() - state.avail_in;
    out.octets.resize(std::min(made, limit));
    out.ending = made > limit ? Ending::over_limit : ending_of(status, state);
    return out;
}

/// How a stream ends and how much it is, found out in a small buffer that is written over and over.
struct Measure {
    std::size_t size = 0;
    Ending ending = Ending::corrupt;
};

Measure measure(Wrapping wrapping, std::string_view octets, std::size_t limit) {
    Measure out;
    Stream stream(wrapping);
    if (!stream.ready()) return out;
    z_stream& state = stream.state();
    feed(state, octets);
    std::string buffer(64U << 10U, '\0');
    int status = Z_OK;
    while (status == Z_OK && out.size <= limit) {
        state.next_out = reinterpret_cast<Bytef*>(buffer.data());
        state.avail_out = static_cast<uInt>(buffer.size());
        status = ::inflate(&state, Z_NO_FLUSH);
        out.size += buffer.size() - state.avail_out;
    }
    out.ending = out.size > limit ? Ending::over_limit : ending_of(status, state);
    return out;
}

}  // namespace

Inflated inflate(Wrapping wrapping, std::string_view octets, std::size_t expected,
                 std::size_t limit) {
    const std::size_t honest = octets.size() * kHonestRatio + 4096;
    if (expected > 0 && expected <= std::min(limit, honest))
        if (auto whole = inflate_at_once(wrapping, octets, expected)) return *std::move(whole);
    const std::size_t kept = std::min(limit, kKeptUnmeasured);
    Inflated out = inflate_in_steps(wrapping, octets, kFirstStep, kept);
    if (out.ending != Ending::over_limit || kept == limit) return out;
    // A bomb shall cost neither the memory nor the time to fill it.
    const Measure whole = measure(wrapping, octets, limit);
    out.octets = {};
    out.ending = whole.ending;
    if (whole.ending == Ending::over_limit || whole.ending == Ending::corrupt) return out;
    if (whole.ending == Ending::complete)
        if (auto at_once = inflate_at_once(wrapping, octets, whole.size))
            return *std::move(at_once);
    return inflate_in_steps(wrapping, octets, whole.size + 1, limit);
}

}  // namespace sendpath::decode
