// The least any program can do with these mails: base64, inflate, XML tree, and forget it all.
// Where the base64 text stands in a mail is found before the clock starts. What the rest of the
// project costs is told as a ratio to this, in the same run on the same machine.
#include "bench/mails.hpp"

#include <libdeflate.h>

#include <array>
#include <cstring>
#include <memory>
#include <pugixml.hpp>
#include <string_view>

namespace sendpath::bench {
namespace {

struct Free {
    void operator()(libdeflate_decompressor* inflater) const {
        libdeflate_free_decompressor(inflater);
    }
};
using Inflater = std::unique_ptr<libdeflate_decompressor, Free>;

constexpr std::uint8_t kNoLetter = 0xff;

constexpr auto kValues = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(kNoLetter);
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < letters.size(); ++i)
        table[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
    return table;
}();

/// Octets out of base64 letters; whatever is no letter is passed over.
std::size_t decode_base64(std::string_view text, std::string& out) {
    out.resize(text.size() * 3 / 4 + 3);
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    const auto* from = reinterpret_cast<const unsigned char*>(text.data());
    const auto* const end = from + text.size();
    std::uint32_t bits = 0;
    unsigned letters = 0;
    while (from != end) {
        if (letters == 0)
            while (end - from >= 4) {
                const std::uint32_t a = kValues[from[0]];
                const std::uint32_t b = kValues[from[1]];
                const std::uint32_t c = kValues[from[2]];
                const std::uint32_t d = kValues[from[3]];
                if (((a | b | c | d) & 0x80U) != 0) break;
                const std::uint32_t four = a << 18U | b << 12U | c << 6U | d;
                *to++ = static_cast<unsigned char>(four >> 16U);
                *to++ = static_cast<unsigned char>(four >> 8U);
                *to++ = static_cast<unsigned char>(four);
                from += 4;
            }
        if (from == end) break;
        const std::uint8_t value = kValues[*from++];
        if (value == kNoLetter) continue;
        bits = bits << 6U | value;
        if (++letters == 4) {
            for (const unsigned shift : {16U, 8U, 0U})
                *to++ = static_cast<unsigned char>(bits >> shift);
            letters = 0;
        }
    }
    if (letters >= 2) *to++ = static_cast<unsigned char>(bits >> (letters == 2 ? 4U : 10U));
    if (letters == 3) *to++ = static_cast<unsigned char>(bits >> 2U);
    return static_cast<std::size_t>(to - reinterpret_cast<unsigned char*>(out.data()));
}

/// The longest run of lines without a blank line, '-', ':' or '<': the base64 text of these mails,
/// or nothing.
std::string_view base64_text(std::string_view mail) {
    std::string_view best;
    std::size_t start = mail.find("\n\n");
    while (start != std::string_view::npos) {
        start += 2;
        const std::size_t blank = mail.find("\n\n", start);
        const std::size_t dashes = mail.find("\n--", start);
        const std::string_view run = mail.substr(start, std::min(blank, dashes) - start);
        if (run.size() > best.size() && run.find_first_of(":<") == std::string_view::npos)
            best = run;
        start = blank;
    }
    return best;
}

std::uint32_t number(const char* octets, std::size_t size) {
    std::uint32_t out = 0;
    std::memcpy(&out, octets, size);  // little-endian, as the machines this is measured on are
    return out;
}

/// Inflates a gzip member, or the first file of a zip archive by its local header.
bool inflate(libdeflate_decompressor* inflater, std::string_view packed, std::string& out,
             std::size_t& size) {
    if (packed.size() < 30) return false;
    if (packed.starts_with("\x1f\x8b")) {
        out.resize(std::max<std::size_t>(out.size(), number(packed.data() + packed.size() - 4, 4)));
        return libdeflate_gzip_decompress(inflater, packed.data(), packed.size(), out.data(),
                                          out.size(), &size) == LIBDEFLATE_SUCCESS;
    }
    if (!packed.starts_with("PK\3\4")) return false;
    const std::size_t skip = 30 + number(packed.data() + 26, 2) + number(packed.data() + 28, 2);
    if (skip > packed.size()) return false;
    packed.remove_prefix(skip);
    // The header may leave the size open; no report of the corpus inflates further than this.
    out.resize(std::max<std::size_t>(out.size(), 64 * packed.size() + 65'536));
    std::size_t used = 0;
    return libdeflate_deflate_decompress_ex(inflater, packed.data(), packed.size(), out.data(),
                                            out.size(), &used, &size) == LIBDEFLATE_SUCCESS;
}

std::uint64_t count_records(const pugi::xml_document& document) {
    std::uint64_t records = 0;
    for (const pugi::xml_node node : document.document_element().children()) {
        const std::string_view name = node.name();
        if (name == "record" || name.ends_with(":record")) ++records;
    }
    return records;
}

Done round(const std::vector<std::string_view>& texts) {
    constexpr unsigned flags = pugi::parse_minimal | pugi::parse_escapes | pugi::parse_cdata |
                               pugi::parse_trim_pcdata | pugi::parse_embed_pcdata;
    const Inflater inflater(libdeflate_alloc_decompressor());
    Done done;
    std::string packed;
    std::string document;
    for (const std::string_view text : texts) {
        const std::size_t packed_size = decode_base64(text, packed);
        std::size_t size = 0;
        pugi::xml_document tree;
        if (!inflate(inflater.get(), std::string_view(packed).substr(0, packed_size), document,
                     size) ||
            !tree.load_buffer_inplace(document.data(), size, flags)) {
            ++done.failed;
            continue;
        }
        ++done.reports;
        done.octets += size;
        done.records += count_records(tree);
    }
    return done;
}

}  // namespace
}  // namespace sendpath::bench

int main(int argc, char** argv) {
    using namespace sendpath::bench;
    const Job job = read_job(argc, argv);
    std::vector<std::string_view> texts;
    texts.reserve(job.mails.size());
    for (const std::string& mail : job.mails) texts.push_back(base64_text(mail));
    measure(job, [&](const Job&) { return round(texts); });
    return 0;
}
