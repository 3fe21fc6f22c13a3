#include "analysis/sender_table.hpp"

#include "analysis/embedded.hpp"
#include "base/text.hpp"
#include "model/names.hpp"

#include <array>
#include <optional>

namespace sendpath::analysis {
namespace {

constexpr std::size_t kColumns = 9;
constexpr std::string_view kNone = "-";
constexpr std::string_view kKeyLetters = "abcdefghijklmnopqrstuvwxyz0123456789_";

constexpr std::array kKinds{
    ServiceKind::esp,       ServiceKind::transactional, ServiceKind::crm,
    ServiceKind::ticketing, ServiceKind::shop,          ServiceKind::business,
    ServiceKind::survey,    ServiceKind::mailbox,       ServiceKind::hosting,
    ServiceKind::gateway,   ServiceKind::forwarder,     ServiceKind::list_host};

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(by, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + by.size();
    }
    return parts;
}

Error mistake(std::string_view column, std::string_view what) {
    return {Errc::bad_syntax, std::string(column).append(": ").append(what)};
}

std::optional<ServiceKind> kind_of(std::string_view word) {
    for (const ServiceKind kind : kKinds)
        if (name(kind) == word) return kind;
    return std::nullopt;
}

bool is_key(std::string_view text) {
    return !text.empty() && text.find_first_not_of(kKeyLetters) == std::string_view::npos;
}

Result<std::vector<std::string>> domains_of(std::string_view column, std::string_view text) {
    std::vector<std::string> domains;
    if (text == kNone) return domains;
    for (const std::string_view word : split(text, " ")) {
        const auto parsed = model::DomainName::parse(word);
        if (!parsed || parsed->str() != word || word.find('.') == std::string_view::npos)
            return mistake(column, "not a domain in lower case: " + std::string(word));
        domains.emplace_back(word);
    }
    return domains;
}

Result<std::vector<RecordTemplate>> records_of(std::string_view column, std::string_view text) {
    std::vector<RecordTemplate> records;
    if (text == kNone) return records;
    for (const std::string_view each : split(text, " | ")) {
        const std::size_t name_end = each.find(' ');
        const std::size_t type_end =
            name_end == std::string_view::npos ? name_end : each.find(' ', name_end + 1);
        if (type_end == std::string_view::npos || type_end + 1 == each.size())
            return mistake(column, "expected name, type and value: " + std::string(each));
        RecordTemplate record;
        record.name = each.substr(0, name_end);
        record.type = each.substr(name_end + 1, type_end - name_end - 1);
        record.value = each.substr(type_end + 1);
        if (record.type != "TXT" && record.type != "CNAME" && record.type != "MX" &&
            record.type != "NS")
            return mistake(column, "not a type of record: " + record.type);
        records.push_back(std::move(record));
    }
    return records;
}

Result<Service> service_of(std::string_view line) {
    const std::vector<std::string_view> cells = split(line, "\t");
    if (cells.size() != kColumns)
        return Error{Errc::bad_syntax,
                     std::to_string(cells.size()) + " columns, not " + std::to_string(kColumns)};
    Service service;
    service.key = cells[0];
    service.name = cells[1];
    service.how = cells[8];
    if (!is_key(cells[0])) return mistake("key", "expected a-z, 0-9 and _");
    if (service.name.empty()) return mistake("name", "empty");
    const auto kind = kind_of(cells[2]);
    if (!kind) return mistake("kind", "unknown: " + std::string(cells[2]));
    service.kind = *kind;
    if (service.how.size() < 10) return mistake("how", "says nothing");

    const auto dkim = domains_of("dkim", cells[3]);
    if (!dkim) return dkim.error();
    const auto spf = domains_of("spf", cells[4]);
    if (!spf) return spf.error();
    const auto reverse = domains_of("reverse", cells[5]);
    if (!reverse) return reverse.error();
    const auto own_dkim = records_of("own dkim", cells[6]);
    if (!own_dkim) return own_dkim.error();
    const auto own_spf = records_of("own spf", cells[7]);
    if (!own_spf) return own_spf.error();
    if (dkim->empty() && spf->empty() && reverse->empty())
        return mistake("dkim, spf, reverse", "nothing to know the service by");
    service.dkim = *dkim;
    service.spf = *spf;
    service.reverse = *reverse;
    service.own_dkim = *own_dkim;
    service.own_spf = *own_spf;
    return service;
}

}  // namespace

Result<void> SenderTable::take(Service service) {
    const std::size_t number = services_.size();
    if (!keys_.emplace(service.key, number).second) return mistake("key", "there is one already");
    const auto index = [number](Index& into, std::string_view column,
                                const std::vector<std::string>& domains) -> Result<void> {
        for (const std::string& domain : domains)
            if (!into.emplace(domain, number).second)
                return mistake(column, "there is one already: " + domain);
        return {};
    };
    for (const auto& taken : {index(dkim_, "dkim", service.dkim), index(spf_, "spf", service.spf),
                              index(reverse_, "reverse", service.reverse)})
        if (!taken) return taken.error();
    services_.push_back(std::move(service));
    return {};
}

Result<SenderTable> SenderTable::parse(std::string_view text) {
    SenderTable table;
    std::size_t number = 0;
    for (std::string_view line : split(text, "\n")) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::string place = "line " + std::to_string(number);
        Result<Service> service = service_of(line);
        if (!service) return service.error().within(place);
        const Result<void> taken = table.take(*std::move(service));
        if (!taken) return taken.error().within(place);
    }
    return table;
}

const SenderTable& SenderTable::builtin() {
    static const SenderTable table = parse(sender_files().front().octets).value();
    return table;
}

const Service* SenderTable::under(const Index& index, std::string_view name) const {
    while (!name.empty()) {
        const auto found = index.find(name);
        if (found != index.end()) return &services_[found->second];
        const std::size_t dot = name.find('.');
        if (dot == std::string_view::npos) break;
        name.remove_prefix(dot + 1);
    }
    return nullptr;
}

const Service* SenderTable::by_dkim(std::string_view domain) const {
    return under(dkim_, domain);
}

const Service* SenderTable::by_spf(std::string_view domain) const {
    return under(spf_, domain);
}

const Service* SenderTable::by_reverse(std::string_view host) const {
    return under(reverse_, host);
}

const Service* SenderTable::find(std::string_view key) const {
    const auto found = keys_.find(key);
    return found == keys_.end() ? nullptr : &services_[found->second];
}

std::string_view name(ServiceKind kind) {
    switch (kind) {
        case ServiceKind::esp: return "esp";
        case ServiceKind::transactional: return "transactional";
        case ServiceKind::crm: return "crm";
        case ServiceKind::ticketing: return "ticketing";
        case ServiceKind::shop: return "shop";
        case ServiceKind::business: return "business";
        case ServiceKind::survey: return "survey";
        case ServiceKind::mailbox: return "mailbox";
        case ServiceKind::hosting: return "hosting";
        case ServiceKind::gateway: return "gateway";
        case ServiceKind::forwarder: return "forwarder";
        case ServiceKind::list_host: return "list_host";
    }
    return {};
}

}  // namespace sendpath::analysis
