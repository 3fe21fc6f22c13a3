#include "dns/name_server.hpp"

namespace sendpath::dns {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

constexpr std::size_t kHead = 12;  // octets of a message before its first question
constexpr char kInternet = 1;
constexpr std::string_view kSameName = "\xc0\x0c";  // points to the first question

std::string two(std::size_t number) {
    return {static_cast<char>(number >> 8U), static_cast<char>(number)};
}

}  // namespace

Asked asked_by(const std::string& query) {
    Asked asked{.id = query.substr(0, 2), .name = {}, .section = {}};
    std::size_t at = kHead;
    while (query.at(at) != 0) {
        const auto size = static_cast<unsigned char>(query[at]);
        if (!asked.name.empty()) asked.name += '.';
        asked.name += query.substr(at + 1, size);
        at += size + 1U;
    }
    asked.type = static_cast<unsigned char>(query.at(at + 2));
    asked.section = query.substr(kHead, at + 5 - kHead);
    return asked;
}

std::string labels(std::string_view name) {
    std::string octets;
    while (!name.empty()) {
        const std::string_view label = name.substr(0, name.find('.'));
        octets += static_cast<char>(label.size());
        octets += label;
        name.remove_prefix(std::min(label.size() + 1, name.size()));
    }
    return octets + '\0';
}

std::string record(int type, std::string_view data) {
    const std::string lifetime(4, '\0');
    return std::string(kSameName) + two(static_cast<std::size_t>(type)) + '\0' + kInternet +
           lifetime + two(data.size()) + std::string(data);
}

std::string strings(const std::vector<std::string>& texts) {
    std::string data;
    for (const std::string& each : texts) data += static_cast<char>(each.size()) + each;
    return data;
}

std::string message(const Asked& asked, const Reply& reply) {
    const int flags = 0x8180 | reply.code | (reply.cut_off ? 0x200 : 0);  // an answer, recursive
    return asked.id + two(static_cast<std::size_t>(flags)) + two(1) + two(reply.records.size()) +
           two(0) + two(0) + asked.section + [&] {
               std::string all;
               for (const std::string& each : reply.records) all += each;
               return all;
           }();
}

NameServer::NameServer(asio::io_context& io)
    : socket_(io, udp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    receive();
}

std::string NameServer::address() const {
    return "127.0.0.1:" + std::to_string(socket_.local_endpoint().port());
}

void NameServer::put(const std::string& name, int type, const std::string& data) {
    records_[{name, type}].push_back(record(type, data));
}

std::vector<std::string> NameServer::answers_to(const Asked& asked) const {
    if (answers) return answers(asked);
    const auto found = records_.find({asked.name, asked.type});
    if (found == records_.end()) return {message(asked, {.code = kNoSuchName})};
    return {message(asked, {.records = found->second})};
}

void NameServer::receive() {
    socket_.async_receive_from(asio::buffer(buffer_), who_,
                               [this](const boost::system::error_code& problem, std::size_t size) {
                                   if (problem) return;
                                   questions.push_back(asked_by({buffer_.data(), size}));
                                   boost::system::error_code ignored;  // nobody may listen any more
                                   for (const std::string& each : answers_to(questions.back()))
                                       socket_.send_to(asio::buffer(each), who_, 0, ignored);
                                   receive();
                               });
}

}  // namespace sendpath::dns
