#include "support/sample_month/reporters.hpp"

namespace sendpath::sample {
namespace {

constexpr std::int64_t kToLastSecond = 86'399;
constexpr std::int64_t kToMidnight = 86'400;
constexpr std::int64_t kJapan = -32'400;

constexpr std::array kReporters{
    Reporter{"Northwind Mail",
             "northwind.example",
             Dialect::rfc7489,
             Container::zip_as_body,
             0,
             kToLastSecond,
             30,
             {10, 7, 5},
             false},
    Reporter{"Kumo Mail",
             "kumo.example",
             Dialect::rfc7489_one_line,
             Container::gzip_attached,
             kJapan,
             kToMidnight,
             18,
             {8, 8, 2},
             false},
    Reporter{"Postfach AG",
             "postfach.example",
             Dialect::rfc9990,
             Container::gzip_attached,
             0,
             kToLastSecond,
             15,
             {6, 3, 4},
             false},
    Reporter{"Inbox One",
             "inboxone.example",
             Dialect::rfc9990_prefixed,
             Container::gzip_as_body,
             0,
             kToMidnight,
             12,
             {6, 2, 3},
             false},
    Reporter{"Hoshi Net",
             "hoshi.example",
             Dialect::rfc7489,
             Container::plain_attached,
             kJapan,
             kToLastSecond,
             9,
             {5, 8, 1},
             true},
    Reporter{"Correo Sur",
             "correosur.example",
             Dialect::rfc7489,
             Container::gzip_in_zip,
             10'800,
             kToMidnight,
             7,
             {4, 2, 2},
             false},
    Reporter{"Lakeside University",
             "lakeside-university.example",
             Dialect::rfc7489,
             Container::forwarded,
             0,
             kToMidnight,
             5,
             {4, 1, 2},
             false},
    Reporter{"Gateway Shield",
             "gateway-shield.example",
             Dialect::rfc7489_one_line,
             Container::zip_attached,
             4,
             kToMidnight,
             4,
             {3, 1, 1},
             false},
};

}  // namespace

std::span<const Reporter> reporters() {
    return kReporters;
}

}  // namespace sendpath::sample
