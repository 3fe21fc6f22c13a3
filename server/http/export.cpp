#include "http/export.hpp"

#include "http/raw_answer.hpp"
#include "http/table_columns.hpp"
#include "store/reader.hpp"

#include <spdlog/spdlog.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <memory>

namespace sendpath::http {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::string_view kCsvEnd = ".csv";
constexpr std::string_view kNdjsonEnd = ".ndjson";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kDomainsNamed = 3;  // in the name of a file

bool is_list(std::string_view path) {
    if (!path.starts_with(kApiPrefix)) return false;
    path.remove_prefix(kApiPrefix.size());
    return std::ranges::any_of(routes(), [path](const Route& route) {
        return route.rows != Rows::none && match(route.pattern, path);
    });
}

/// One page of a list, read back.
struct PageOfRows {
    json::array rows;
    std::optional<std::string> next;
    json::object meta;
};

PageOfRows page_of(const Answer& answer) {
    json::value document = json::parse(answer.body);
    PageOfRows page;
    page.rows = std::move(document.at("data").as_array());
    if (const json::value& next = document.at("page").at("next_cursor"); next.is_string())
        page.next = std::string(next.as_string());
    page.meta = std::move(document.at("meta").as_object());
    return page;
}

/// An export under way.
class Writing {
public:
    explicit Writing(ListExport list) : list_(std::move(list)) {
        if (list_.format == ListFormat::csv) columns_ = columns_of(list_.route->pattern);
        bom_ = list_.request.query.take("bom") == "1";
        if (list_.route->rows == Rows::pages)
            list_.request.query.set("limit", std::to_string(QueryReader::kLimitMax));
    }

    /// The next page, as the route answers it.
    asio::awaitable<Answer> ask() const {
        const Services& services = list_.services;
        const Day today = std::chrono::floor<std::chrono::days>(services.now());
        const IngestState state;
        auto job = [this, &services, &state, today](sqlite3& db) {
            Call call{list_.request,
                      QueryReader(list_.request.path, list_.request.query, today),
                      list_.match.id,
                      list_.match.name,
                      *services.suffixes,
                      services.decoding,
                      today,
                      state,
                      true};
            return list_.route->question(db, call);
        };
        co_return co_await services.reader->ask(std::move(job));
    }

    /// The rows of a page as text; where the next one begins is remembered.
    std::string taken(const PageOfRows& page) {
        std::string text;
        for (const json::value& row : page.rows)
            text += list_.format == ListFormat::csv ? csv_row(columns_, row.as_object())
                                                    : json::serialize(row) + '\n';
        more_ = page.next.has_value();
        if (more_) list_.request.query.set("cursor", *page.next);
        return text;
    }

    [[nodiscard]] bool more() const { return more_; }

    [[nodiscard]] std::string head() const {
        if (list_.format != ListFormat::csv) return {};
        return (bom_ ? std::string(kByteOrderMark) : std::string()) + csv_head(columns_);
    }

    /// "sendpath-paths-example.com-2026-10-23_2026-11-22.csv"
    [[nodiscard]] std::string file_name(const json::object& meta) const {
        std::string name = "sendpath" + list_.request.path.substr(kApiPrefix.size());
        std::ranges::replace(name, '/', '-');
        std::size_t domains = 0;
        for (const Query::Parameter& each : list_.request.query.all())
            if (each.name == "domain" && domains++ < kDomainsNamed) name += '-' + each.value;
        const auto day = [&](const char* asked, const char* there) {
            const json::value& date = meta.at(asked).is_null() ? meta.at(there) : meta.at(asked);
            return date.is_null() ? std::string() : std::string(date.as_string());
        };
        const std::string from = day("from", "first_day");
        const std::string to = day("to", "data_through");
        if (!from.empty() && !to.empty()) name += '-' + from + '_' + to;
        return name.append(list_.format == ListFormat::csv ? kCsvEnd : kNdjsonEnd);
    }

private:
    ListExport list_;
    std::vector<Column> columns_;
    bool bom_ = false;
    bool more_ = false;
};

asio::awaitable<Result<std::optional<std::string>>> next_piece(std::shared_ptr<Writing> writing) {
    if (!writing->more()) co_return std::optional<std::string>();
    const Answer answer = co_await writing->ask();
    if (answer.status != 200) {
        spdlog::warn("an export ended short: {}", answer.body);
        co_return Error{Errc::io, answer.body};
    }
    co_return std::optional(writing->taken(page_of(answer)));
}

}  // namespace

ListFormat take_list_format(Request& request) {
    for (const auto& [end, format] :
         {std::pair(kCsvEnd, ListFormat::csv), std::pair(kNdjsonEnd, ListFormat::ndjson)}) {
        if (!request.path.ends_with(end)) continue;
        const std::string path = request.path.substr(0, request.path.size() - end.size());
        if (!is_list(path)) return ListFormat::json;
        request.path = path;
        return format;
    }
    if (!is_list(request.path)) return ListFormat::json;
    if (accepts_coding(request.accept, "text/csv")) return ListFormat::csv;
    if (accepts_coding(request.accept, "application/x-ndjson")) return ListFormat::ndjson;
    return ListFormat::json;
}

asio::awaitable<Answer> export_list(ListExport list) {
    for (const char* name : {"limit", "cursor"})
        if (list.request.query.find(name))
            co_return problem(BadParameter{name, "a file has all rows"});
    if (const auto bom = list.request.query.find("bom"))
        if (list.format != ListFormat::csv || (*bom != "0" && *bom != "1"))
            co_return problem(BadParameter{"bom", "0 or 1, of a table"});
    const bool csv = list.format == ListFormat::csv;
    // Shared with the closure that the answer carries: whichever is dropped last ends it.
    auto writing = std::make_shared<Writing>(std::move(list));
    Answer answer = co_await writing->ask();
    if (answer.status != 200) co_return answer;
    const PageOfRows first = page_of(answer);
    answer.type = csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";
    answer.fields.push_back(
        {"Content-Disposition", attachment(writing->file_name(first.meta), "sendpath")});
    answer.fields.push_back({"Cache-Control", "private, no-cache"});
    answer.fields.push_back({"Vary", "Accept"});
    answer.body = writing->head() + writing->taken(first);
    answer.pieces = [writing = std::move(writing)] { return next_piece(writing); };
    co_return answer;
}

}  // namespace sendpath::http
