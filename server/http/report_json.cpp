#include "http/report_json.hpp"

namespace sendpath::http {

boost::json::object report_json(const model::Report& /*report*/) {
    return {};
}

}  // namespace sendpath::http
