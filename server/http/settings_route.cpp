#include "http/settings_route.hpp"

#include "analysis/sender_table.hpp"
#include "http/json_parts.hpp"

namespace sendpath::http {

namespace json = boost::json;

Answer settings_answer(const SettingsState& settings) {
    json::object data;
    data["version"] = settings.version;
    data["domains"] = texts(settings.domains);
    data["http"] = json::object{{"listen", texts(settings.http.listen)},
                                {"base_path", settings.http.base_path},
                                {"requests_per_minute", settings.http.requests_per_minute}};
    data["smtp"] = json::object{{"listen", texts(settings.smtp.listen)},
                                {"hostname", filled(settings.smtp.hostname)},
                                {"recipients", texts(settings.smtp.recipients)},
                                {"mail_max", settings.smtp.mail_max},
                                {"tls", settings.smtp.tls},
                                {"require_tls", settings.smtp.require_tls}};
    data["imap"] = texts(settings.imap);
    data["retention"] =
        json::object{{"raw", or_null(settings.retention.raw)},
                     {"records", or_null(settings.retention.records)},
                     {"failure_samples", or_null(settings.retention.failure_samples)}};
    data["services"] = analysis::SenderTable::builtin().services().size();
    return json_answer({{"data", std::move(data)}});
}

}  // namespace sendpath::http
