#include "http/export.hpp"

#include "http/headers.hpp"
#include "http/sample_store.hpp"
#include "http/table_columns.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace sendpath::http {
namespace {

namespace json = boost::json;

/// The pieces after the first one.
std::string rest_of(const Answer& answer, std::size_t& pieces) {
    std::string all;
    while (answer.pieces) {
        boost::asio::io_context io;
        auto piece = boost::asio::co_spawn(io, answer.pieces(), boost::asio::use_future);
        io.run();
        const auto more = piece.get();
        EXPECT_TRUE(more);
        if (!more || !*more) break;
        ++pieces;
        all += **more;
    }
    return all;
}

class Export : public testing::Test {
protected:
    /// The whole file; what it answers must be 200.
    std::string file(const std::string& target, std::string accept = "") {
        Request request;
        request.accept = std::move(accept);
        const Answer answer = store.ask(std::move(request), "/api/v1" + target);
        EXPECT_EQ(answer.status, 200U) << answer.body;
        name = std::string(field(answer, "Content-Disposition"));
        type = answer.type;
        pieces = 1;
        return answer.body + rest_of(answer, pieces);
    }
    static std::size_t lines(std::string_view text) {
        return static_cast<std::size_t>(std::ranges::count(text, '\n'));
    }

    test::SampleStore store;
    std::string name;
    std::string type;
    std::size_t pieces = 0;
};

// R1
TEST_F(Export, HasTheSameColumnsWhateverTheRows) {
    const std::string empty = file("/records.csv");
    EXPECT_TRUE(
        empty.starts_with("report,ordinal,day,reporter,policy_domain,header_from,"
                          "source_ip,source_name,source_name_confirmed,source_name_looked_up,"
                          "count,disposition,dkim,spf,"))
        << empty;
    EXPECT_TRUE(
        empty.ends_with("derived.dkim,derived.spf,agreement.dkim,agreement.spf,"
                        "cause.class,cause.spf,cause.dkim\r\n"));
    EXPECT_EQ(type, "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(name, R"(attachment; filename="sendpath-records.csv")");
    store.add({.id = "r1", .records = {{}}});
    const std::string one = file("/records", "text/csv");
    EXPECT_TRUE(one.starts_with(empty));
    EXPECT_NE(one.find("\r\n1,1,2026-01-01,Receiver One,example.com,example.com,192.0.2.1,"
                       ",,,1,none,"),
              std::string::npos)
        << one;
}

// R2
TEST_F(Export, HasEveryRowOfTheFilteredSetOnce) {
    std::vector<test::MadeRecord> records;
    for (int i = 0; i < 2'500; ++i)
        records.push_back(
            {.source = "10.0." + std::to_string(i / 250) + '.' + std::to_string(i % 250),
             .messages = static_cast<std::uint64_t>(i + 1),
             .dkim = i % 5 == 0 ? model::Evaluated::pass : model::Evaluated::fail});
    store.add({.id = "r1", .records = records});
    store.add({.id = "r2", .day = test::kNewYear + 1, .records = records});
    const std::string all = file("/records.ndjson?result=fail");
    EXPECT_EQ(lines(all), 4'000U);
    EXPECT_EQ(pieces, 4U);
    std::int64_t messages = 0;
    std::vector<std::pair<std::int64_t, std::int64_t>> seen;
    for (std::size_t at = 0; at < all.size(); at = all.find('\n', at) + 1) {
        const json::value row = json::parse(all.substr(at, all.find('\n', at) - at));
        messages += row.at("count").as_int64();
        seen.emplace_back(row.at("report").as_int64(), row.at("ordinal").as_int64());
    }
    const json::value meta = store.json("/api/v1/records?result=fail&limit=1").at("meta");
    EXPECT_EQ(meta.at("records"), 4'000);
    EXPECT_EQ(meta.at("messages"), messages);
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
    EXPECT_EQ(name, R"(attachment; filename="sendpath-records-2026-01-01_2026-01-02.ndjson")");
    EXPECT_EQ(lines(file("/records.csv?result=fail")), 4'001U);
}

// R3
TEST_F(Export, OfEveryListIsTheListInBothForms) {
    store.add({test::aggregate({.id = "r1", .records = {{.messages = 20}}}), test::failure("Hello"),
               test::tls("t1", {"example.com"})},
              {{model::HeldReason::encrypted, "", ""}});
    for (const Route& route : routes()) {
        if (route.rows == Rows::none) continue;
        std::string target(route.pattern);
        if (const std::size_t at = target.find("{id}"); at != std::string::npos)
            target.replace(at, 4, "1");
        const std::size_t rows = store.json("/api/v1" + target).at("data").as_array().size();
        EXPECT_EQ(lines(file(target + ".ndjson")), rows) << target;
        EXPECT_EQ(lines(file(target + ".csv")), rows + 1) << target;
    }
}

// R4
TEST(CsvRow, GuardsFormulasAndQuotesWhatRfc4180Asks) {
    const std::vector<Column> columns{{{"a"}, "a"}, {{"b"}, "b"}, {{"c", "d"}, "c.d"}};
    const std::pair<const char*, const char*> table[] = {
        {R"({"a":"x","b":1,"c":{"d":true}})", "x,1,true\r\n"},
        {R"({"a":"=1+1","b":-1,"c":{"d":"@x"}})", "'=1+1,-1,'@x\r\n"},
        {R"({"a":"+1","b":"-1","c":{"d":"\tx"}})", "'+1,'-1,'\tx\r\n"},
        {R"({"a":"\rx","b":null,"c":null})", "\"'\rx\",,\r\n"},
        {R"({"a":"say \"hi\"","b":"a,b","c":{"d":"x\ny"}})",
         "\"say \"\"hi\"\"\",\"a,b\",\"x\ny\"\r\n"},
        {R"({"a":["=x","y"],"b":[{"n":1}],"c":{"d":[]}})", "'=x; y,\"[{\"\"n\"\":1}]\",\r\n"},
        {R"({"a":"\u65e5\u672c","b":0,"c":{"d":{}}})", "日本,0,{}\r\n"},
    };
    for (const auto& [row, line] : table)
        EXPECT_EQ(csv_row(columns, json::parse(row).as_object()), line) << row;
}

// R5
TEST_F(Export, BeginsWithAByteOrderMarkWhereItIsAsked) {
    EXPECT_TRUE(file("/reports.csv?bom=1").starts_with("\xEF\xBB\xBFid,"));
    EXPECT_TRUE(file("/reports.csv?bom=0").starts_with("id,"));
    file("/reports.csv?domain=example.com&from=2026-01-01&to=2026-01-31");
    EXPECT_EQ(name, R"(attachment; filename=")"
                    R"(sendpath-reports-example.com-2026-01-01_2026-01-31.csv")");
}

// R6
TEST_F(Export, IsRefusedWithTheParameterThatIsWrong) {
    const std::pair<const char*, std::string> table[] = {
        {"/records.csv?limit=1", "limit"},    {"/records.csv?cursor=x", "cursor"},
        {"/records.csv?bom=2", "bom"},        {"/records.ndjson?bom=1", "bom"},
        {"/records.csv?result=x", "result"},  {"/records.csv?x=1", "x"},
        {"/timeseries.csv?limit=1", "limit"},
    };
    for (const auto& [target, parameter] : table) {
        const Answer answer = store.get("/api/v1" + std::string(target));
        EXPECT_EQ(answer.status, 400U) << target;
        EXPECT_NE(answer.body.find("\"parameter\":\"" + parameter + '"'), std::string::npos)
            << answer.body;
    }
    for (const char* target :
         {"/overview.csv", "/reports/1.csv", "/nothing.csv", "/paths/1.ndjson"})
        EXPECT_EQ(store.get("/api/v1" + std::string(target)).status, 404U) << target;
}

}  // namespace
}  // namespace sendpath::http
