#include "app/takes_setting.hpp"

#include "app/smtp_sink.hpp"

namespace sendpath::app {

ingest::TakesNow takes_by(const config::Config& config) {
    return [known = smtp_settings(config).rules.recipients](
               std::string_view recipient) -> std::optional<model::Takes> {
        const std::string in_brackets = std::string("<").append(recipient).append(">");
        const Result<smtp::PathAndRest> read = smtp::parse_path(in_brackets);
        if (!read) return std::nullopt;
        const smtp::Recipients::Found found = known.find(read->path);
        if (found.addressee != smtp::Addressee::report) return std::nullopt;
        return found.takes;
    };
}

}  // namespace sendpath::app
