#include "dns/answers.hpp"

#include <ares.h>
#include <fmt/format.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace sendpath::dns {
namespace {

struct FreeHost {
    void operator()(hostent* host) const noexcept { ares_free_hostent(host); }
};
struct FreeExchangers {
    void operator()(ares_mx_reply* exchangers) const noexcept { ares_free_data(exchangers); }
};
struct FreeTexts {
    void operator()(ares_txt_ext* texts) const noexcept { ares_free_data(texts); }
};

const unsigned char* data_of(std::string_view octets) {
    return reinterpret_cast<const unsigned char*>(octets.data());
}
int size_of(std::string_view octets) {
    return static_cast<int>(octets.size());
}

/// A last label of digits alone is the end of an address: no such top-level domain can be.
/// Source: RFC 1123 section 2.1.
bool ends_in_digits(std::string_view name) {
    const std::string_view last = name.substr(name.rfind('.') + 1);
    return std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<model::DomainName> host_name(std::string_view text) {
    const auto name = model::DomainName::parse(text);
    return name && !ends_in_digits(name->str()) ? std::optional(*name) : std::nullopt;
}

void keep_name(std::string_view text, std::vector<model::DomainName>& names) {
    const auto name = host_name(text);
    if (name && std::ranges::find(names, *name) == names.end()) names.push_back(*name);
}

model::IpAddress address_of(const auto& octets) {
    return *model::IpAddress::from_packed({reinterpret_cast<const char*>(&octets), sizeof octets});
}

/// The addresses that `parse`, of c-ares, finds in an answer; each Found has one.
template <class Found, class Address>
Result<std::vector<model::IpAddress>> read_addresses(std::string_view octets,
                                                     int (*parse)(const unsigned char*, int,
                                                                  hostent**, Found*, int*),
                                                     Address Found::* address) {
    std::array<Found, kAddressesMax> found{};
    int count = found.size();
    const int read = parse(data_of(octets), size_of(octets), nullptr, found.data(), &count);
    if (read != ARES_SUCCESS) return error_of(read);
    std::vector<model::IpAddress> addresses;
    for (int i = 0; i < count; ++i)
        addresses.push_back(address_of(found[static_cast<std::size_t>(i)].*address));
    return addresses;
}

}  // namespace

Result<std::vector<model::DomainName>> read_pointers(std::string_view octets) {
    hostent* raw = nullptr;
    const int read =
        ares_parse_ptr_reply(data_of(octets), size_of(octets), nullptr, 0, AF_INET, &raw);
    const std::unique_ptr<hostent, FreeHost> host(raw);
    if (read != ARES_SUCCESS) return error_of(read);
    std::vector<model::DomainName> names;
    for (char** each = host->h_aliases; each != nullptr && *each != nullptr; ++each)
        keep_name(*each, names);
    return names;
}

Result<std::vector<model::IpAddress>> read_addresses_v4(std::string_view octets) {
    return read_addresses(octets, ares_parse_a_reply, &ares_addrttl::ipaddr);
}

Result<std::vector<model::IpAddress>> read_addresses_v6(std::string_view octets) {
    return read_addresses(octets, ares_parse_aaaa_reply, &ares_addr6ttl::ip6addr);
}

Result<std::vector<MailExchanger>> read_exchangers(std::string_view octets) {
    ares_mx_reply* raw = nullptr;
    const int read = ares_parse_mx_reply(data_of(octets), size_of(octets), &raw);
    const std::unique_ptr<ares_mx_reply, FreeExchangers> first(raw);
    if (read != ARES_SUCCESS) return error_of(read);
    std::vector<MailExchanger> found;
    for (const ares_mx_reply* each = first.get(); each != nullptr; each = each->next)
        if (const auto host = host_name(each->host)) found.push_back({each->priority, *host});
    std::ranges::sort(found, {}, &MailExchanger::preference);
    return found;
}

Result<std::vector<std::string>> read_texts(std::string_view octets) {
    ares_txt_ext* raw = nullptr;
    const int read = ares_parse_txt_reply_ext(data_of(octets), size_of(octets), &raw);
    const std::unique_ptr<ares_txt_ext, FreeTexts> first(raw);
    if (read != ARES_SUCCESS) return error_of(read);
    std::vector<std::string> texts;
    for (const ares_txt_ext* each = first.get(); each != nullptr; each = each->next) {
        if (each->record_start != 0 || texts.empty()) texts.emplace_back();
        texts.back().append(reinterpret_cast<const char*>(each->txt), each->length);
    }
    return texts;
}

std::string pointer_name(const model::IpAddress& address) {
    const std::string_view octets = address.packed();
    std::string name;
    for (auto each = octets.rbegin(); each != octets.rend(); ++each) {
        const auto octet = static_cast<unsigned char>(*each);
        if (address.is_v4())
            name += fmt::format("{}.", octet);
        else
            name += fmt::format("{:x}.{:x}.", octet & 0xfU, octet >> 4U);
    }
    return name + (address.is_v4() ? "in-addr.arpa" : "ip6.arpa");
}

Error error_of(int status) {
    switch (status) {
        case ARES_ENODATA:
        case ARES_ENOTFOUND: return {Errc::missing_field, "the DNS has no such record"};
        case ARES_EBADRESP:
        case ARES_EBADNAME:
        case ARES_EBADSTR: return {Errc::bad_syntax, "the answer cannot be read"};
        case ARES_ETIMEOUT: return {Errc::timeout, "no server answered in time"};
        default: return {Errc::io, ares_strerror(status)};
    }
}

bool was_answered(int status) {
    return status != ARES_ETIMEOUT && status != ARES_ECONNREFUSED && status != ARES_ENOMEM &&
           status != ARES_ECANCELLED && status != ARES_EDESTRUCTION;
}

}  // namespace sendpath::dns
