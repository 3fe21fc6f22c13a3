#include "decode/archive.hpp"
#include "decode/told.hpp"
#include "support/mail_builder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

#include <ctime>
#include <random>

namespace sendpath::decode::test {
namespace {

using namespace sendpath::test;

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer) || \
    __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// A gzip of `octets` zeros, made in pieces.
std::string gzip_of_zeros(std::size_t octets) {
    z_stream state{};
    deflateInit2(&state, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    std::string piece(1U << 20U, '\0');
    std::string out;
    std::string room(1U << 16U, '\0');
    for (std::size_t left = octets; left > 0 || state.total_in == 0;) {
        const std::size_t step = std::min(left, piece.size());
        left -= step;
        state.next_in = reinterpret_cast<Bytef*>(piece.data());
        state.avail_in = static_cast<uInt>(step);
        do {
            state.next_out = reinterpret_cast<Bytef*>(room.data());
            state.avail_out = static_cast<uInt>(room.size());
            deflate(&state, left == 0 ? Z_FINISH : Z_NO_FLUSH);
            out.append(room, 0, room.size() - state.avail_out);
        } while (state.avail_out == 0);
        if (left == 0) break;
    }
    deflateEnd(&state);
    return out;
}

/// Multiparts within multiparts, `depth` of them, a report in the innermost.
std::string nested_multiparts(std::size_t depth) {
    std::string mail = mail_header();
    for (std::size_t i = 1; i <= depth; ++i) {
        const std::string boundary = "b" + std::to_string(i) + "x";
        mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary +
                "\r\n";
    }
    return mail + "Content-Type: text/xml\r\n\r\n" + report_xml("r1");
}

std::string parts(std::size_t count) {
    std::vector<MailPart> list(count - 2, {"Content-Type: text/plain\r\n", "x"});
    list.push_back({"Content-Type: text/xml\r\n", report_xml("r1")});
    return mail_of(list);
}

std::string zip_of(std::size_t files) {
    std::vector<ZipFile> list;
    for (std::size_t i = 1; i < files; ++i) list.push_back({"n" + std::to_string(i) + ".txt", "x"});
    list.push_back({"a.xml", report_xml("r1")});
    return zipped(list);
}

std::string padded(std::size_t octets) {  // a sound report of that size
    std::string xml = report_xml("r1");
    const std::size_t at = xml.find("<record>");
    return xml.insert(at, octets - xml.size(), ' ');
}

/// Many entries of one directory that all point to the same data.
std::string overlapping_zip(std::size_t entries) {
    std::string noise;  // hardly compresses, so that one copy of it fills the file
    std::minstd_rand random(1);
    for (int i = 0; i < 20'000; ++i) noise += static_cast<char>(random() >> 16U);
    const std::string one = zipped({{"a.xml", noise}});
    const std::size_t directory = one.rfind("PK\1\2");
    const std::size_t end = one.rfind("PK\5\6");
    std::string out = one.substr(0, directory);
    for (std::size_t i = 0; i < entries; ++i) out += one.substr(directory, end - directory);
    std::string record = one.substr(end);
    for (const std::size_t at : {8U, 10U}) record[at] = static_cast<char>(entries);
    const std::size_t size = (end - directory) * entries;
    for (std::size_t i = 0; i < 4; ++i) record[12 + i] = static_cast<char>(size >> (8 * i));
    return out + record;
}

struct Row {
    const char* name;
    std::string within;
    std::string beyond;
    std::string expected_within;
    std::string expected_beyond;
    Limits limits;

    friend void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }
};

class Limit : public testing::TestWithParam<Row> {};

TEST_P(Limit, IsKeptOnBothSides) {
    EXPECT_EQ(told(GetParam().within, GetParam().limits), GetParam().expected_within);
    EXPECT_EQ(told(GetParam().beyond, GetParam().limits), GetParam().expected_beyond);
}

std::vector<Row> rows() {
    Limits message;
    message.message = 10'000;
    Limits unpacked;
    unpacked.unpacked = 10'000;
    Limits header;
    header.header = 2000;
    Limits fields;
    fields.header_fields = 20;
    const auto lines = [](std::size_t count) {
        std::string mail;
        for (std::size_t i = 0; i < count; ++i) mail += "X-Line: 1\r\n";
        return mail + mail_of({attachment("text/xml", "a.xml", report_xml("r1"))});
    };
    const std::string shared =
        mail_of({attachment("application/gzip", "a.gz", gzipped(padded(6000))),
                 attachment("application/gzip", "b.gz", gzipped(padded(6001)))});
    return {
        {"Message", padded(10'000), padded(10'001), "aggregate r1", "held message_too_large",
         message},
        {"UnpackedGzip", gzipped(padded(10'000)), gzipped(padded(10'001)), "aggregate r1",
         "held archive_too_large", unpacked},
        {"UnpackedZip", zipped({{"a.xml", padded(10'000)}}), zipped({{"a.xml", padded(10'001)}}),
         "aggregate r1 [a.xml]", "held archive_too_large [a.xml]", unpacked},
        {"UnpackedZlib", zlibbed(padded(10'000)), zlibbed(padded(10'001)), "aggregate r1",
         "held archive_too_large", unpacked},
        {"UnpackedIsSharedByAMail",
         mail_of({attachment("application/gzip", "a.gz", gzipped(padded(6000)))}), shared,
         "aggregate r1 [1]", "aggregate r1 [1]; held archive_too_large [2]", unpacked},
        {"D16_ArchiveEntries",
         zip_of(64),
         zip_of(65),
         "aggregate r1 [a.xml]",
         "held too_many_files",
         {}},
        {"MimeParts", parts(100), parts(101), "aggregate r1 [99]", "held too_many_files", {}},
        {"MimeDepth",
         nested_multiparts(8),
         nested_multiparts(9),
         "aggregate r1 [1.1.1.1.1.1.1.1]",
         "held too_deep",
         {}},
        {"HeaderOctets", lines(10), lines(200), "aggregate r1 [1]", "held not_a_report", header},
        {"HeaderFields", lines(13), lines(14), "aggregate r1 [1]", "held not_a_report", fields},
    };
}

INSTANTIATE_TEST_SUITE_P(Decode, Limit, testing::ValuesIn(rows()),
                         [](const auto& test) { return test.param.name; });

struct Bomb {
    const char* name;
    std::string (*make)();  // not made before its test runs: some take a while
    std::string expected;

    friend void PrintTo(const Bomb& row, std::ostream* out) { *out << row.name; }
};

class Hostile : public testing::TestWithParam<Bomb> {};

TEST_P(Hostile, IsHeldInTime) {
    std::string octets = GetParam().make();
    const std::clock_t start = std::clock();  // of the processor: other work does not count
    const std::string line = told(std::move(octets));
    const double took = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_EQ(line.substr(0, GetParam().expected.size()), GetParam().expected);
#ifdef __OPTIMIZE__
    const double allowed = kSanitized ? 3000.0 : 100.0;
    EXPECT_LT(took, allowed);
#endif
    RecordProperty("microseconds", static_cast<int>(took * 1000));
}

std::string zeros() {
    return gzip_of_zeros(std::size_t{1} << 30U);
}

std::string zeros_in_a_mail() {
    return mail_of({attachment("application/gzip", "a.xml.gz", gzip_of_zeros(200U << 20U))});
}

std::string zip_of_zips() {
    std::string octets = "x";
    for (const char* name : {"4.zip", "3.zip", "2.zip", "1.zip"}) octets = zipped({{name, octets}});
    return octets;
}

std::string wide_zip_of_zips() {
    const auto full = [](const std::string& octets, std::string_view end) {
        std::vector<ZipFile> files;
        for (int i = 0; i < 64; ++i) files.push_back({std::to_string(i).append(end), octets});
        return zipped(files);
    };
    return full(full(full(R"({"policies":[]})", ".json"), ".zip"), ".zip");
}

std::string lying_size() {
    std::string gz = gzipped(report_xml("r1"));
    return gz.replace(gz.size() - 4, 4, "\xff\xff\xff\x03");  // claims 64 MiB
}

std::string deep_messages() {
    std::string mail = mail_header();
    for (int i = 0; i < 50'000; ++i) mail += "Content-Type: message/rfc822\r\n\r\n";
    return mail;
}

std::string open_boundaries() {
    std::string mail = mail_header();
    for (int i = 0; i < 500; ++i)
        mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
                std::to_string(i) + "\r\n";
    for (int i = 0; i < 200'000; ++i) mail += "--b" + std::to_string(i % 500) + "y\r\n";
    return mail;
}

std::string folded_header() {
    std::string mail = "Subject: x\r\n";
    for (int i = 0; i < 400'000; ++i) mail += " yyyyyyyy\r\n";
    return mail + mail_of({});
}

std::string many_parts() {
    std::string mail = mail_header() + "Content-Type: multipart/mixed; boundary=\"=_b1\"\r\n\r\n";
    for (int i = 0; i < 50'000; ++i) mail += "--=_b1\r\n\r\nx\r\n";
    return mail;
}

std::string lines_of_dashes() {
    std::string body;
    for (int i = 0; i < 500'000; ++i) body += "--=_b\r\n";
    return mail_of({{"Content-Type: text/plain\r\n", body}});
}

INSTANTIATE_TEST_SUITE_P(
    Decode, Hostile,
    testing::Values(
        Bomb{"D15_OneGibibyteOfZeros", zeros, "held archive_too_large"},
        Bomb{"D15_InAMail", zeros_in_a_mail, "held archive_too_large [1]"},
        Bomb{"ZipOfZips", zip_of_zips, "held too_deep [1.zip/2.zip/3.zip]"},
        Bomb{"WideZipOfZips", wide_zip_of_zips, "held missing_field [0.zip/0.zip/0.json]"},
        Bomb{"LyingSize", lying_size, "aggregate r1 +crc"},
        Bomb{"D16_TenThousandEntries", [] { return zip_of(10'000); }, "held too_many_files"},
        Bomb{"OverlappingEntries", [] { return overlapping_zip(60); }, "held"},
        Bomb{"DeepMultiparts", [] { return nested_multiparts(5000); }, "held too_deep"},
        Bomb{"DeepMessages", deep_messages, "held too_deep"},
        Bomb{"ManyOpenBoundaries", open_boundaries, "held too_deep"},
        Bomb{"OneHugeHeader",
             [] { return "X: " + std::string(4U << 20U, 'x') + "\r\n" + mail_of({}); },
             "held not_a_report"},
        Bomb{"OneHugeFoldedHeader", folded_header, "held not_a_report"},
        Bomb{"ManyParts", many_parts, "held too_many_files"},
        Bomb{
            "DashesAlone",
            [] { return mail_of({{"Content-Type: text/plain\r\n", std::string(4U << 20U, '-')}}); },
            "held not_a_report"},
        Bomb{"LinesOfDashes", lines_of_dashes, "held not_a_report"}),
    [](const auto& test) { return test.param.name; });

TEST(OverlappingEntries, AreToldAsSuch) {
    const model::Decoded decoded = decode(overlapping_zip(60), {});
    std::size_t told_so = 0;
    for (const model::Held& held : decoded.held)
        told_so += held.detail.ends_with("entries overlap") ? 1U : 0U;
    EXPECT_EQ(told_so, 59U);
}

/// Mails in zips in mails in zips.
std::string mails_and_zips() {
    std::string octets = report_xml("r1");
    for (int i = 0; i < 30; ++i)
        octets = mail_of({attachment("application/zip", "a.zip", zipped({{"a.eml", octets}}))});
    return octets;
}

TEST(MailsInArchives, CountAgainstTheDepthOfArchives) {
    EXPECT_EQ(told(mails_and_zips()), "held too_deep [1/a.eml.1/a.eml.1/a.eml.1]");
}

TEST(Bomb, D15_LeavesMemoryFlat) {
    if (kSanitized) GTEST_SKIP() << "the sanitizers have their own memory";
    const std::string bomb = gzip_of_zeros(200U << 20U);
    const auto peak = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;  // KiB
    };
    const auto before = peak();
    EXPECT_EQ(told(bomb), "held archive_too_large");
    EXPECT_LT(peak() - before, 8 * 1024);
}

TEST(Gunzip, TakesMemoryForWhatIsThereNotForWhatIsClaimed) {
    std::string gz = gzipped(report_xml("r1"));
    gz.replace(gz.size() - 4, 4, "\xff\xff\xff\x03");
    Budget budget{64U << 20U};
    const Archive archive = gunzip(gz, budget);
    ASSERT_EQ(archive.files.size(), 1U);
    EXPECT_LT(archive.files[0].octets.capacity(), 1U << 20U);
    EXPECT_EQ(budget.left, (64U << 20U) - report_xml("r1").size());
}

}  // namespace
}  // namespace sendpath::decode::test
