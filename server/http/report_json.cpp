#include "http/report_json.hpp"

#include "http/report_json_parts.hpp"

#include <boost/json/array.hpp>

namespace sendpath::http {
namespace {

struct BodyJson {
    boost::json::object operator()(const model::AggregateReport& report) const {
        return aggregate_json(report);
    }
    boost::json::object operator()(const model::FailureReport& report) const {
        return failure_json(report);
    }
    boost::json::object operator()(const model::TlsReport& report) const {
        return tls_json(report);
    }
};

}  // namespace

boost::json::array text_array(const std::vector<std::string>& texts) {
    boost::json::array out;
    out.reserve(texts.size());
    for (const std::string& text : texts) out.emplace_back(text);
    return out;
}

boost::json::object report_json(const model::Report& report) {
    return std::visit(BodyJson{}, report.body);
}

}  // namespace sendpath::http
