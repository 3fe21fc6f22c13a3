#include "support/sample_month/pack.hpp"

#include <libdeflate.h>

#include <memory>
#include <stdexcept>

namespace sendpath::sample {
namespace {

struct Free {
    void operator()(libdeflate_compressor* compressor) const {
        libdeflate_free_compressor(compressor);
    }
};

using Compress = std::size_t (*)(libdeflate_compressor*, const void*, std::size_t, void*,
                                 std::size_t);

std::string compressed(Compress compress, std::string_view octets) {
    const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(6));
    if (!compressor) throw std::bad_alloc();
    std::string out(octets.size() + 1'024, '\0');
    const std::size_t size =
        compress(compressor.get(), octets.data(), octets.size(), out.data(), out.size());
    if (size == 0) throw std::runtime_error("the text does not compress");
    out.resize(size);
    return out;
}

/// `size` octets, the least significant first.
std::string little_endian(std::uint64_t value, int size) {
    std::string out;
    for (int i = 0; i < size; ++i, value >>= 8U) out += static_cast<char>(value & 0xffU);
    return out;
}

}  // namespace

std::string gzip(std::string_view octets) {
    return compressed(libdeflate_gzip_compress, octets);
}

std::string zip(std::string_view name, std::string_view octets) {
    const std::string data = compressed(libdeflate_deflate_compress, octets);
    // From "version needed" to "length of extra field": the same in both headers.
    const std::string common = little_endian(20, 2) + little_endian(0, 2) + little_endian(8, 2) +
                               little_endian(0, 2) + little_endian(0x21, 2) +  // 1980-01-01
                               little_endian(libdeflate_crc32(0, octets.data(), octets.size()), 4) +
                               little_endian(data.size(), 4) + little_endian(octets.size(), 4) +
                               little_endian(name.size(), 2) + little_endian(0, 2);
    std::string out = "PK\3\4" + common + std::string(name) + data;
    const std::string directory =
        "PK\1\2" + little_endian(20, 2) + common + little_endian(0, 14) + std::string(name);
    const std::size_t start = out.size();
    out += directory;
    out += "PK\5\6" + little_endian(0, 4) + little_endian(1, 2) + little_endian(1, 2) +
           little_endian(directory.size(), 4) + little_endian(start, 4) + little_endian(0, 2);
    return out;
}

std::string base64(std::string_view octets) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t line = 0;
    for (std::size_t i = 0; i < octets.size(); i += 3) {
        const std::string_view three = octets.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < three.size() ? static_cast<unsigned char>(three[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += k > three.size() ? '=' : letters[bits >> (18 - 6 * k) & 63U];
        if (++line % 19 == 0) out += '\n';
    }
    if (!out.ends_with('\n')) out += '\n';
    return out;
}

}  // namespace sendpath::sample
