#include "http/setup_json.hpp"

#include "http/json_parts.hpp"

namespace sendpath::http {
namespace {

namespace json = boost::json;

std::string_view name(MergedWith with) {
    switch (with) {
        case MergedWith::nothing: return "nothing";
        case MergedWith::given: return "given";
        case MergedWith::published: return "published";
    }
    return {};
}

json::object tag_json(const analysis::TagOutcome& tag) {
    json::object object;
    object["tag"] = tag.tag;
    object["before"] = or_null(tag.before);
    object["after"] = or_null(tag.after);
    object["change"] = analysis::name(tag.change);
    return object;
}

json::object warning_json(const analysis::RecordWarning& warning) {
    json::object object;
    object["code"] = analysis::name(warning.oddity);
    object["tag"] = warning.tag;
    object["value"] = warning.value;
    return object;
}

json::value published_json(const std::optional<Published>& published) {
    if (!published) return nullptr;
    json::object object;
    object["state"] = name(published->state);
    json::array values;
    for (const std::string& each : published->values) values.emplace_back(shown(each));
    object["values"] = std::move(values);
    object["detail"] = filled(published->detail);
    return object;
}

}  // namespace

json::object setup_record_json(const ShownRecord& shown) {
    const analysis::SetupRecord& setup = shown.record;
    json::object object;
    object["name"] = setup.record.name;
    object["type"] = setup.record.type;
    object["value"] = setup.record.value;
    object["part"] = setup.record.part;
    object["to_be_filled"] = setup.record.to_be_filled;
    object["purpose"] = analysis::name(setup.purpose);
    object["zone"] = setup.zone;
    object["zone_line"] = analysis::zone_line(setup.record);
    object["merged"] = name(shown.merged_with);
    object["tags"] = array_of(setup.merged.tags, tag_json);
    object["warnings"] = array_of(setup.merged.warnings, warning_json);
    object["published"] = published_json(shown.published);
    return object;
}

json::object setup_address_json(const SetupState::Address& address) {
    json::array takes;
    if (address.takes.rua) takes.emplace_back("rua");
    if (address.takes.ruf) takes.emplace_back("ruf");
    if (address.takes.tls) takes.emplace_back("tls");
    json::object object;
    object["address"] = address.address.str();
    object["origin"] = address.origin;
    object["takes"] = std::move(takes);
    return object;
}

}  // namespace sendpath::http
