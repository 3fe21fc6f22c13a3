#include "store/compress.hpp"

#include <zstd.h>

#include <memory>
#include <new>
#include <span>
#include <vector>

namespace sendpath::store {
namespace {

constexpr int kLevel = 1;

// A mail of one report is mostly base64 of what is packed already. Level 1 gets a fifth off it by
// Huffman codes, which is half the work of packing and a twentieth of the whole import; the levels
// below 0 only take what repeats, as header fields do. Long mails are few, and there it pays.
constexpr std::size_t kShort = 16U << 10U;  // octets
constexpr int kShortLevel = -2;

// The table of level 1 is 128 KiB, cleared for every mail: more work than compressing a small one.
constexpr std::size_t kSmall = 64U << 10U;  // octets
constexpr int kSmallTable = 12;             // log2 of entries
constexpr int kUsualTable = 0;              // as the level has it

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
};

}  // namespace

std::string compressed(std::string_view octets) {
    // Making a context costs more than a mail does, so each thread keeps one.
    thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    // Small ones are packed in memory that stays, so that none is cleared, or given back, for them.
    thread_local std::vector<char> kept(ZSTD_compressBound(kSmall));
    std::span<char> room(kept);
    // For large ones it is not cleared: what they do not fill is then not taken from the system.
    std::unique_ptr<char[]> large;
    if (octets.size() >= kSmall) {
        const std::size_t bound = ZSTD_compressBound(octets.size());
        large = std::make_unique_for_overwrite<char[]>(bound);
        room = {large.get(), bound};
    }
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel,
                           octets.size() < kShort ? kShortLevel : kLevel);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_hashLog,
                           octets.size() < kSmall ? kSmallTable : kUsualTable);
    const std::size_t size =
        ZSTD_compress2(context.get(), room.data(), room.size(), octets.data(), octets.size());
    if (ZSTD_isError(size) != 0) throw std::bad_alloc();  // the only way to fail with this bound
    return {room.data(), size};
}

Result<std::string> decompressed(std::string_view packed, std::size_t limit) {
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return Error{Errc::bad_syntax, "raw.octets is damaged"};
    if (size > limit) return Error{Errc::too_large, "raw.octets unpacks past the limit"};
    std::string octets(static_cast<std::size_t>(size), '\0');
    const std::size_t got =
        ZSTD_decompress(octets.data(), octets.size(), packed.data(), packed.size());
    if (ZSTD_isError(got) != 0 || got != octets.size())
        return Error{Errc::bad_syntax, "raw.octets is damaged"};
    return octets;
}

}  // namespace sendpath::store
